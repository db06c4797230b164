// Words of the first screen.

import { count } from "./plural";

export const today = {
  title: "Today",
  loading: "Opening today…",
  failed: "Today could not be opened.",
  retry: "Try again",
  newPatient: "New patient",
  find: "Find a patient",
  drafts: {
    title: "Not signed yet",
    session: "Session",
    patient: "Registration",
    contact: "Contact",
    notHeld: "Visit not held",
    attachment: "File to attach",
    episode: "Episode of care",
    event: "Event heard of later",
    score: "Score of a measure",
    screening: "Screening",
    consent: "Consent",
    correction: "Correction of a signed note",
    addendum: "Addendum",
    void: "Voiding of a note",
    kept: (when: string) => `kept ${when}`,
    sites: (n: number) => count(n, "site", "sites"),
    goOn: "Continue",
    goOnWith: (name: string) => `Continue ${name}`,
    nameless: "Patient without a name yet",
  },
  seen: {
    title: "Seen today",
    sites: (n: number) => count(n, "site", "sites"),
    signed: "signed",
  },
  warnings: {
    title: "Licences and certificates",
    open: "Open settings",
  },
  quiet: {
    title: "Nothing is waiting",
    text: "Notes you begin stand here until you sign them, and so does everyone you see today.",
    notCharting: "Registrations you begin stand here until they are finished.",
  },
  first: {
    title: "Your practice is ready",
    text: "Filiform begins with a patient. After that a session takes a few minutes, right after the needling.",
    register: "Register your first patient",
    steps: [
      { title: "Register", text: "Name, date of birth, who referred, and what for." },
      {
        title: "Chart and sign",
        text: "What you needled, pain before and after. Every word is kept as you type.",
      },
      {
        title: "Send the letter",
        text: "History and pain over time, as a PDF for the referring physician.",
      },
    ],
    keysBefore: "Everything has a key:",
    keysFind: "finds anything,",
    keysHelp: "shows them all.",
  },
} as const;
