// The views as they are shown. Six are drawn; the head is shown twice, its right side as the drawing
// turned over. Points are kept in the drawing as it was made.

import type { ChartView } from "../backend/generated/ChartView";
import type { Side } from "../backend/generated/Side";
import type { Place } from "./zoom";

export type ShownId =
  "front" | "back" | "head-left" | "head-right" | "hand-palm" | "hand-back" | "sole";
export type SheetId = "body" | "head" | "hands" | "soles";

export interface Shown {
  id: ShownId;
  view: ChartView;
  /** Whether the drawing is turned over. */
  mirrored: boolean;
  /** Views of one sheet stand side by side where there is room. */
  sheet: SheetId;
  /** The key that shows it. */
  key: string;
  /** Where the cross stands at first: on the body. */
  start: Place;
}

export const SHOWN: readonly Shown[] = [
  view("front", "front", "body", "f", { x: 180, y: 230 }),
  view("back", "back", "body", "b", { x: 180, y: 230 }),
  view("head-left", "head-side", "head", "l", { x: 160, y: 160 }),
  { ...view("head-right", "head-side", "head", "r", { x: 160, y: 160 }), mirrored: true },
  view("hand-palm", "hand-palm", "hands", "p", { x: 290, y: 220 }),
  view("hand-back", "hand-back", "hands", "k", { x: 290, y: 220 }),
  view("sole", "sole", "soles", "s", { x: 270, y: 200 }),
];

function view(id: ShownId, drawn: ChartView, sheet: SheetId, key: string, start: Place): Shown {
  return { id, view: drawn, mirrored: false, sheet, key, start };
}

/** A row of the session as it stands on the chart. A row can have several points. */
export interface Marker {
  /** Names the row; the same for all its points. */
  id: string;
  /** The row's number, written in the marker. */
  row: number;
  view: ChartView;
  /** Tenths of a unit, in the drawing as it was made. */
  x: number;
  y: number;
  /** "left upper trapezius". */
  label: string;
  side: Side;
  /** Not confirmed yet. */
  quiet?: boolean;
}

/** A region that is shaded because it hurts there. */
export interface Area {
  region: string;
  side: Side;
  view: ChartView;
}

/** What was chosen: it is what a row keeps, with the point in tenths of a unit. */
export interface Pick {
  target: string;
  side: Side;
  view: ChartView;
  x: number;
  y: number;
}

/** Whether something of this side is shown here: a head shows one side, and what lies on the midline. */
export function isShownOn(shown: Shown, on: { view: ChartView; side: Side }): boolean {
  if (on.view !== shown.view) return false;
  if (shown.view !== "head-side") return true;
  return on.side !== (shown.mirrored ? "left" : "right");
}

/** The side of a drawn region as it is shown: turned over, left is right. */
export function shownSide(shown: Shown, side: Side): Side {
  if (!shown.mirrored) return side;
  return side === "left" ? "right" : side === "right" ? "left" : side;
}

/** One text for each shaded region, to compare by. */
export function areaKey(area: Area): string {
  return `${area.view}/${area.region}/${area.side}`;
}
