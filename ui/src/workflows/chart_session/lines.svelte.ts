// The typed line: how it reads while it is typed, what could be written, and taking it into the note. An
// answer to an older text is never used on a newer one.

import type { Backend } from "../../backend/backend";
import type { LineAnswer } from "../../backend/generated/LineAnswer";
import type { LineCompletion } from "../../backend/generated/LineCompletion";
import type { LinesRead } from "../../backend/generated/LinesRead";
import type { SessionForm } from "./draft.svelte";

const PAUSE_MS = 60;
/** The note may change while a line is being read; it is then read once more. */
const MOST_READINGS = 5;

/** One line of what is typed, and where the caret stands in it. */
export interface CaretLine {
  /** Counted from 0. */
  index: number;
  line: string;
  caret: number;
}

/** The line with the caret at `position`. */
export function lineAt(text: string, position: number): CaretLine {
  const start = text.lastIndexOf("\n", position - 1) + 1;
  const index = text.slice(0, start).split("\n").length - 1;
  const line = text.slice(start).split("\n", 1)[0] ?? "";
  return { index, line, caret: position - start };
}

/** The text with line `index` written anew, and where that line ends. */
export function withLine(text: string, index: number, line: string): { text: string; end: number } {
  const lines = text.split("\n");
  lines[index] = line;
  return { text: lines.join("\n"), end: lines.slice(0, index + 1).join("\n").length };
}

/** Whether a digit typed here chooses, instead of beginning or going on with a token. */
export function digitsChoose(answer: LineAnswer, at: CaretLine): boolean {
  if (at.caret !== at.line.length || !answer.refused) return false;
  return /(^|\s)$/.test(at.line) || answer.refused.end === at.caret;
}

export class LineReading {
  /** The last answer, and the text that it answers. */
  read = $state.raw<{ text: string; answer: LinesRead } | null>(null);
  offers = $state.raw<{ text: string; caret: number; list: readonly LineCompletion[] } | null>(
    null,
  );
  failed = $state(false);
  readonly #backend: Backend;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Something was typed: it is read after a pause, so that no key waits. */
  soon(text: string, caret: number): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    if (text.trim() === "") this.clear();
    else this.#timer = setTimeout(() => void this.now(text, caret), PAUSE_MS);
  }

  async now(text: string, caret: number): Promise<void> {
    clearTimeout(this.#timer);
    const question = ++this.#asked;
    const at = lineAt(text, caret);
    try {
      const [answer, { offers }] = await Promise.all([
        this.#backend.call("read_lines", { text, session: null }),
        this.#backend.call("complete_line", { line: at.line, caret: at.caret }),
      ]);
      if (question !== this.#asked) return;
      this.read = { text, answer };
      this.offers = { text, caret, list: offers };
      this.failed = false;
    } catch {
      if (question === this.#asked) this.failed = true;
    }
  }

  clear(): void {
    this.read = null;
    this.offers = null;
    this.failed = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }
}

/**
 * Takes typed lines into the note. The field is free for the next line at once; lines that are refused
 * come back to it. Answers whether they were taken.
 */
export async function takeIn(form: SessionForm, text: string): Promise<boolean> {
  const { session } = form;
  form.newStep();
  session.line = "";
  try {
    for (let reading = 0; reading < MOST_READINGS; reading++) {
      const before = withoutLine(form);
      const args = { text, session: form.snapshot() };
      const { session: with_rows } = await form.backend.call("read_lines", args);
      if (!with_rows) break;
      if (before !== withoutLine(form)) continue;
      form.takeOver({ ...with_rows, line: session.line });
      return true;
    }
  } catch {
    // What could not be read stands in the field again, which says so.
  }
  session.line = session.line === "" ? text : `${text}\n${session.line}`;
  return false;
}

function withoutLine(form: SessionForm): string {
  return JSON.stringify({ ...form.snapshot(), line: "" });
}
