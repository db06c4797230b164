// Words of logging a contact between two visits.

export const logContact = {
  title: "Log a contact",
  loading: "Opening the form…",
  gone: "This form could not be opened.",
  retry: "Try again",
  about: (name: string, born: string) => `${name} · ${born}`,
  kind: "What it was",
  kinds: {
    phone: "Phone call",
    message: "Message",
    "physician-talk": "Talk with a physician",
    other: "Something else",
  },
  how: "How",
  howHint: "In words: a video call, a letter by post.",
  date: "Date",
  time: "Time",
  who: "With",
  referrer: (name: string) => `It was ${name}, who referred`,
  said: "What was said",
  agreed: "What was agreed",
  headings: "Put headings in",
  headingsHint:
    "Before needling, some boards ask for a talk with the referring physician and a record of it. The headings follow one of them as far as it was seen. What yours asks for, only your board can say.",
  finish: "Sign and keep",
  refused: "The contact was not kept.",
  done: (title: string) => `Kept: ${title}`,
  action: "Log a contact",
} as const;
