// Words of records that come in. Why a row is refused and what a column can mean is said in sentences from Rust.

import type { Outcome } from "../backend/generated/Outcome";
import { count } from "./plural";

const outcomes: Record<Outcome, string> = {
  new: "New",
  match: "Here already",
  conflict: "To decide",
  refused: "Refused",
  "left-out": "Left out",
};

export const importRecords = {
  title: "Import records",
  text: "Patients and past notes of another system, from a table. Nothing is changed before you have seen what would come of every row.",
  file: "1. The file",
  path: "CSV or XLSX file",
  pathHint: "The first row must hold the names of the columns.",
  choose: "Choose a file…",
  system: "System the records come from",
  systemHint: "It stands with every imported note.",
  read: "Read the file",
  reading: "Reading the file",
  notRead: "The file was not read.",
  rows: (rows: number) => count(rows, "row", "rows"),
  separated: (by: string) => `parted by ${by}`,
  letters: "Letters (encoding)",
  lettersHint: "Guessed. Look at the names below: if letters are wrong, choose another.",
  lettersFound: "Found in the file.",
  sheet: "Sheet",
  columns: "2. What the columns mean",
  columnsKept: "As you decided for the last file with these columns.",
  columnsGuessed: "Guessed from the names of the columns. Change what is wrong.",
  columnsTable: "Columns of the file",
  column: "Column",
  examples: "Examples",
  means: "Meaning",
  meaningOf: (column: string) => `Meaning of ${column}`,
  noExample: "empty",
  dates: "Dates like 03/04/2026",
  dateOrders: { "day-month": "3 April: day first", "month-day": "March 4: month first" },
  datesOpen: "Not known",
  try: "Try it",
  tryAgain: "Try it again",
  tryDecided: "Try it with what you decided",
  trying: "Trying the import",
  notTried: "The import could not be tried.",
  stopped: "Stopped. Nothing was changed.",
  report: "3. What would come of it",
  summary: (patients: number, known: number, notes: number) =>
    `${count(patients, "patient", "patients")} would be registered, and ${count(notes, "note", "notes")} brought in${
      known === 0
        ? "."
        : `, some of them for ${count(known, "patient", "patients")} who ${known === 1 ? "is" : "are"} here already.`
    }`,
  unchanged: "Nothing was changed yet.",
  show: "Show",
  all: (rows: number) => `All rows (${String(rows)})`,
  withCount: (outcome: Outcome, rows: number) => `${outcomes[outcome]} (${String(rows)})`,
  table: "Rows of the file",
  row: "Row",
  who: "Who",
  outcome: "Comes to",
  why: "Why",
  outcomes,
  note: "with a note",
  decision: (row: number) => `Decision for row ${String(row)}`,
  undecided: "Not decided",
  same: (who: string) => `The same person: ${who}`,
  other: "Somebody else: register them",
  leaveOut: "Leave out",
  decidedAt: (row: number) => `Decided at row ${String(row)}`,
  more: (rows: number) => `Show ${count(rows, "more row", "more rows")}`,
  noRows: "No row comes to this.",
  stale: "You decided something since. Try it again to see what comes of it.",
  without: (rows: number) =>
    rows === 1
      ? "Import without the row that is refused or not decided"
      : `Import without the ${String(rows)} rows that are refused or not decided`,
  import: "Import",
  importing: "Importing",
  notImported: "Nothing was imported.",
  imported: "Imported",
  done: (patients: number, notes: number, leftOut: number) =>
    `${count(patients, "patient", "patients")} registered, ${count(notes, "note", "notes")} brought in, ${count(leftOut, "row", "rows")} left out.`,
  undo: "Take this import back",
  undoText:
    "Patients who came with it and every imported note go again. That works as long as nothing else was recorded for any of its patients.",
  undoing: "Taking the import back",
  undone: "The import was taken back.",
  notUndone: "The import stays.",
  another: "Import another file",
  before: "Imports that stand",
  beforeText:
    "Imported notes are marked as such, are signed by nobody here and are no visits of yours.",
  none: "Nothing was imported yet.",
  by: (who: string) => `by ${who}`,
  failed: "The imports could not be listed.",
  retry: "Try again",
} as const;
