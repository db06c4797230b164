// A long job that a screen starts: whether it runs, how far it is, how it is stopped.

import type { Backend, JobArgs, JobReply, Jobs, Progress } from "../backend/backend";
import { INTERRUPTED } from "../backend/backend";
import { Failure } from "../backend/failure";

export class LongJob {
  running = $state(false);
  /** The last thing that was heard of it; null before. */
  progress = $state<Progress | null>(null);
  /** Whether the person asked to stop and it has not ended yet. */
  stopping = $state(false);
  #abort = new AbortController();

  /** Runs the job. Answers null when it was stopped; throws the `Failure` otherwise. */
  async run<J extends keyof Jobs>(
    backend: Backend,
    job: J,
    args: JobArgs<J>,
  ): Promise<JobReply<J> | null> {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const heard = (progress: Progress) => (this.progress = progress);
    this.#begin();
    try {
      return await backend.run(job, args, { heard, signal });
    } catch (thrown) {
      const failure = Failure.from(thrown);
      if (failure.code === INTERRUPTED) return null;
      throw failure;
    } finally {
      this.running = false;
    }
  }

  /** Asks the job to stop. It ends at its next step, and nothing of it is left. */
  cancel(): void {
    this.stopping = true;
    this.#abort.abort();
  }

  #begin(): void {
    this.running = true;
    this.stopping = false;
    this.progress = null;
  }
}
