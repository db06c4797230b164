// The geometry of the pain chart: what was rated before each visit, where it is drawn, and what may be
// drawn at all. No line is ever fitted, and below three ratings there is no line.

import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";

/** One visit with the ratings of its note. */
export interface PainVisit {
  id: string;
  /** "22 Nov 2026". */
  date: string;
  utc_ms: number;
  pain_before: number | null;
  pain_after: number | null;
}

/** Ratings from which points are joined; below it the numbers stand alone. */
export const JOINED_FROM = 3;
/** Up to so many ratings each has its number written beside it. */
const NUMBERED_UP_TO = 16;

/** Keeps the first point and its number clear of the axis. */
const INSET = 12;

export interface Size {
  width: number;
  height: number;
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface Point {
  visit: PainVisit;
  x: number;
  /** Pain now before the visit. */
  y: number;
  /** Pain now after it, the same day; null when it was not recorded. */
  afterY: number | null;
  /** Whether the number stands beside the point. */
  numbered: boolean;
}

export interface Tick {
  at: number;
  label: string;
  anchor: "start" | "middle" | "end";
}

export interface PainDrawing {
  points: readonly Point[];
  /** The line through the points, broken where a visit has no rating. */
  path: string;
  rows: readonly { at: number; score: number }[];
  dates: readonly Tick[];
}

/** Visits from the oldest to the newest. */
export function oldestFirst(visits: readonly PainVisit[]): PainVisit[] {
  return [...visits].sort((a, b) => a.utc_ms - b.utc_ms);
}

/** Visits with a rating before them. */
export function rated(visits: readonly PainVisit[]): PainVisit[] {
  return oldestFirst(visits).filter((visit) => visit.pain_before !== null);
}

export function drawPain(visits: readonly PainVisit[], size: Size): PainDrawing {
  const ordered = oldestFirst(visits);
  const x = timeScale(ordered, size);
  const y = scaleLinear([0, 10], [size.height - size.bottom, size.top]);
  const found = rated(ordered);
  const points = found.map((visit, n) => ({
    visit,
    x: x(visit.utc_ms),
    y: y(visit.pain_before ?? 0),
    afterY: visit.pain_after === null ? null : y(visit.pain_after),
    numbered: found.length <= NUMBERED_UP_TO || n === 0 || n === found.length - 1,
  }));
  return {
    points,
    path: pathOf(ordered, x, y) ?? "",
    rows: [0, 2, 4, 6, 8, 10].map((score) => ({ at: y(score), score })),
    dates: datesOf(points),
  };
}

function timeScale(ordered: readonly PainVisit[], size: Size) {
  const first = ordered[0]?.utc_ms ?? 0;
  const last = ordered[ordered.length - 1]?.utc_ms ?? first;
  return scaleLinear(
    [first, Math.max(last, first + 1)],
    [size.left + INSET, size.width - size.right - INSET],
  );
}

function pathOf(
  ordered: readonly PainVisit[],
  x: (ms: number) => number,
  y: (score: number) => number,
): string | null {
  return line<PainVisit>()
    .defined((visit) => visit.pain_before !== null)
    .x((visit) => x(visit.utc_ms))
    .y((visit) => y(visit.pain_before ?? 0))(ordered);
}

/** The first and the last date, and one between them where there is room. */
function datesOf(points: readonly Point[]): Tick[] {
  const [first] = points;
  const last = points[points.length - 1];
  if (!first || !last) return [];
  const middle = (first.x + last.x) / 2;
  const between = points.find(
    ({ x }) => Math.abs(x - middle) < (last.x - first.x) / 8 && last.x - first.x > 260,
  );
  const ticks: Tick[] = [{ at: first.x, label: first.visit.date, anchor: "start" }];
  if (between) ticks.push({ at: between.x, label: between.visit.date, anchor: "middle" });
  if (last !== first) ticks.push({ at: last.x, label: last.visit.date, anchor: "end" });
  return ticks;
}
