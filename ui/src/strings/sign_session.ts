// Words of the signing view: the note as it will stand, and what still stands in its way.

import { count } from "./plural";

export const signSession = {
  title: (name: string) => `Sign the note of ${name}`,
  visit: (n: number) => `Session ${String(n)}`,
  description: "Read it once more. A signed note is never changed, only added to.",
  problems: (n: number) => `${count(n, "answer", "answers")} to go before this can be signed`,
  goTo: "Go to it",
  gaps: "Not recorded",
  gapsText: "You can sign without these. They stay open in the note.",
  note: "The note as it will stand",
  signs: (who: string) =>
    `Signs as ${who}, now. Author, time and fingerprint are fixed from then on.`,
  late: (words: string) => `${words}. The note, the list and every letter say so.`,
  sign: "Sign",
  signing: "Signing…",
  back: "Back to the note",
  failed: "The note was not signed.",
  signed: (name: string, fingerprint: string) => `Signed: ${name} · fingerprint ${fingerprint}`,
} as const;
