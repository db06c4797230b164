// The body chart as Rust answered it, and a look around for a browser. Which target lies under a point is
// decided in Rust; what is answered here only fills the screen.

import type { BodyChart } from "../backend/generated/BodyChart";
import type { PointAt } from "../backend/generated/PointAt";
import type { Reference } from "../backend/generated/Reference";
import type { TargetsAt } from "../backend/generated/TargetsAt";
import drawn from "../backend/generated/body_chart.json";
import recorded from "../backend/generated/fixtures.json";
import { FakeBackend, type Fixtures } from "../backend/fake";

export const chart = drawn.body_chart[0]?.reply as BodyChart;
export const content = recorded.reference[0]?.reply as Reference;

/** Answers the points that were recorded, and no other. */
export function recordedChart(): FakeBackend {
  return new FakeBackend({ targets_at: drawn.targets_at } as Fixtures);
}

/** The closest marks, for looking at the list in a browser. */
export function lookAround(point: PointAt): Promise<TargetsAt> {
  const side = point.mirrored ? "left" : "right";
  const near = chart.marks
    .filter((mark) => mark.view === point.view)
    .filter((mark) => point.view !== "head-side" || mark.side !== side)
    .map((mark) => ({ mark, far: Math.hypot(mark.x - point.x, mark.y - point.y) / 10 }))
    .filter(({ far }) => far < 30)
    .sort((a, b) => a.far - b.far)
    .slice(0, 5);
  const targets = near.map(({ mark, far }) => ({
    target: mark.target,
    name: content.targets.find((target) => target.id === mark.target)?.name.toLowerCase() ?? "",
    side: mark.side,
    side_words: mark.side as string,
    layer: far < 8 ? "superficial" : "deep",
    found: "hit" as const,
  }));
  const first = content.targets.find((target) => target.id === targets[0]?.target);
  const region = first && targets[0] ? { region: first.region, side: targets[0].side } : null;
  return Promise.resolve({ on_body: targets.length > 0, region, targets });
}
