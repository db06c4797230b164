// Words of a patient's outcomes. What is said of a change comes from Rust, word by word.

type Format = "svg" | "png";

const capitals: Record<Format, string> = { svg: "SVG", png: "PNG" };

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
  picture: {
    action: (format: Format) => `Save as ${capitals[format]}…`,
    actionOf: (format: Format, chart: string) => `Save as ${capitals[format]}…: ${chart}`,
    title: (chart: string, format: Format) => `Save “${chart}” as ${capitals[format]}`,
    text: "The chart stands alone in light colours, with its legend and every sentence that is said of it. Saving is recorded.",
    named: "Write the patient’s name and date of birth on it",
    dated: "Write dates on it",
    datedHint: "Without dates, days are counted from the first one.",
    recipient: "Who it is for",
    purpose: "Purpose",
    authority: "Authority",
    none: "Not said",
    path: "Save as",
    pathHint: "The file’s name carries no patient’s name.",
    choose: "Choose…",
    replace: "Replace the file that is there",
    saving: "Drawing the chart",
    save: (format: Format) => `Save ${capitals[format]}`,
    failed: "The chart was not saved.",
    said: (path: string) => `Chart saved and recorded: ${path}`,
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
