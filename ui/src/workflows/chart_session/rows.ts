// New rows of the note. Nothing in them is filled in: no size, no count, no answer.

import * as empty from "../../backend/generated/empty";
import type { Current } from "../../backend/generated/Current";
import type { ElectrodePair } from "../../backend/generated/ElectrodePair";
import type { EventDraft } from "../../backend/generated/EventDraft";
import type { OtherCareDraft } from "../../backend/generated/OtherCareDraft";
import type { OwnTarget } from "../../backend/generated/OwnTarget";
import type { SiteDraft } from "../../backend/generated/SiteDraft";

export function emptySite(): SiteDraft {
  return structuredClone(empty.site);
}

/** The same site once more. What it answered belongs to the first one alone, and so does its place. */
export function sameSite(site: SiteDraft): SiteDraft {
  const { twitch, twitches, familiar_pain, referred_to, sensations, bleeding, haemostasis_s } =
    empty.site;
  const { pain_window, pain_before, pain_after, note, at, on_chart, repeats, not_done } =
    empty.site;
  const answers = { twitch, twitches, familiar_pain, referred_to, sensations, bleeding };
  const rest = { haemostasis_s, pain_window, pain_before, pain_after, note, at, repeats, not_done };
  return { ...site, ...answers, ...rest, on_chart: [...on_chart] };
}

export function emptyOwnTarget(name: string): OwnTarget {
  return { ...structuredClone(empty.ownTarget), name };
}

export function emptyCurrent(): Current {
  return structuredClone(empty.current);
}

export function emptyPair(): ElectrodePair {
  return structuredClone(empty.electrodePair);
}

export function emptyEvent(): EventDraft {
  return structuredClone(empty.event);
}

export function emptyCare(): OtherCareDraft {
  return structuredClone(empty.otherCare);
}
