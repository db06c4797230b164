// Words of recording a visit that was not held.

export const logNotHeld = {
  title: "Visit not held",
  loading: "Opening the form…",
  gone: "This form could not be opened.",
  retry: "Try again",
  about: (name: string, born: string) => `${name} · ${born}`,
  how: "What happened",
  hows: { cancelled: "Called off", missed: "Nobody came" },
  date: "Day of the visit",
  time: "Time of the visit",
  by: "Called off by",
  bys: {
    patient: "The patient",
    family: "Family or carer",
    practice: "The practice",
    other: "Somebody else",
  },
  name: "Name",
  noReason:
    "There is no field for why, so that anybody at the desk may record it. A therapist who needs to say why writes it in a note.",
  recorded: "Recorded already",
  finish: "Sign and keep",
  refused: "The visit was not recorded.",
  done: (title: string) => `Kept: ${title}`,
  action: "Visit not held",
  key: "record a visit that was called off or missed",
  list: "Visits not held",
  takeBack: "Recorded by mistake",
  confirm: "Take it back",
  keep: "Keep it",
  asked: "It stays in the timeline as taken back, and counts no more.",
} as const;
