// Words of the controls themselves. What a field is called comes from the screen that uses it.

import { count } from "./plural";

export const kit = {
  required: "required",
  close: "Close",
  cancel: "Cancel",
  back: "Back",
  clear: "Clear",
  working: "Working…",
  notice: {
    info: "Note",
    warning: "Please check",
    error: "Problem",
    success: "Done",
  },
  date: {
    placeholder: "21 Oct 2026",
    whichOne: "Day and month can be read two ways. Which date is meant?",
    unreadable: "Write the date like 21 Oct 2026.",
    impossible: "This day is not in the calendar.",
    shortYear: "Write the year with four digits.",
    tooEarly: (limit: string) => `The date must not be before ${limit}.`,
    tooLate: (limit: string) => `The date must not be after ${limit}.`,
  },
  time: {
    placeholder: "14:05",
    unreadable: "Write the time like 14:05.",
  },
  number: {
    unreadable: "Write a number.",
    tooSmall: (limit: string) => `The smallest value here is ${limit}.`,
    tooLarge: (limit: string) => `The largest value here is ${limit}.`,
    tooFine: (step: string) => `Write it in steps of ${step}.`,
    less: "Less",
    more: "More",
  },
  list: {
    coming: "This row is being read.",
  },
  combobox: {
    nothing: "Nothing fits what you typed.",
    unresolved: "Choose one from the list.",
    searching: "Searching…",
    failed: "The search did not work. Type again to retry.",
    found: (n: number) => `${count(n, "choice", "choices")}. Use the up and down keys.`,
    own: (typed: string) => `Use “${typed}” in these words`,
    open: "Show choices",
  },
  phrase: {
    tab: (start: string) => `Tab: ${start}`,
  },
  pain: {
    none: "no answer yet",
    value: (n: number) => `${String(n)} of 10`,
    least: "no pain",
    most: "worst pain",
    keys: "Type 0 to 9, X for 10, Backspace to clear.",
    clear: "Clear answer",
  },
  passphrase: {
    show: "Show",
    hide: "Hide",
    strength: "Strength",
    steps: ["too weak", "weak", "fair", "good", "strong"],
    none: "not rated yet",
  },
  palette: {
    title: "Find anything",
    placeholder: "A patient, words of a note, a target, a letter, a screen…",
    start: "Type a name or what you want to do.",
  },
  table: {
    actions: "Actions",
  },
  menu: {
    more: "More actions",
  },
} as const;
