// Words of a patient's outcomes. What is said of a change comes from Rust, word by word.

export const reviewOutcomes = {
  title: "Outcomes",
  action: "Outcomes",
  key: "outcomes over time",
  loading: "Reading the scores…",
  gone: "The outcomes could not be shown.",
  retry: "Try again",
  about: (name: string, born: string) => `${name} · ${born}`,
  period: "Period",
  whole: "The whole record",
  score: "Score a measure",
  empty: {
    title: "Nothing is scored yet",
    text: "Pain before each visit appears here by itself once notes are signed. Press S to score a measure; scored again after a week or more, its change is read by the published rules.",
  },
  why: {
    ask: "why?",
    about: (sentence: string) => `Why: ${sentence}`,
    sources: "Sources",
  },
  change: {
    first: "Baseline",
    latest: "Latest",
    change: "Change",
    days: "Days between",
    error: "Published measurement error",
    important: "Published important change",
  },
} as const;
