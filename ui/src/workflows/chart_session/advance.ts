// An answer moves the focus to the next field that waits for one: a follow-up is answered key by key.

import { tick } from "svelte";
import { focusNextUnanswered } from "../../kit";

/**
 * Hears a key inside a section. A letter or digit that answered a row of choices, and Enter in a field of
 * one line, lead on; arrows, the mouse and Tab do not, so that nobody is moved while still choosing.
 */
export async function advance(event: KeyboardEvent): Promise<void> {
  const field = answeredBy(event);
  const note = field?.closest('section[id^="section-"]')?.parentElement;
  if (!field || !note) return;
  await tick();
  const elsewhere = !field.contains(document.activeElement);
  if (elsewhere || field.closest('[data-stays="true"]')) return;
  focusNextUnanswered(note, field);
}

function answeredBy(event: KeyboardEvent): Element | null {
  const { target, key } = event;
  if (!(target instanceof Element) || event.ctrlKey || event.altKey || event.metaKey) return null;
  const field = target.closest("[data-field]");
  if (target.closest('[role="radiogroup"]'))
    return event.defaultPrevented && key.length === 1 ? field : null;
  const oneLine = target instanceof HTMLInputElement && target.type === "text";
  return key === "Enter" && !event.shiftKey && !event.isComposing && oneLine ? field : null;
}
