// Words of finding anything.

export const findAnything = {
  patients: "Patients",
  inside: "In this patient's notes",
  notes: "Notes",
  said: "Between visits, and added to notes",
  letters: "Letters",
  targets: "Needled at",
  /** Beside a note: when it was, and where. */
  when: (date: string, region: string) => `${region} · ${date}`,
  voided: (detail: string) => `${detail} · voided`,
  letter: (what: string, recipient: string) => `${what} to ${recipient}`,
  letterOf: (name: string, date: string) => `${name} · ${date}`,
  help: "How to search",
  /** How a search is written, and what it does. */
  examples: [
    ["sore gard", "words by their beginnings"],
    ['"after the run"', "word for word"],
    ["-sore", "not with this word"],
    ["target:UT", "needled there"],
    ["region:neck", ""],
    ["patient:okafor", ""],
    ["date:2026-11", ""],
  ],
} as const;
