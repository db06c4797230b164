// Binds shortcuts by name. A bare letter is ignored while someone types, and everything but the
// innermost layer is silent under a dialog.

import { tinykeys } from "tinykeys";
import { shortcuts, type Shortcut, type ShortcutName } from "./shortcuts";

export type Handlers = Partial<Record<ShortcutName, (event: KeyboardEvent) => void>>;

/** Listens until the returned function is called. Fits `$effect(() => listenFor({ … }))`. */
export function listenFor(handlers: Handlers, target: Window | HTMLElement = window): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const [name, handle] of Object.entries(handlers)) {
    const shortcut: Shortcut = shortcuts[name as ShortcutName];
    for (const key of shortcut.keys) {
      bindings[key] = (event) => {
        run(shortcut, handle, event);
      };
    }
  }
  return tinykeys(target, bindings);
}

function run(
  shortcut: Shortcut,
  handle: (event: KeyboardEvent) => void,
  event: KeyboardEvent,
): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (!shortcut.overDialogs && coveredByDialog(event.currentTarget)) return;
  if (!shortcut.whileTyping && takesTyping(event.target)) return;
  event.preventDefault();
  handle(event);
}

/** An open dialog owns the keyboard: only what listens inside it hears its keys. */
function coveredByDialog(listener: EventTarget | null): boolean {
  const dialogs = document.querySelectorAll("dialog[open]");
  const top = dialogs[dialogs.length - 1];
  return top !== undefined && !(listener instanceof Node && top.contains(listener));
}

const TYPING = "input, textarea, select, [contenteditable], [data-takes-keys]";

/** Whether keys pressed here belong to the control itself: fields, and scales that read digits. */
export function takesTyping(target: EventTarget | null): boolean {
  const control = target instanceof Element ? target.closest(TYPING) : null;
  if (!control) return false;
  return !(
    control instanceof HTMLInputElement && ["checkbox", "radio", "button"].includes(control.type)
  );
}
