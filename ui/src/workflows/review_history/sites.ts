// Sites in one line of a list.

import type { SessionLine } from "../../backend/generated/SessionLine";
import { words } from "../../strings";

/** "left upper trapezius, right infraspinatus": each target once, in the order it was charted. */
export function targetsOf(session: SessionLine): string {
  const targets = [...new Set(session.sites.map((site) => site.target))];
  return targets.length > 0 ? targets.join(", ") : words.reviewHistory.timeline.noSites;
}

/** A score, or the dash that stands for none. */
export function scoreOf(score: number | null): string {
  return score === null ? words.reviewHistory.strip.unrecorded : String(score);
}
