// New rows of the note. Nothing in them is filled in: no size, no count, no answer.

import type { EventDraft } from "../../backend/generated/EventDraft";
import type { OtherCareDraft } from "../../backend/generated/OtherCareDraft";
import type { SiteDraft } from "../../backend/generated/SiteDraft";

export function emptySite(): SiteDraft {
  return {
    target: "",
    side: null,
    point: "",
    needle: "",
    needles: null,
    technique: "",
    twitch: null,
    twitches: null,
    note: "",
  };
}

/** The same site once more. What it answered belongs to the first one alone. */
export function sameSite(site: SiteDraft): SiteDraft {
  return { ...site, twitch: null, twitches: null, note: "" };
}

export function emptyEvent(): EventDraft {
  return { kind: "", note: "" };
}

export function emptyCare(): OtherCareDraft {
  return { kind: "", minutes: null, note: "" };
}
