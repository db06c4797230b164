// A keyboard that counts: a chord is one keystroke, a typed letter is one.

export class CountedKeys {
  #page;
  struck = [];

  constructor(page) {
    this.#page = page;
  }

  get count() {
    return this.struck.length;
  }

  async press(...chords) {
    for (const chord of chords) {
      await this.#page.press(chord);
      this.struck.push(chord);
    }
  }

  async type(text) {
    await this.#page.type(text);
    this.struck.push(...text);
  }

  /** The keys in their order, letters typed in a row as one word. */
  get list() {
    const words = [];
    for (const key of this.struck) {
      if (key.length === 1 && typeof words.at(-1) === "object") words.at(-1).text += key;
      else words.push(key.length === 1 ? { text: key } : key);
    }
    return words.map((word) => (typeof word === "object" ? `“${word.text}”` : word)).join(" ");
  }
}
