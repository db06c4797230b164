// Keeps where the caret stands in a sheet, and puts it back when the sheet is opened again.

import { caretOf, restoreCaret } from "../../forms/caret";

/** A sheet, as far as its caret goes. */
interface WithCaret {
  caret: string | null;
  caretNow: () => string | null;
}

/**
 * Follows the caret in `form`. The returned function hears where the focus went away from: a click on
 * [Lock] takes it, and where it was is where work goes on.
 */
export function followCaret(
  sheet: WithCaret,
  form: HTMLFormElement,
): (left: EventTarget | null) => void {
  let leftAt: string | null = null;
  const here = (target: EventTarget | null) =>
    target instanceof Node && form.contains(target) ? caretOf(target) : null;
  const follow = () => {
    leftAt = here(document.activeElement) ?? leftAt;
  };
  for (const happened of ["keyup", "input", "mouseup"]) form.addEventListener(happened, follow);
  sheet.caretNow = () => here(document.activeElement) ?? leftAt;
  restoreCaret(form, sheet.caret);
  return (left) => {
    leftAt = here(left) ?? leftAt;
  };
}
