// Words of the body chart. Left and right are the patient's, and it says so wherever they stand alone.

import { count } from "./plural";

const patients = { left: "patient’s left", right: "patient’s right" } as const;
const letters = { left: "L", right: "R", both: "L R", midline: "M" } as const;
const sides = {
  left: "left",
  right: "right",
  both: "left and right",
  midline: "midline",
} as const;

export const bodyChart = {
  title: "Body chart",
  letters,
  sides,
  patients,
  views: {
    front: "Front",
    back: "Back",
    "head-left": "Head, left",
    "head-right": "Head, right",
    "hand-palm": "Palms",
    "hand-back": "Backs of hands",
    sole: "Soles",
  },
  sheets: { body: "Body", head: "Head", hands: "Hands", soles: "Soles" },
  headTitles: { left: "Head, left side", right: "Head, right side" },
  choose: "View",
  tab: (name: string, rows: number) =>
    rows === 0 ? name : `${name}, ${count(rows, "marker", "markers")}`,
  drawing: (title: string, left: string, right: string) =>
    left === right
      ? `${title}: the whole drawing is the ${left}.`
      : `${title}: at the left of the drawing is the ${left}, at its right the ${right}.`,
  hint: "Click, or move the cross with the arrow keys and press Enter.",
  hintShading: "Click a region, or move the cross there and press Enter.",
  keys: "Arrow keys move the cross, with Shift further. Enter lists what lies there.",
  keysShading: "Arrow keys move the cross, with Shift further. Enter shades the region there.",
  moreKeys:
    "Plus and minus zoom, 0 shows all. F, B, L, R, P, K and S change the view. A shades where it hurts.",
  onSide: (name: string, side: keyof typeof sides) =>
    side === "midline" ? name : `${name}, ${sides[side]}`,
  place: (name: string, side: keyof typeof sides) =>
    side === "left" || side === "right" ? `${name}, ${patients[side]}` : name,
  list: {
    title: "Under this point",
    near: "No zone holds this point. Near it",
    nothing: "No target is near this point.",
    outside: "Outside the body.",
    failed: "This could not be looked up.",
    isNear: "near",
    closes: "Esc closes",
    read: (place: string, names: readonly string[]) => [place, names.join("; ")].join(": "),
    more: (n: number) => `and ${String(n)} more`,
  },
  marker: (row: number, label: string) => `Row ${String(row)}: ${label}`,
  quiet: "not confirmed yet",
  zoomIn: "Closer",
  zoomOut: "Further away",
  fit: "Show all",
  byRegion: "List by region",
  targets: (n: number) => count(n, "target", "targets"),
  add: (name: string, side: keyof typeof sides) =>
    side === "midline" ? `${name}, on the midline` : `${name}, ${sides[side]}`,
  shade: "Shade where it hurts",
  hurts: "Hurts:",
  hurtsNowhere: "Nothing is shaded.",
  unshade: (area: string) => `Remove ${area}`,
  area: (region: string, view: string) => `${region} (${view.toLowerCase()})`,
} as const;
