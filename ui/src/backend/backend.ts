// The one seam between the window and the workflows in Rust. Screens know this interface only, so
// the same screen runs on the real backend and on the fake one of the tests.

import type { Commands, Events, Jobs } from "./commands";
import type { Progress } from "./generated/Progress";

export type { Commands, Events, Jobs } from "./commands";
export type { Progress } from "./generated/Progress";

/** The arguments of a command. */
export type Args<K extends keyof Commands> = Commands[K]["args"];

/** The answer of a command. */
export type Reply<K extends keyof Commands> = Commands[K]["reply"];

/** The arguments of a long job. */
export type JobArgs<J extends keyof Jobs> = Jobs[J]["args"];

/** The answer of a long job. */
export type JobReply<J extends keyof Jobs> = Jobs[J]["reply"];

/** Hears how far a long job is, and stops it. */
export interface Watching {
  heard?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** Code of the refusal of a job that was stopped, by the person or by a lock. */
export const INTERRUPTED = "interrupted";

export interface Backend {
  /** Runs a command. Rejects with a `Failure`, and with nothing else. */
  call<K extends keyof Commands>(command: K, args: Args<K>): Promise<Reply<K>>;

  /** Runs a long job. Rejects with a `Failure` only; its code is `interrupted` when it was stopped. */
  run<J extends keyof Jobs>(job: J, args: JobArgs<J>, watching?: Watching): Promise<JobReply<J>>;

  /** Hears an event until the returned function is called. */
  listen<E extends keyof Events>(event: E, heard: (detail: Events[E]) => void): () => void;

  /** Asks the person where to save a file. Answers null when they chose nothing. Not in a browser. */
  chooseSavePath?: (suggested: string) => Promise<string | null>;

  /** Asks the person for a folder. Answers null when they chose none. Not in a browser. */
  chooseFolder?: () => Promise<string | null>;

  /** Asks the person for a CSV or a workbook. Answers null when they chose none. Not in a browser. */
  chooseTable?: () => Promise<string | null>;

  /** Asks the person for a backup, beginning where `suggested` lies. Not in a browser. */
  chooseBackup?: (suggested: string) => Promise<string | null>;

  /** Whether the computer says when it goes to sleep or locks its screen. Not in a browser. */
  hearsSystem?: () => Promise<boolean>;

  /** Says that everything is kept and the window may close. Not in a browser. */
  readyToClose?: () => Promise<void>;
}
