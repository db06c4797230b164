// Words of the check of the record. What was found comes in sentences from Rust.

import { count } from "./plural";

export const verifyRecord = {
  title: "Check the record",
  whole: {
    title: "The whole record",
    text: "Reads every page, every entry, every signature, and holds them against each other. Nothing is changed, and you can go on working.",
    start: "Check now",
    running: "Checking the record",
    stopped: "The check was stopped. Nothing was found until then, and nothing was changed.",
    failed: "The record could not be checked.",
    read: (entries: number, patients: number, sessions: number) =>
      `Read: ${count(entries, "entry", "entries")}, ${count(patients, "patient", "patients")}, ${count(sessions, "signed session", "signed sessions")}.`,
    signers: "Whose signatures count",
    todo: "What to do",
    all: (n: number) => `All ${count(n, "fault", "faults")}`,
    entry: (n: number) => `Entry ${String(n)}`,
    file: "The file",
  },
  closed: {
    text: "Reads everything with your passphrase and opens nothing: the practice stays locked, and nothing is written.",
    back: "Back",
    action: "Check the record",
  },
  letter: {
    title: "A letter against the record",
    text: "Shows whether a letter left this practice as it is, and whether the record is older than it: the one sign of a folder that was rolled back.",
    path: "Saved letter",
    pathHint: "The whole path of the PDF.",
    check: "Check the letter",
    digits: "Fingerprint on paper",
    digitsHint: "From the foot of a letter: 16 digits, in groups or not.",
    look: "Look for it",
  },
} as const;
