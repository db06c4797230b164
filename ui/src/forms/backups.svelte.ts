// The backups of the open practice: the one job that makes them, and what it came to. The first screen shows it, the
// screen of backups runs it by hand, and it runs by itself once a day.

import type { Backend } from "../backend/backend";
import { Failure } from "../backend/failure";
import type { BackedUp } from "../backend/generated/BackedUp";
import { LongJob } from "./long_job.svelte";

export class Backups {
  readonly job = new LongJob();
  /** How many runs have ended that may have changed something: whoever shows how it stands asks anew. */
  ended = $state(0);
  /** Whether the last run was stopped by the person. */
  stopped = $state(false);
  /** Why the last run did not even begin to write. */
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Makes a backup, if none runs. Answers what it came to; null when it was stopped or failed. */
  async run(onlyIfDue = false): Promise<BackedUp | null> {
    if (this.job.running) return null;
    this.failure = null;
    this.stopped = false;
    const done = await this.#run(onlyIfDue);
    if (done === null || done.made + done.failed > 0) this.ended += 1;
    return done;
  }

  async #run(onlyIfDue: boolean): Promise<BackedUp | null> {
    try {
      const done = await this.job.run(this.#backend, "back_up", { only_if_due: onlyIfDue });
      this.stopped = done === null;
      return done;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
      return null;
    }
  }
}
