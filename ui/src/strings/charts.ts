// Words of the charts. They name what is drawn and give no verdict.

import { count } from "./plural";

export const charts = {
  pain: {
    title: "Pain now, before each visit",
    fewTitle: (n: number) => `${count(n, "rating", "ratings")} so far: joined from three on.`,
    none: "No rating is recorded yet.",
    desc: (n: number, first: string, last: string) =>
      `${String(n)} ratings from 0 to 10, from ${first} to ${last}. The numbers are in the table.`,
    sameVisit: "after, same visit: not outcome",
    before: "before the visit",
    showTable: "Show the numbers",
    hideTable: "Hide the numbers",
    columns: { date: "Date", before: "Before", after: "After, same visit" },
    caption: "Pain now, 0 to 10, newest first",
    unrecorded: "not recorded",
    partly: (n: number) => `the latest ${String(n)} visits`,
  },
  outcome: {
    desc: (n: number, range: string, first: string, last: string) =>
      `${String(n)} scores, ${range}, from ${first} to ${last}. The numbers are in the table.`,
    threshold: "published threshold, from the baseline",
    band: "published estimate of error, around the baseline",
    median: "median",
    gaps: "× marks a visit that was not held or not rated.",
    caption: (name: string, range: string) => `${name}, ${range}, newest first`,
    columns: { date: "Date", value: "Score", remark: "Missing" },
  },
} as const;
