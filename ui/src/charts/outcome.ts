// The geometry of an outcome chart: one series, never two on one line. No line is ever fitted, and below three
// points nothing is joined.

import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { OutcomePoint } from "../backend/generated/OutcomePoint";
import type { OutcomeSeries } from "../backend/generated/OutcomeSeries";
import type { Size, Tick } from "./pain";

/** Keeps the first point and its number clear of the axis. */
const INSET = 14;
/** Up to so many points each has its number written beside it. */
const NUMBERED_UP_TO = 14;

export interface OutcomeMark {
  point: OutcomePoint;
  x: number;
  y: number;
  sameVisitY: number | null;
  /** What is written beside it; empty where there is no room. */
  label: string;
}

export interface OutcomeDrawing {
  marks: readonly OutcomeMark[];
  /** Where a rating is missing or a visit was not held. */
  gaps: readonly { x: number; point: OutcomePoint }[];
  path: string;
  rows: readonly { at: number; label: string }[];
  dates: readonly Tick[];
  median: number | null;
  threshold: number | null;
  band: { top: number; height: number } | null;
}

export function drawOutcome(series: OutcomeSeries, size: Size): OutcomeDrawing {
  const { points } = series;
  const last = points[points.length - 1]?.day ?? 0;
  const x = scaleLinear(
    [0, Math.max(last, 1)],
    [size.left + INSET, size.width - size.right - INSET],
  );
  const y = scaleLinear(
    [series.low * 1000, series.high * 1000],
    [size.height - size.bottom, size.top],
  );
  const rated = points.filter(({ thousandths }) => thousandths !== null);
  const marks = rated.map((point, n) => ({
    point,
    x: x(point.day),
    y: y(point.thousandths ?? 0),
    sameVisitY: point.same_visit === null ? null : y(point.same_visit),
    label: isNumbered(n, rated.length) ? numberOf(point) : "",
  }));
  const { error_band: band } = series;
  return {
    marks,
    gaps: points
      .filter(({ thousandths }) => thousandths === null)
      .map((point) => ({ x: x(point.day), point })),
    path: pathOf(points, x, y),
    rows: y.ticks(5).map((at) => ({ at: y(at), label: String(at / 1000) })),
    dates: datesOf(marks),
    median: series.median === null ? null : y(series.median),
    threshold: series.threshold_at === null ? null : y(series.threshold_at),
    band: band === null ? null : { top: y(band[1]), height: y(band[0]) - y(band[1]) },
  };
}

function isNumbered(n: number, all: number): boolean {
  return all <= NUMBERED_UP_TO || n === 0 || n === all - 1;
}

/** "38 %" without its unit, which the axis has. */
function numberOf({ value }: OutcomePoint): string {
  return value?.split(" ")[0] ?? "";
}

function pathOf(
  points: readonly OutcomePoint[],
  x: (day: number) => number,
  y: (thousandths: number) => number,
): string {
  const path = line<OutcomePoint>()
    .defined(({ thousandths }) => thousandths !== null)
    .x(({ day }) => x(day))
    .y(({ thousandths }) => y(thousandths ?? 0));
  return path(points) ?? "";
}

/** The first and the last date. */
function datesOf(marks: readonly OutcomeMark[]): Tick[] {
  const [first] = marks;
  const last = marks[marks.length - 1];
  if (!first || !last) return [];
  const ticks: Tick[] = [{ at: first.x, label: first.point.date, anchor: "start" }];
  if (last !== first) ticks.push({ at: last.x, label: last.point.date, anchor: "end" });
  return ticks;
}
