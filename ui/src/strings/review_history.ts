// Words of the patient's page: what was needled last, and how pain went since care began.

import { count } from "./plural";

export const reviewHistory = {
  loading: "Opening the patient…",
  gone: "This page could not be opened.",
  retry: "Try again",
  born: (born: string, age: number) => `${born} (${String(age)})`,
  referred: (name: string) => `referred by ${name}`,
  noReferrer: "no referrer on record",
  noConditions: "no condition on record",
  actions: {
    newSession: "New session",
    goOn: "Continue the open note",
    letter: "Letter",
    edit: "Edit details",
    keys: { newSession: ["N"], letter: ["L"], edit: ["E"] },
  },
  strip: {
    title: "Since care began",
    pain: "Pain now, before each visit",
    latest: "latest on the right",
    unrecorded: "–",
    spoken: (scores: string) => `Pain now before each visit, oldest first: ${scores}`,
    spokenNone: "not recorded",
    sameVisit: "same visit, not outcome:",
    last: "Last needled",
    today: "today",
    daysAgo: (n: number) => `${count(n, "day", "days")} ago`,
    nothing: "no needling at the last visit",
  },
  timeline: {
    title: "Sessions",
    label: "Signed sessions, newest first",
    pain: (before: string, after: string) => `${before} → ${after}`,
    sameVisit: (after: string) => `→ ${after} same visit`,
    painSpoken: (before: string, after: string) => `pain ${before} before, ${after} after`,
    sites: (n: number) => count(n, "site", "sites"),
    events: (n: number) => count(n, "event", "events"),
    noSites: "no needling",
    older: "Older sessions",
    shown: (n: number, all: number) => `${String(n)} of ${String(all)}`,
  },
  empty: {
    title: "No session yet",
    text: "Press N to chart the first one. After signing it stands here with pain before and after, and the chart grows with every visit.",
    draft: "There is a note that is not signed yet. Press N to go on with it.",
  },
  note: {
    loading: "Opening the note…",
    title: (date: string, region: string) => `${date} · ${region}`,
    signedBy: (who: string, at: string) => `Signed by ${who}, ${at}`,
    fingerprint: "Fingerprint",
    failed: "The note could not be opened.",
  },
} as const;
