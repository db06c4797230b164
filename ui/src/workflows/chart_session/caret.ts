// Where the caret stands, as a path and a position: "sites[0].note@12". It is kept in the draft, so
// that an unlock returns to the same letter.

const PLACE = "[data-path]";
const CONTROL =
  'input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [role="radio"][tabindex="0"], button:not([disabled]):not([tabindex="-1"]), [tabindex="0"]';

/** The path of the field that holds `element`, or null. */
export function pathOf(element: Element | null): string | null {
  return element?.closest<HTMLElement>(PLACE)?.dataset["path"] ?? null;
}

/** The caret inside `root`, or null when it is elsewhere. */
export function caretIn(root: Element): string | null {
  const active = document.activeElement;
  if (!active || !root.contains(active)) return null;
  const path = pathOf(active);
  return path === null ? null : `${path}@${String(positionIn(active))}`;
}

function positionIn(element: Element): number {
  const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  return (isText ? element.selectionStart : 0) ?? 0;
}

/** Puts the caret back. Answers whether the field is still there. */
export function returnTo(root: Element, caret: string): boolean {
  const at = caret.lastIndexOf("@");
  const path = at < 0 ? caret : caret.slice(0, at);
  const control = controlAt(root, path);
  if (!control) return false;
  control.focus();
  const position = Number(caret.slice(at + 1));
  if (isTyped(control)) control.setSelectionRange(position, position);
  return true;
}

function isTyped(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && element.type === "text")
  );
}

/** Moves the focus to the field at `path`, or to the nearest thing that holds it. */
export function jumpTo(root: Element, path: string): boolean {
  for (let place = path; place !== ""; place = outer(place)) {
    const control = controlAt(root, place);
    if (!control) continue;
    bring(control);
    return true;
  }
  return false;
}

/** A long note needs so many frames at most until all that comes into sight on the way has its height. */
const MOST_FRAMES = 10;

/** Takes the focus to a control and keeps it in the middle until nothing around it moves any more. */
function bring(control: HTMLElement): void {
  control.focus({ preventScroll: true });
  keepInSight(control, null, MOST_FRAMES);
}

/** What is out of sight is not drawn, and turns out taller or smaller than it was taken for. */
function keepInSight(control: HTMLElement, stood: number | null, frames: number): void {
  control.scrollIntoView?.({ block: "center" });
  const { top } = control.getBoundingClientRect();
  if (top === stood || frames === 0) return;
  requestAnimationFrame(() => {
    if (document.activeElement === control) keepInSight(control, top, frames - 1);
  });
}

/** "sites[1].needle" lies in "sites[1]", that in "sites", and that in nothing. */
function outer(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("."), path.lastIndexOf("["), 0));
}

function controlAt(root: Element, path: string): HTMLElement | null {
  const places = [...root.querySelectorAll<HTMLElement>(PLACE)];
  const place = places.find((element) => element.dataset["path"] === path);
  return place?.querySelector<HTMLElement>(CONTROL) ?? null;
}
