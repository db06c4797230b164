// How a row of radio buttons hears keys: arrows choose, Home and End go to the ends.

/** The place the key leads to among `length` radios, from `at` (-1: none chosen); null: not ours. */
export function radioStep(key: string, at: number, length: number): number | null {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return at < 0 ? 0 : (at + 1) % length;
    case "ArrowLeft":
    case "ArrowUp":
      return at < 0 ? length - 1 : (at - 1 + length) % length;
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return null;
  }
}

/** Whether the key takes the answer back. */
export function clears(key: string): boolean {
  return key === "Backspace" || key === "Delete";
}

/** Whether a key is meant for something else: a shortcut or an input method. */
export function isChord(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
}
