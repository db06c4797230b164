// The one seam between the window and the workflows in Rust. Screens know this interface only, so
// the same screen runs on the real backend and on the fake one of the tests.

import type { Commands, Events } from "./commands";

export type { Commands, Events } from "./commands";

/** The arguments of a command. */
export type Args<K extends keyof Commands> = Commands[K]["args"];

/** The answer of a command. */
export type Reply<K extends keyof Commands> = Commands[K]["reply"];

export interface Backend {
  /** Runs a command. Rejects with a `Failure`, and with nothing else. */
  call<K extends keyof Commands>(command: K, args: Args<K>): Promise<Reply<K>>;

  /** Hears an event until the returned function is called. */
  listen<E extends keyof Events>(event: E, heard: (detail: Events[E]) => void): () => void;

  /** Asks the person where to save a file. Answers null when they chose nothing. Not in a browser. */
  chooseSavePath?: (suggested: string) => Promise<string | null>;

  /** Says that everything is kept and the window may close. Not in a browser. */
  readyToClose?: () => Promise<void>;
}
