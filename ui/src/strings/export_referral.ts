// Words of the letter builder. Names and numbers come from the record; nothing is typed twice.

import { count } from "./plural";

export const exportReferral = {
  loading: "Gathering the letter…",
  gone: "The letter could not be begun.",
  retry: "Try again",
  title: (name: string) => `Letter for ${name}`,
  record: {
    title: "From the record",
    to: "To",
    nobody: "No referrer is on record.",
    addReferrer: "Add one to the patient's details",
    period: "Period",
    visits: "Visits",
    visitCount: (n: number) => count(n, "signed visit", "signed visits"),
    reading: "Pain, as it reads",
    noReading: "There is nothing to compare yet.",
    hint: "These come from the signed notes and cannot be typed over.",
    noVisits:
      "There is no signed visit yet, so the letter has nothing to tell. Sign a session first.",
  },
  news: {
    legend: "The first line",
    information: "For your information, nothing is asked",
    improving: "For your information: improving, no action needed",
    review: "Please review…",
    notImproving: "Not offered: the numbers do not allow “improving”.",
  },
  review: "What to review",
  reviewHint: "One clear request. It becomes the first line.",
  opinion: "Expected course",
  opinionHint: "Your opinion: how long, and what would change it.",
  plan: "Plan and request",
  ownWords: "Your words",
  ownWordsHint: "Kept with the letter.",
  givenOut: {
    title: "Given out",
    hint: "Recorded with the export, as last time. It does not stand in the letter.",
    purpose: "Purpose",
    authority: "Authority",
    inWords: { purpose: "Purpose in words", authority: "Authority in words" },
    none: "Not said",
    other: "In other words…",
  },
  paper: "Paper",
  papers: { letter: "Letter", a4: "A4" },
  path: "Save as",
  pathHint: "The name holds no patient's name.",
  choose: "Choose…",
  save: "Save PDF",
  saving: "Making the letter…",
  failed: "The letter was not saved.",
  exists: {
    title: "Replace the file?",
    text: "There is already a file with this name. Replacing it cannot be undone.",
    confirm: "Replace it",
  },
  done: {
    title: "The letter is saved.",
    file: "File",
    pages: "Pages",
    sha: "SHA-256",
    replaced: (characters: string) =>
      `No font has a shape for: ${characters} They stand as a box in the letter.`,
    said: (pages: number) => `Letter saved, ${count(pages, "page", "pages")}`,
  },
} as const;
