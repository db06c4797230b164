// When the screen is covered and locked, and the PIN: as kept, and as it is being changed.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { LockPage } from "../../backend/generated/LockPage";

export class LockChoices {
  kept = $state.raw<LockPage | null>(null);
  /** Minutes until the cover; null means never. */
  cover = $state<number | null>(null);
  lock = $state<number | null>(null);
  passphrase = $state("");
  pin = $state("");
  busy = $state<"times" | "pin" | null>(null);
  failure = $state.raw<Failure | null>(null);
  timesFailure = $state.raw<Failure | null>(null);
  pinFailure = $state.raw<Failure | null>(null);
  /** Whether the system says when it sleeps or locks; null while it is not known. */
  hearsSystem = $state<boolean | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get changed(): boolean {
    const times = this.kept?.times;
    return !!times && (times.cover_minutes !== this.cover || times.lock_minutes !== this.lock);
  }

  async load(): Promise<void> {
    this.failure = null;
    try {
      this.#take(await this.#backend.call("lock_page", {}));
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
    this.hearsSystem = (await this.#backend.hearsSystem?.().catch(() => false)) ?? null;
  }

  /** Answers whether the times are kept. */
  saveTimes(): Promise<boolean> {
    return this.#run("times", async () => {
      const times = { cover_minutes: this.cover, lock_minutes: this.lock };
      this.#take(await this.#backend.call("change_lock_times", times));
    });
  }

  /** Sets the PIN that is typed, or removes the one there is. Answers whether it holds. */
  changePin(pin: string | null): Promise<boolean> {
    return this.#run("pin", async () => {
      const { cover, lock } = this;
      this.#take(await this.#backend.call("change_pin", { passphrase: this.passphrase, pin }));
      // What is typed beside it is not saved with it, and not lost by it.
      Object.assign(this, { cover, lock });
      this.forget();
    });
  }

  forget(): void {
    this.passphrase = "";
    this.pin = "";
  }

  #take(page: LockPage): void {
    this.kept = page;
    this.cover = page.times.cover_minutes;
    this.lock = page.times.lock_minutes;
  }

  async #run(what: "times" | "pin", work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = what;
    this.#say(what, null);
    try {
      await work();
      return true;
    } catch (thrown) {
      this.#say(what, Failure.from(thrown));
      return false;
    } finally {
      this.busy = null;
    }
  }

  #say(what: "times" | "pin", failure: Failure | null): void {
    if (what === "times") this.timesFailure = failure;
    else this.pinFailure = failure;
  }
}
