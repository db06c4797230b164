// Watches one text field for the key of a phrase, says what Tab would write, and writes it.

import { tick } from "svelte";
import { words } from "../strings";
import { firstWords, keyBefore, type Phrase, type Phrases, type TypedKey } from "./phrases";

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** So many keys are named while one is being typed. */
const KEYS_NAMED = 5;

export class PhraseWriter {
  /** Whether the field has the focus and there are phrases: what is said is heard only then. */
  listening = $state(false);
  /** What Tab would write, or which keys begin so. */
  hint = $state("");
  readonly #around: Phrases;
  #found: { typed: TypedKey; phrase: Phrase } | null = null;
  /** The key that Esc left as it stands. */
  #left: string | null = null;

  constructor(around: Phrases) {
    this.#around = around;
  }

  /** Attaches itself to the field, until the returned function is called. */
  readonly watch = (field: TextControl): (() => void) => {
    const look = () => {
      this.#look(field);
    };
    const blur = () => {
      this.listening = false;
      this.#forget();
    };
    const keydown = (event: Event) => {
      this.#heard(field, event as KeyboardEvent);
    };
    const heard: [string, (event: Event) => void][] = [
      ["focus", look],
      ["input", look],
      ["keyup", look],
      ["click", look],
      ["blur", blur],
      ["keydown", keydown],
    ];
    for (const [name, hear] of heard) field.addEventListener(name, hear);
    return () => {
      for (const [name, hear] of heard) field.removeEventListener(name, hear);
    };
  };

  #look(field: TextControl): void {
    const { all } = this.#around;
    this.listening = all.length > 0;
    const { selectionStart: caret, selectionEnd: end } = field;
    const isCaret = caret !== null && caret === end;
    const typed = isCaret && this.listening ? keyBefore(field.value, caret) : null;
    if (typed === null || nameOf(typed) !== this.#left) this.#left = null;
    if (typed === null || this.#left !== null) {
      this.#forget();
      return;
    }
    const phrase = all.find(({ prefix }) => prefix === typed.key);
    this.#found = phrase ? { typed, phrase } : null;
    this.hint = phrase ? words.kit.phrase.tab(firstWords(phrase.text)) : this.#keysLike(typed.key);
  }

  /** The keys that begin as the typed one does, for whoever half remembers. */
  #keysLike(key: string): string {
    const like = this.#around.all.filter(({ prefix }) => prefix.startsWith(key));
    return like
      .slice(0, KEYS_NAMED)
      .map(({ prefix }) => `;${prefix}`)
      .join("  ");
  }

  #heard(field: TextControl, event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (event.key === "Escape" && this.hint !== "") {
      event.preventDefault();
      const typed = keyBefore(field.value, field.selectionStart ?? 0);
      this.#left = typed && nameOf(typed);
      this.#forget();
    } else if (event.key === "Tab" && this.#found) {
      event.preventDefault();
      void this.#write(field, this.#found.typed, this.#found.phrase.text);
    }
  }

  /** Writes as typing does, so that everything that hears typing hears it; and as one step of its own. */
  async #write(field: TextControl, { from, to }: TypedKey, text: string): Promise<void> {
    const isLine = field instanceof HTMLInputElement;
    this.#forget();
    this.#around.newStep();
    field.setRangeText(isLine ? text.replace(/\s*\n\s*/gu, " ") : text, from, to, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await tick();
    this.#around.newStep();
  }

  #forget(): void {
    this.#found = null;
    this.hint = "";
  }
}

function nameOf({ from, key }: TypedKey): string {
  return `${String(from)};${key}`;
}
