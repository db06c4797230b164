// A journey: what a person does from beginning to end, in steps that read like a story. One that fails
// leaves a picture of the window and the words on it.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { App } from "./app.js";
import { Place } from "./place.js";
import { shots } from "./programs.js";

/** A journey that hangs would hold up everything after it. */
const LONGEST_MS = 600_000;

const fileName = (title) => title.toLowerCase().replace(/[^a-z0-9]+/g, "-");

function save(name, content) {
  const path = join(shots, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** What asking gives, or something else when it fails in any way. */
async function orElse(other, ask) {
  try {
    return await ask();
  } catch {
    return other;
  }
}

class Journey {
  place = new Place();
  app = new App(this.place);
  #title;
  #step = "Before the first step";

  constructor(title) {
    this.#title = title;
  }

  get page() {
    return this.app.page;
  }

  /** Does one step: "When she signs". */
  step = async (words, act) => {
    this.#step = words;
    const start = Date.now();
    const result = await act();
    console.log(`  ${words} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  };

  /** Keeps a picture of the window under the name of the screen. */
  shot = async (name) => save(`${name}.png`, await this.page.screenshot());

  /** The error, with where it failed and what could be seen then. Some errors cannot be written into. */
  async explained(error) {
    const name = fileName(this.#title);
    const words = await orElse("(no window)", () => this.page.text());
    const picture = await orElse(null, () => this.page.screenshot());
    if (picture) save(join("failed", `${name}.png`), picture);
    const story = `${this.#title}\n${this.#step}\n\n${error.stack}\n\nOn the screen:\n${words}\n\nOn the terminal:\n${this.app.said()}\n`;
    const path = save(join("failed", `${name}.txt`), story);
    const seen = words.replace(/\s*\n\s*/g, " | ").slice(0, 1500);
    const message = `${this.#step}: ${error.message}\nOn the screen: ${seen}\nMore in ${path}`;
    return new Error(message, { cause: error });
  }

  async end() {
    await this.app.end();
    this.place.clear();
  }
}

/** Declares a journey. `play` is given the app in a fresh home, not started yet. */
export function journey(title, play) {
  test(title, { timeout: LONGEST_MS }, async () => {
    const one = new Journey(title);
    try {
      await one.place.furnish();
      await play(one);
    } catch (error) {
      throw await one.explained(error);
    } finally {
      await one.end();
    }
  });
}
