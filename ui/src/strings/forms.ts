// Words of the forms that more than one screen shows: the practice, its therapist, a new passphrase.

import { count } from "./plural";

export const forms = {
  stages: {
    checking: "Checking",
    rebuilding: "Making the indexes anew",
    copying: "Copying",
    reading: "Reading the file",
    comparing: "Comparing with who is here",
    writing: "Writing",
    "reading-back": "Reading it again",
    unpacking: "Unpacking",
    "cleaning-up": "Cleaning up the file",
  },
  stopping: "Stopping…",
  pages: {
    title: "The pages",
    page: (what: string, page: number, all: number) =>
      `${what}, page ${String(page)} of ${String(all)}`,
    more: (pages: number) => `And ${count(pages, "page", "pages")} more in the file.`,
    changed: "Saved. It was changed meanwhile, so nothing was printed: save and print again.",
    unprintable:
      "Not every page could be drawn, so nothing was printed. Print the saved file instead.",
  },
  practice: {
    name: "Name of the practice",
    address: "Address",
    addressHint: "As it should stand on a letter.",
    phone: "Practice phone",
    email: "Practice e-mail",
    paper: "Paper of letters and sheets",
    papers: { letter: "US Letter", a4: "A4" },
  },
  therapist: {
    name: "Your name",
    nameHint: "As you sign it.",
    credentials: "Credentials",
    credentialsHint: "Letters after your name: PT, DPT.",
    phone: "Your phone",
    phoneHint: "For questions about a letter.",
    npi: "NPI",
    npiHint: "Ten digits. Leave it empty if you have none.",
    licence: "Licence",
    licenceState: "State or country",
    licenceNumber: "Licence number",
    licenceExpires: "Licence valid until",
  },
  training: {
    title: "Dry needling training",
    none: "Courses and certificates. You can add them later in the settings.",
    row: (n: number) => `Training ${String(n)}`,
    provider: "Provider",
    date: "Completed on",
    hours: "Hours",
    hoursUnit: "h",
    expires: "Valid until",
    expiresHint: "Empty if it does not run out.",
    regions: "Regions it covered",
    regionsNone: "not said",
    regionsSome: (n: number) => count(n, "region", "regions"),
    add: "Add training",
    remove: (n: number) => `Remove training ${String(n)}`,
  },
  passphrase: {
    fresh: "New passphrase",
    again: "New passphrase, again",
    differs: "The two are not the same yet.",
    howTo:
      "Four or five unrelated words are strong and easy to remember. Names, dates and sayings are guessed first.",
  },
  entry: {
    kept: (at: string) => `kept ${at}`,
    notKept: "Not kept yet. What you typed stays on this screen; Filiform tries again by itself.",
    discard: {
      action: "Discard",
      title: "Discard what you typed?",
      text: "Nothing is added to the record, and what you typed here goes away.",
      confirm: "Discard it",
      done: "Discarded.",
    },
  },
  who: {
    name: "Name",
    nameHint: "With title: Dr. L. Hahn.",
    patientIsNamed: "The patient's name is known.",
    roles: {
      patient: "The patient",
      physician: "A physician",
      family: "Family or carer",
      "other-clinician": "Another clinician",
      payer: "The payer",
      other: "Somebody else",
    },
  },
  date: {
    open: "This is no date yet. Write it like 21 Oct 2026.",
  },
} as const;
