// Where a point of the window lies on a drawing, enlarged and pushed or not.

import { describe, expect, it } from "vitest";
import { drawnAt, FIT, pushed, sheetPlace, shownAt, turned, withInSight, zoomed } from "./zoom";

const size = { width: 360, height: 760 };
/** Half as large as the drawing, with room left and right. */
const box = { left: 100, top: 50, width: 280, height: 380 };

describe("a point of the window", () => {
  it("is found on a drawing that is fitted into its box and centred", () => {
    expect(sheetPlace({ x: 150, y: 50 }, box, size)).toEqual({ x: 0, y: 0 });
    expect(sheetPlace({ x: 330, y: 430 }, box, size)).toEqual({ x: 360, y: 760 });
    expect(sheetPlace({ x: 240, y: 240 }, box, size)).toEqual({ x: 180, y: 380 });
  });

  it("is a number also where nothing has a size yet", () => {
    const none = { left: 0, top: 0, width: 0, height: 0 };
    const place = sheetPlace({ x: 3, y: 4 }, none, size);
    expect(Number.isFinite(place.x) && Number.isFinite(place.y)).toBe(true);
  });

  it("leads through zoom and push to the drawing and back", () => {
    const zoom = zoomed(FIT, 3, { x: 40, y: 600 }, size);
    const drawn = drawnAt({ x: 123, y: 321 }, zoom);
    const back = shownAt(drawn, zoom);
    expect(back.x).toBeCloseTo(123, 9);
    expect(back.y).toBeCloseTo(321, 9);
  });
});

describe("zooming", () => {
  it.each([
    [{ x: 0, y: 0 }, 2],
    [{ x: 270, y: 230 }, 1.5],
    [{ x: 360, y: 760 }, 7],
  ])("keeps what is at %o where it is", (at, factor) => {
    let zoom = FIT;
    for (const step of [factor, 1.1]) {
      const under = drawnAt(at, zoom);
      zoom = zoomed(zoom, step, at, size);
      const shown = shownAt(under, zoom);
      expect(shown.x).toBeCloseTo(at.x, 9);
      expect(shown.y).toBeCloseTo(at.y, 9);
    }
  });

  it("ends at eight times and at the whole drawing", () => {
    expect(zoomed(FIT, 100, { x: 5, y: 5 }, size).k).toBe(8);
    expect(zoomed(zoomed(FIT, 4, { x: 9, y: 9 }, size), 0.01, { x: 300, y: 700 }, size)).toEqual(
      FIT,
    );
  });

  it("never pushes the drawing out of its frame", () => {
    const zoom = zoomed(FIT, 2, { x: 180, y: 380 }, size);
    expect(pushed(zoom, { x: 9999, y: 9999 }, size)).toEqual({ k: 2, x: 0, y: 0 });
    expect(pushed(zoom, { x: -9999, y: -9999 }, size)).toEqual({ k: 2, x: -360, y: -760 });
    expect(pushed(FIT, { x: 50, y: 50 }, size)).toEqual(FIT);
  });
});

it("a cross that leaves the frame is followed, one inside it is not", () => {
  const zoom = zoomed(FIT, 4, { x: 0, y: 0 }, size);
  const far = shownAt({ x: 350, y: 700 }, withInSight(zoom, { x: 350, y: 700 }, size));
  expect(far.x).toBeLessThanOrEqual(360);
  expect(far.y).toBeLessThanOrEqual(760);
  expect(withInSight(zoom, { x: 45, y: 95 }, size)).toEqual(zoom);
});

it("turned over, left is right and twice is as before", () => {
  const head = { width: 320, height: 400 };
  expect(turned({ x: 123, y: 174 }, head, true)).toEqual({ x: 197, y: 174 });
  expect(turned(turned({ x: 123, y: 174 }, head, true), head, true)).toEqual({ x: 123, y: 174 });
  expect(turned({ x: 123, y: 174 }, head, false)).toEqual({ x: 123, y: 174 });
});
