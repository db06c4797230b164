// Where the caret stands in a form, as a path and a position, and the way back to it.

const FIELD = "[data-path]";
const TYPED = "input, textarea, select, [role='radio'][tabindex='0']";

/** "birth_date:4": where the caret stands in `control`, or null outside the fields of a form. */
export function caretOf(control: EventTarget | null): string | null {
  if (!(control instanceof Element)) return null;
  const path = control.closest<HTMLElement>(FIELD)?.dataset["path"];
  return path ? `${path}:${String(positionIn(control))}` : null;
}

/** Puts the caret back; answers whether its field was found. */
export function restoreCaret(form: ParentNode | undefined, caret: string | null): boolean {
  const match = /^(.+):(\d+)$/.exec(caret ?? "");
  const fields = [...(form?.querySelectorAll<HTMLElement>(FIELD) ?? [])];
  const field = fields.find(({ dataset }) => match && dataset["path"] === match[1]);
  const control = field?.querySelector<HTMLElement>(TYPED);
  if (!control) return false;
  control.focus();
  const position = Number(match?.[2]);
  if (isText(control)) control.setSelectionRange(position, position);
  return true;
}

function positionIn(control: Element): number {
  return isText(control) ? (control.selectionStart ?? 0) : 0;
}

/** Only text has a caret; other inputs throw when asked for one. */
function isText(control: Element): control is HTMLInputElement | HTMLTextAreaElement {
  if (control instanceof HTMLTextAreaElement) return true;
  return control instanceof HTMLInputElement && ["text", "tel", "search"].includes(control.type);
}

/** "7:4": the caret in the seventh control below `root`, or null outside of them. For screens without paths. */
export function caretAmong(root: ParentNode): string | null {
  const at = [...root.querySelectorAll(TYPED)].indexOf(document.activeElement as Element);
  if (at < 0 || isSecret(document.activeElement)) return null;
  return `${String(at)}:${String(positionIn(document.activeElement as Element))}`;
}

/** Puts the caret back into the control that `caretAmong` named. Answers whether it is there. */
export function returnToControl(root: ParentNode, caret: string | null): boolean {
  const match = /^(\d+):(\d+)$/.exec(caret ?? "");
  const control = match && root.querySelectorAll<HTMLElement>(TYPED)[Number(match[1])];
  if (!control) return false;
  control.focus();
  const position = Number(match[2]);
  if (isText(control)) control.setSelectionRange(position, position);
  return true;
}

/** Nothing of a passphrase is ever kept, not even where it was being typed. */
function isSecret(control: Element | null): boolean {
  return control instanceof HTMLInputElement && control.autocomplete.includes("password");
}
