// What of a practice stands in the memory of a process: its key, its passphrase, words. The search knows the key
// because it opens the practice itself, before the app does.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { programs } from "./programs.js";

export class MemorySearch {
  #search;
  #lines;

  /** Asks the practice of `place`, which nobody may have open, for its key. */
  static async of(place, passphrase, words) {
    const one = new MemorySearch();
    one.#search = spawn(programs.copiesInMemory, [place.practice, ...words], {
      env: { ...place.environment, FILIFORM_PASSPHRASE: passphrase },
      stdio: ["pipe", "pipe", "inherit"],
    });
    one.#lines = createInterface({ input: one.#search.stdout })[Symbol.asyncIterator]();
    const { value } = await one.#lines.next();
    if (value !== "ready") throw new Error("The search of memory did not get ready.");
    return one;
  }

  /** How often each stands in the memory of a process. */
  async in(pid) {
    this.#search.stdin.write(`${pid}\n`);
    const { value } = await this.#lines.next();
    return JSON.parse(value);
  }

  async end() {
    this.#search.stdin.end();
    await once(this.#search, "exit");
  }
}

/** The copies of everything whose name begins so, together. */
export function copiesOf(counts, name) {
  const named = Object.entries(counts).filter(([key]) => key.startsWith(name));
  if (named.length === 0) throw new Error(`Nothing called “${name}” was searched for.`);
  return named.reduce((sum, [, count]) => sum + count, 0);
}
