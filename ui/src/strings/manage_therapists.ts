// Words of the people who work in the practice, and of handing a note over.

import { count } from "./plural";
import type { RoleName } from "../backend/generated/RoleName";

const roles: Record<RoleName, string> = {
  owner: "Owner",
  therapist: "Therapist",
  "front-desk": "Front desk",
  auditor: "Auditor",
};

const mayDo: Record<RoleName, string> = {
  owner:
    "Treats and signs, and decides who works here, how long records are kept and when one ends.",
  therapist: "Treats, signs, writes letters, makes backups.",
  "front-desk":
    "Registers patients and keeps their details. Sees no note, no condition and nothing else clinical.",
  auditor:
    "Reads the visits of chosen patients between two days, and checks the record, until a day.",
};

export const manageTherapists = {
  title: "People",
  intro:
    "Everybody has a passphrase and a signature of their own, so a note shows who signed it. Filiform keeps each to their role; it is no lock against somebody who reads the file with other tools.",
  loading: "Opening the list of people…",
  failed: "The list of people could not be opened.",
  retry: "Try again",
  here: "Who works here",
  me: "you",
  since: (day: string) => `since ${day}`,
  left: (day: string) => `left ${day}`,
  signed: (day: string | null) => (day === null ? "has signed no note" : `last signed ${day}`),
  key: (key: string) => `signature key ${key}`,
  drafts: (n: number) => `${count(n, "note", "notes")} not signed`,
  former: "Who left",
  formerText: "What they signed stays, and still shows that it was theirs.",
  alone: {
    title: "You work here alone",
    text: "Add a colleague, a front desk or an auditor. Each types a passphrase of their own, which you need not know.",
  },
  add: "Add a person",
  changeRole: "Change role",
  changeRoleOf: (name: string) => `Change the role of ${name}`,
  remove: "Remove…",
  removeOf: (name: string) => `Remove ${name}`,
  more: (name: string) => `More about ${name}`,
  role: "Role",
  roles,
  mayDo,
  audit: {
    patients: "Patients they may read",
    find: "Add a patient",
    findPlaceholder: "Name",
    none: "No patient chosen yet.",
    drop: (name: string) => `Take ${name} off the list`,
    unknown: "A patient of this practice",
    from: "Visits from",
    to: "Visits to",
    until: "Access ends after",
  },
  own: "Your own passphrase",
  ownHint: "An open screen alone must not be enough to change who can get in.",
  adding: {
    title: "Add a person",
    who: "Who they are",
    name: "Name",
    nameHint: "As they sign it.",
    credentialsHint: "Letters after the name: PT, DPT.",
    later: "Licence and training they add themselves in Settings.",
    what: "What they do here",
    theirs: "Their passphrase",
    theirsText: (name: string) =>
      `Now ${name === "" ? "the new person" : name} takes the keyboard and types a passphrase that nobody else knows. Look away.`,
    yours: "And you again",
    add: "Add this person",
    adding: "Adding…",
    refused: "Nobody was added.",
    added: (name: string) => `${name} can unlock with their own passphrase from now on.`,
    sheet: (name: string) =>
      `This recovery code belongs to ${name}. It opens the practice as them; give them the sheet.`,
    cancel: "Cancel",
  },
  changing: {
    title: (name: string) => `Role of ${name}`,
    save: "Give this role",
    saving: "Changing the role…",
    refused: "The role was not changed.",
    saved: (name: string) => `The role of ${name} was changed.`,
  },
  removing: {
    title: (name: string) => `Remove ${name}`,
    text: "They cannot unlock any more. What they signed stays, and still shows that it was theirs. A copy of the folder that they kept still opens with their passphrase: to shut that out too, change the file's key afterwards.",
    drafts: (n: number) =>
      `${count(n, "note of theirs is", "notes of theirs are")} not signed. Nothing is lost: afterwards you hand ${n === 1 ? "it" : "them"} on to a colleague from this page.`,
    noDrafts: "Nothing of theirs waits to be signed.",
    confirm: "Remove them",
    removing: "Removing…",
    refused: "Nobody was removed.",
    removed: (name: string) => `${name} was removed.`,
    keep: "Keep them",
  },
  handOn: {
    waits: (n: number) => `${count(n, "note waits", "notes wait")} unsigned`,
    action: "Hand on…",
    actionOf: (name: string) => `Hand on what ${name} did not finish`,
    title: (name: string) => `What ${name} did not finish`,
    text: "It goes to the list of whoever you choose, word for word. Nobody signs needling that somebody else did: what must not be lost goes into a note, a contact or an addendum of their own.",
    to: "Hand on to",
    me: (name: string) => `${name} (you)`,
    confirm: "Hand on",
    refused: "Nothing was handed on.",
    done: (name: string) => `It stands under “Not signed yet” of ${name} now.`,
  },
  overs: {
    action: "Hand over…",
    title: "Hand this note over",
    text: "The person who needled signs. The note leaves your list and waits on theirs, word for word; you can take it back until they open it.",
    to: "To",
    none: "Nobody else here signs notes.",
    confirm: "Hand over",
    notKept: "What you typed could not be kept yet, so it was not handed over. Try again.",
    refused: "It was not handed over.",
    done: (name: string) => `Handed over to ${name}.`,
    failed: "Your colleagues could not be listed.",
    yours: "Handed over by you",
    detail: (to: string, at: string) => `to ${to}, ${at}, not opened yet`,
    back: "Take back",
    backOf: (name: string) => `Take back the note of ${name}`,
    tookBack: "The note is yours again.",
    from: (who: string) => `handed over by ${who}`,
  },
} as const;
