// A field whose control reads a value out of what is typed (a date, a time), while the draft keeps one
// text: the value when there is one, else the words as they stand.

export class Loose {
  #typed = $state<string | null>(null);
  #value: string | null;
  #wrote: string;
  readonly #write: (text: string) => void;
  readonly #reads: RegExp;

  constructor(text: string, reads: RegExp, write: (text: string) => void) {
    this.#reads = reads;
    this.#write = write;
    this.#wrote = text;
    this.#value = this.#valueOf(text);
    this.#typed = this.#value === null && text !== "" ? text : null;
  }

  get typed(): string | null {
    return this.#typed;
  }

  set typed(typed: string | null) {
    this.#typed = typed;
    this.#store();
  }

  get value(): string | null {
    return this.#valueOf(this.#wrote);
  }

  set value(value: string | null) {
    this.#value = value;
    this.#store();
  }

  /** The draft changed from elsewhere, by undo: what was typed here is no longer what stands there. */
  follow(text: string): void {
    if (text === this.#wrote) return;
    this.#wrote = text;
    this.#value = this.#valueOf(text);
    this.#typed = this.#value === null && text !== "" ? text : null;
  }

  #store(): void {
    this.#wrote = this.#value ?? this.#typed ?? "";
    this.#write(this.#wrote);
  }

  #valueOf(text: string): string | null {
    return this.#reads.test(text) ? text : null;
  }
}
