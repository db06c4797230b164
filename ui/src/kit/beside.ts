// Opens what drops down beside its control: below it, or above where there is more room, and moves
// with it. WebKitGTK 2.50 places an anchored popover by where its anchor stood before the page was
// scrolled, so the place is measured here.

/** Air to the control, in pixels. */
const GAP = 4;
/** Air to the edge of the window, in pixels. */
const AIR = 12;
/** A list is never squeezed below this height. */
const LEAST_ROOM = 96;

/** Which edges of the control and of what drops down stand in line. */
export type Edge = "start" | "end";

/** Shows `popup` beside `control` until the returned function is called; hiding it is the caller's. */
export function openBeside(control: Element, popup: HTMLElement, edge: Edge): () => void {
  const follow = () => {
    place(control, popup, edge);
  };
  popup.showPopover?.();
  follow();
  window.addEventListener("scroll", follow, { capture: true, passive: true });
  window.addEventListener("resize", follow);
  return () => {
    window.removeEventListener("scroll", follow, { capture: true });
    window.removeEventListener("resize", follow);
  };
}

function place(control: Element, popup: HTMLElement, edge: Edge): void {
  const at = control.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - GAP - AIR;
  const above = at.top - GAP - AIR;
  const up = popup.scrollHeight > below && above > below;
  popup.style.setProperty("--control", `${String(at.width)}px`);
  popup.style.setProperty("--room", `${String(Math.max(up ? above : below, LEAST_ROOM))}px`);
  const { offsetWidth: width, offsetHeight: height } = popup;
  const wanted = edge === "start" ? at.left : at.right - width;
  const left = Math.max(AIR, Math.min(wanted, window.innerWidth - width - AIR));
  popup.style.left = `${String(left)}px`;
  popup.style.top = `${String(up ? at.top - GAP - height : at.bottom + GAP)}px`;
}
