// Words of the settings.

import { chartNote } from "./chart_note";
import { chartSession } from "./chart_session";

export const settings = {
  title: "Settings",
  loading: "Opening the settings…",
  failed: "The settings could not be opened.",
  retry: "Try again",
  notSaved: "Not saved.",
  saved: {
    practice: "Practice details saved.",
    therapist: "Your details are saved.",
    phrases: "Phrases saved.",
    templates: "Templates saved.",
    boxes: "Open boxes saved.",
  },
  unsaved: "changed, not saved yet",
  practice: {
    title: "Practice",
    text: "Letters use these details from now on. Letters already sent stay as they are.",
    save: "Save practice details",
  },
  therapist: {
    title: "Therapist",
    text: "Your name, licence and training, as they stand under a signature.",
    save: "Save your details",
  },
  phrases: {
    title: "Phrases",
    text: "While you chart: type ; and the key in any text, then Tab. Esc leaves it as typed.",
    save: "Save phrases",
    none: "No phrase yet",
    noneText:
      "Give a text that you write often a short key of letters or digits. With the key hep, ;hep and Tab write it out in the note.",
    row: (n: number) => `Phrase ${String(n)}`,
    prefix: "Key",
    words: "Text",
    add: "Add a phrase",
    remove: (n: number) => `Remove phrase ${String(n)}`,
  },
  boxes: {
    title: "Open boxes",
    text: "Brand and lot once for each box. While you chart, a row with a needle of that size is offered them by one key.",
    save: "Save open boxes",
    none: "No open box yet",
    noneText:
      "Write a box down when you open it. Nothing is filled into a note until you take it, and where two boxes fit you say which.",
    row: (n: number) => `Box ${String(n)}`,
    needle: "Needle",
    needleHint: "0.25x40",
    brand: "Brand",
    lot: "Lot",
    expires: "Sterile until",
    opened: "Opened on",
    add: "Add a box",
    remove: (n: number) => `Remove box ${String(n)}`,
  },
  templates: {
    title: "Templates",
    text: "While you chart: Ctrl K, then Template. It fills empty texts only, and never pain, response, events or needling.",
    save: "Save templates",
    none: "No template yet",
    noneText:
      "A template holds your own texts for a condition. Nothing is filled in until you ask for it in a note.",
    row: (n: number) => `Template ${String(n)}`,
    condition: "Condition",
    conditionPlaceholder: "Name or code",
    add: "Add a template",
    remove: (n: number) => `Remove template ${String(n)}`,
    texts: {
      indication: chartNote.before.indication,
      assessment: chartNote.before.assessment,
      position: chartNote.before.position,
      advice: chartNote.after.advice,
      plan: chartSession.plan.plan,
    },
  },
  passphrase: {
    title: "Passphrase",
    text: "The recovery code you have stays valid.",
    old: "Passphrase until now",
    change: "Change passphrase",
    changing: "Changing the passphrase…",
    changed: "The new passphrase holds from now on.",
    backups: "A backup opens with the passphrase of its day.",
  },
  recovery: {
    title: "Recovery code",
    text: "Lost the sheet, or somebody saw it? A new code takes its place.",
    passphrase: "Passphrase, for a new code",
    renew: "New recovery code",
    renewing: "Drawing a new code…",
    before: "The sheet you have stops working as soon as the new code is shown.",
    replaced: "The new recovery code holds from now on. Destroy the old sheet.",
    notRenewed: "There is no new code to show.",
  },
  people: {
    title: "People",
    text: "Who works here, with a passphrase and a signature of their own.",
    open: "Who works here",
    role: (name: string) => `Your role: ${name}.`,
  },
  record: {
    title: "The record",
    text: "Who did what, and how long records are kept.",
    audit: "Who did what",
    auditText: "Everything that was signed, opened, exported or refused, newest first.",
    retention: "Keeping and destroying records",
    retentionText: "Your rule, what is due, and records under a legal hold.",
  },
  data: {
    title: "Your data",
    text: "One encrypted practice, on this computer only.",
    folder: "Folder",
    backup: "Backups",
    backupText:
      "Daily and by hand, into folders of your choice; each is checked after it was written.",
    fingerprint: "Fingerprint of the record",
    fingerprintText:
      "It changes with every entry. Write it down with a backup: if an entry is ever changed or lost, it no longer fits.",
  },
  appearance: {
    title: "Appearance",
    text: "How Filiform looks on this computer.",
    theme: "Colours",
    themes: { system: "Like the system", light: "Light", dark: "Dark" },
  },
  about: {
    title: "About",
    text: "Press ? outside a field to see all keys.",
  },
} as const;
