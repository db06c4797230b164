// Words of the list of who did what.

import { count } from "./plural";

export const reviewAudit = {
  title: "Who did what",
  of: (name: string) => `Who did what: ${name}`,
  ofPatient: "Who did what to this record",
  intro:
    "Every entry of the record, newest first. Looks and searches are written down once a minute at most, and never what was sought.",
  loading: "Reading the list…",
  failed: "The list could not be read.",
  retry: "Try again",
  filter: "Show only",
  person: "Person",
  group: "What",
  anybody: "Anybody",
  anything: "Anything",
  patient: "Patient",
  patientPlaceholder: "Name or date of birth",
  from: "From",
  to: "To",
  clear: "Show everything",
  groups: {
    notes: "Notes",
    patients: "Patients' details",
    safety: "Screening and consent",
    between: "Between visits",
    exports: "What left the practice",
    access: "Looks, searches and refusals",
    practice: "Practice and therapists",
    retention: "Holds and destruction",
  },
  columns: { when: "When", who: "Who", what: "What", patient: "Whose record" },
  listed: (lines: number, more: boolean) =>
    more ? `The newest ${count(lines, "entry", "entries")}` : count(lines, "entry", "entries"),
  older: "Show older",
  none: "Nothing fits",
  noneText: "No entry of the record fits these choices. Leave some open to see more.",
  save: {
    open: "Save as CSV…",
    title: "Save the list as CSV",
    text: "All that fits, not only what is shown. It names patients, so keep it like a record. Saving it is recorded.",
    path: "Save as",
    pathHint: "The name of the file holds no patient's name.",
    choose: "Choose…",
    replace: "Replace a file of this name",
    save: "Save CSV",
    saving: "Writing the list…",
    failed: "The list was not saved.",
    done: (lines: number) => `List saved, ${count(lines, "line", "lines")}`,
    stopped: "Stopped. Nothing was saved.",
  },
} as const;
