// A signature as strokes on a pad of 1000 by 300: points are thinned while they are drawn, so that a
// signature stays small, and kept as x and y in turn.

export const PAD = { width: 1000, height: 300 };

/** Points nearer than this to the one before add nothing that is seen. */
const NEAR = 4;
/** A stroke holds so many points; a longer one goes on in the next. */
const POINTS_IN_STROKE = 500;
/** A signature holds so many strokes, and so many numbers in all. */
const MOST_STROKES = 100;
const MOST_NUMBERS = 8000;

export interface Point {
  x: number;
  y: number;
}

/** The point of the pad under a pointer, in whole numbers within the pad. */
export function onPad(
  event: { clientX: number; clientY: number },
  box: { left: number; top: number; width: number; height: number },
): Point {
  const share = (at: number, length: number) => (length > 0 ? at / length : 0);
  const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  return {
    x: within(share(event.clientX - box.left, box.width) * PAD.width, PAD.width),
    y: within(share(event.clientY - box.top, box.height) * PAD.height, PAD.height),
  };
}

/** The strokes with one more begun at `point`; as they were when the pad is full. */
export function begun(strokes: readonly number[][], point: Point): number[][] {
  return isFull(strokes) ? [...strokes] : [...strokes, [point.x, point.y]];
}

/** The strokes with the last one drawn on to `point`. */
export function drawn(strokes: readonly number[][], point: Point): number[][] {
  const last = strokes.at(-1);
  if (!last || count(strokes) + 2 > MOST_NUMBERS) return [...strokes];
  const [x = 0, y = 0] = last.slice(-2);
  if (Math.hypot(point.x - x, point.y - y) < NEAR) return [...strokes];
  if (last.length < POINTS_IN_STROKE * 2) {
    return [...strokes.slice(0, -1), [...last, point.x, point.y]];
  }
  return isFull(strokes) ? [...strokes] : [...strokes, [x, y, point.x, point.y]];
}

/** The strokes as the path of an SVG. A dot is a line of no length with a round end. */
export function pathOf(strokes: readonly number[][]): string {
  return strokes.map(strokePath).join("");
}

function strokePath(stroke: readonly number[]): string {
  const points: string[] = [];
  for (let n = 0; n + 1 < stroke.length; n += 2) {
    points.push(`${String(stroke[n])} ${String(stroke[n + 1])}`);
  }
  const [first = "", ...rest] = points;
  return `M${first}L${(rest.length > 0 ? rest : [first]).join(" ")}`;
}

function count(strokes: readonly number[][]): number {
  return strokes.reduce((sum, stroke) => sum + stroke.length, 0);
}

function isFull(strokes: readonly number[][]): boolean {
  return strokes.length >= MOST_STROKES || count(strokes) + 4 > MOST_NUMBERS;
}
