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
  treated: {
    title: "Treated sites",
    about:
      "How many visits each target was needled at. Counts only: they say nothing of what helped.",
    first: "First day",
    last: "Last day",
    whole: "The whole record",
    loading: "Counting the sites…",
    gone: "The treated sites could not be shown.",
    none: "Nothing was needled in this period.",
    caption: (period: string) => `Visits by target and side, ${period}`,
    columns: {
      target: "Target",
      side: "Side",
      visits: "Visits",
      days: "First to latest",
    },
    until: (latest: string) => `to ${latest}`,
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
