// Words of the list of patients.

import { count } from "./plural";

export const findPatient = {
  title: "Patients",
  field: "Find a patient",
  placeholder: "Parts of a name, or a date of birth",
  newPatient: "New patient",
  results: "Patients found",
  columns: { name: "Name", born: "Born", seen: "Last seen", sessions: "Sessions" },
  born: (born: string, age: number) => `${born} (${String(age)})`,
  never: "not yet",
  spokenSessions: (n: number) => count(n, "session", "sessions"),
  lastSeen: "Those seen last come first.",
  found: (n: number) => count(n, "patient", "patients"),
  more: (n: number) => `The first ${String(n)}. Type more letters to see fewer.`,
  failed: "The search did not work.",
  retry: "Try again",
  nobody: {
    title: (typed: string) => `Nobody called “${typed}”`,
    text: "Accents and the order of names do not matter. A few letters of each name are enough.",
    register: (typed: string) => `Register “${typed}”`,
  },
  empty: {
    title: "No patients yet",
    text: "Everyone you register stands here, those seen last first.",
    register: "Register your first patient",
  },
} as const;
