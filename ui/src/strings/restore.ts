// Words of the way back from a backup. What is wrong with a file comes in sentences from Rust.

import type { RecordCount } from "../backend/generated/RecordCount";
import { count } from "./plural";

/** "2 patients, 14 signed sessions, 30 other entries"; what there is none of is left out. */
function counted({ patients, sessions, others }: RecordCount): string {
  const parts = [
    patients > 0 ? count(patients, "patient", "patients") : "",
    sessions > 0 ? count(sessions, "signed session", "signed sessions") : "",
    others > 0 ? count(others, "other entry", "other entries") : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(", ") : "nothing";
}

export const restore = {
  title: "Restore a backup",
  action: "Restore a backup",
  instead: "I have a backup",
  choose: {
    text: "First the backup is unpacked on a copy and checked entry by entry. Nothing is changed by that.",
    file: "Backup",
    fileHint: "The whole path of a file such as filiform-…-2026-11-22-140500.tar.",
    newest: (verified: string) => `The newest backup that this computer knows. ${verified}.`,
    choose: "Choose…",
    passphrase: "Passphrase",
    passphraseHint: "Today’s; where this practice is no longer here, that of the backup’s day.",
    useCode: "Use the recovery code",
    code: "Recovery code",
    codeHint: "Seven groups of four from your sheet. It stays valid.",
    usePassphrase: "Use the passphrase",
    check: "Check the backup",
    checking: "Checking the backup",
    stopped: "Stopped. Nothing was changed.",
    failed: "The backup was not opened.",
    nobody:
      "Without the passphrase and without the recovery code nobody can open a backup, and nobody can help.",
    back: "Back",
  },
  compare: {
    title: "What comes back",
    whole: "The backup is whole: every entry and every signature fits.",
    made: "Made",
    holds: "Holds",
    last: "Last entry",
    lost: "Here, and not in the backup",
    regained: "In the backup, and no longer here",
    counted,
    losing:
      "In its place you would go on without what is only here. It stays in the copy that is kept aside.",
    same: "The backup holds everything that is here.",
    unknown:
      "The practice that is here could not be opened to compare them. It is kept aside as it is.",
    where: "Where to",
    places: { over: "In place of the practice here", beside: "Beside it, in another folder" },
    over: "The practice that is here is moved aside whole, and nothing of it is deleted.",
    into: "New folder",
    intoHint: "The whole path of a folder that is new or empty, on this computer’s own disk.",
    keysToday: "Today’s passphrases and recovery codes stay in force.",
    keysOfDay: "It opens with the passphrases and recovery codes of the day it was made.",
    keysNew: "It opens with the new passphrase, and with the recovery code as before.",
    restore: "Restore",
    restoring: "Restoring",
    other: "Another backup",
    failed: "Nothing was restored.",
  },
  beside: {
    title: "It is back, beside the practice here.",
    folder: (folder: string) => `Folder: ${folder}`,
    how: "To look into it, start Filiform with the variable FILIFORM_PRACTICE set to this folder, or give it to filiform-cli as --vault.",
    done: "Done",
  },
  closed: "The practice is locked now.",
  unlock: "Unlock",
  told: {
    title: (made: string) => `The backup of ${made} is in place.`,
    aside: (folder: string) => `What was here before is kept in ${folder}.`,
    today: "It opens with the passphrase of today.",
    ofDay:
      "It opens with the passphrase of the day the backup was made, or with the one you just set by the recovery code.",
  },
} as const;
