// Searching the memory of running processes for the key and for words, as somebody with an image of it would.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { programs } from "./programs.js";

export class MemorySearch {
  #search;
  #lines;

  /** Learns the key of the practice, which must be closed, and what else to look for. */
  static async start(place, passphrase, words) {
    const one = new MemorySearch();
    one.#search = spawn(programs.copiesInMemory, [place.practice, ...words], {
      env: { ...place.environment, FILIFORM_PASSPHRASE: passphrase },
      stdio: ["pipe", "pipe", "inherit"],
    });
    one.#lines = createInterface({ input: one.#search.stdout })[Symbol.asyncIterator]();
    const { value } = await one.#lines.next();
    if (value !== "ready") throw new Error("The search of memory did not start.");
    return one;
  }

  /** How often each stands in the memory of these processes, in any encoding: the key, the passphrase, each word. */
  async copies(pids) {
    const found = {};
    for (const pid of pids) {
      this.#search.stdin.write(`${pid}\n`);
      const { value } = await this.#lines.next();
      for (const [name, count] of Object.entries(JSON.parse(value))) {
        const what = name.replace(/,[^,]*$/, "");
        found[what] = (found[what] ?? 0) + count;
      }
    }
    return found;
  }

  end() {
    this.#search.kill();
  }
}
