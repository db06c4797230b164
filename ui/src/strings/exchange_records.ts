// Words of records that leave whole. What can be read in an export is said in sentences from Rust.

import type { RecordsFormat } from "../backend/generated/RecordsFormat";
import { count } from "./plural";

const formats: Record<RecordsFormat, string> = {
  csv: "Tables, a file each (CSV)",
  xlsx: "One workbook (Excel)",
  fhir: "For another system (FHIR R4)",
  archive: "Everything, as PDFs, bundles and tables",
};

export const exchangeRecords = {
  title: "Export records",
  ofPatient: "Export this record",
  loading: "Looking at the records…",
  failed: "The records could not be looked at.",
  retry: "Try again",
  whose: "Whose records",
  what: "What leaves",
  format: "Form",
  formats,
  reduced: "Leave out names, dates and free words",
  reducedHint: "For research and teaching. It is not anonymous.",
  fhirHint:
    "A bundle holds the whole record, with every amendment and who signed what. It leaves nothing out.",
  archiveHint:
    "Each record as a PDF to read and as a bundle for another system, and all of them as tables. Nothing is left out.",
  given: "Recorded with each patient",
  recipient: "Who it is for",
  purpose: "Purpose",
  authority: "Authority",
  none: "Not chosen",
  path: "Save as",
  folderHint: "A new folder for the files.",
  fileHint: "The file to write.",
  choose: "Choose a folder…",
  replace: "Replace the file",
  save: "Export",
  saving: "Writing the records",
  notSaved: "Nothing was exported.",
  stopped: "The export was stopped. Nothing of it is left.",
  saved: "Exported and recorded",
  counts: (patients: number, sessions: number) =>
    `${count(patients, "patient", "patients")}, ${count(sessions, "signed session", "signed sessions")}`,
  withheld: (notes: number) =>
    `${count(notes, "note", "notes")} withheld: recorded for another patient.`,
  tables: "Tables",
  table: "Table",
  rows: "Rows",
  resources: "Resources in the bundle",
  resource: "Resource",
  number: "Number",
} as const;
