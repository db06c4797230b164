// Where a point of the window lies on a drawing, and how the drawing is moved under the pointer.

/** A place in units of a view. */
export interface Place {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** The part of the window that a drawing is fitted into. */
export interface Box extends Size {
  left: number;
  top: number;
}

/** How far the drawing is enlarged and pushed, in its units: shown = k · place + (x, y). */
export interface Zoom {
  k: number;
  x: number;
  y: number;
}

/** The whole drawing. */
export const FIT: Zoom = { k: 1, x: 0, y: 0 };
const CLOSEST = 8;

/** Window pixels that a unit of the drawing takes when it is not enlarged. */
export function pixelsPerUnit(box: Size, size: Size): number {
  const scale = Math.min(box.width / size.width, box.height / size.height);
  return scale > 0 ? scale : 1;
}

/** Where on the sheet of the view, enlarged or not, a point of the window lies. */
export function sheetPlace(client: Place, box: Box, size: Size): Place {
  const scale = pixelsPerUnit(box, size);
  const left = box.left + (box.width - size.width * scale) / 2;
  const top = box.top + (box.height - size.height * scale) / 2;
  return { x: (client.x - left) / scale, y: (client.y - top) / scale };
}

/** The place of the drawing that is shown at a place of the sheet. */
export function drawnAt(sheet: Place, zoom: Zoom): Place {
  return { x: (sheet.x - zoom.x) / zoom.k, y: (sheet.y - zoom.y) / zoom.k };
}

/** Where on the sheet a place of the drawing is shown. */
export function shownAt(drawn: Place, zoom: Zoom): Place {
  return { x: drawn.x * zoom.k + zoom.x, y: drawn.y * zoom.k + zoom.y };
}

/** Enlarges by a factor; what is at `at` on the sheet stays there. */
export function zoomed(zoom: Zoom, factor: number, at: Place, size: Size): Zoom {
  const k = Math.min(Math.max(zoom.k * factor, 1), CLOSEST);
  const grown = k / zoom.k;
  return held({ k, x: at.x - (at.x - zoom.x) * grown, y: at.y - (at.y - zoom.y) * grown }, size);
}

/** Pushes the drawing, in units of the sheet. */
export function pushed(zoom: Zoom, by: Place, size: Size): Zoom {
  return held({ k: zoom.k, x: zoom.x + by.x, y: zoom.y + by.y }, size);
}

/** Pushes no further than needed to bring a place of the drawing into sight. */
export function withInSight(zoom: Zoom, drawn: Place, size: Size): Zoom {
  const at = shownAt(drawn, zoom);
  const into = (where: number, length: number) => {
    const air = length / 8;
    return Math.min(Math.max(where, air), length - air) - where;
  };
  return pushed(zoom, { x: into(at.x, size.width), y: into(at.y, size.height) }, size);
}

/** The same place with the drawing turned over. */
export function turned(place: Place, size: Size, mirrored: boolean): Place {
  return mirrored ? { x: size.width - place.x, y: place.y } : place;
}

/** No push shows more emptiness than the whole drawing has. */
function held({ k, x, y }: Zoom, size: Size): Zoom {
  const between = (push: number, length: number) =>
    Math.min(Math.max(push, length * (1 - k)), 0) + 0;
  return { k, x: between(x, size.width), y: between(y, size.height) };
}
