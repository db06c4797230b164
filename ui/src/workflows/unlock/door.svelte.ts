// The way in: what stands in the practice folder, and the passphrase or recovery code that opens it.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { CameBack } from "../../backend/generated/CameBack";
import type { PracticeStatus } from "../../backend/generated/PracticeStatus";
import type { OpenPractice } from "../../workspace.svelte";

/** Refusals of what was typed. Every other one is about the practice file itself. */
const ABOUT_TYPING = new Set([
  "wrong-passphrase",
  "wait",
  "weak-passphrase",
  "recovery-code-mistyped",
  "wrong-recovery-code",
  "out-of-memory",
  "must-come-back",
  "wrong-one-time-code",
]);

const SECOND_MS = 1000;

export class Door {
  status = $state.raw<PracticeStatus | null>(null);
  /** Why the practice cannot be opened at all. */
  trouble = $state.raw<Failure | null>(null);
  /** What was wrong with the passphrase or the code. */
  refused = $state.raw<Failure | null>(null);
  busy = $state(false);
  /** Seconds until the next passphrase is taken. */
  wait = $state(0);
  /** Whether the file's key was changed while this person was away: a one-time code is needed too. */
  away = $state(false);
  /** Somebody came back; their new recovery code is to be written down before work goes on. */
  cameBack = $state.raw<CameBack | null>(null);
  readonly backend: Backend;
  readonly #onunlocked: (practice: OpenPractice) => void;
  readonly #oncovered: (() => void) | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(
    backend: Backend,
    onunlocked: (practice: OpenPractice) => void,
    oncovered?: () => void,
  ) {
    this.backend = backend;
    this.#onunlocked = onunlocked;
    this.#oncovered = oncovered;
  }

  /** Looks what is in the folder. A practice that is open already is simply gone on with. */
  async look(): Promise<void> {
    this.trouble = null;
    try {
      const status = await this.backend.call("practice_status", {});
      this.#countDown(status.wait_seconds);
      if (status.state === "open") this.#onunlocked(await this.backend.call("workspace", {}));
      else if (status.state === "covered") this.#oncovered?.();
      else this.status = status;
    } catch (thrown) {
      this.trouble = Failure.from(thrown);
    }
  }

  unlock(passphrase: string): Promise<boolean> {
    return this.#open(() => this.backend.call("unlock", { passphrase }));
  }

  unlockWithRecovery(code: string, newPassphrase: string): Promise<boolean> {
    return this.#open(() =>
      this.backend.call("unlock_with_recovery", { code, new_passphrase: newPassphrase }),
    );
  }

  /** The same with the one-time code: `code` is the recovery code of who lost the passphrase, or empty. */
  comeBack(passphrase: string, code: string, oneTime: string): Promise<boolean> {
    return this.#open(async () => {
      const asked = { passphrase, recovery_code: code, one_time_code: oneTime };
      this.cameBack = await this.backend.call("come_back", asked);
      return null;
    });
  }

  /** The new recovery code is on paper: work goes on. */
  goOn(): void {
    const back = this.cameBack;
    this.cameBack = null;
    if (back) this.#onunlocked(back.workspace);
  }

  forgetRefusal(): void {
    this.refused = null;
    this.away = false;
  }

  stop(): void {
    clearInterval(this.#ticking);
  }

  async #open(ask: () => Promise<OpenPractice | null>): Promise<boolean> {
    if (this.busy || this.wait > 0) return false;
    this.busy = true;
    this.refused = null;
    try {
      const opened = await ask();
      if (opened) this.#onunlocked(opened);
      return true;
    } catch (thrown) {
      await this.#refuse(Failure.from(thrown));
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #refuse(failure: Failure): Promise<void> {
    if (!ABOUT_TYPING.has(failure.code)) {
      this.trouble = failure;
      return;
    }
    if (failure.code === "must-come-back") this.away = true;
    this.refused = failure.code === "must-come-back" ? null : failure;
    // The wait is asked for: it is never read out of a message.
    const status = await this.backend.call("practice_status", {}).catch(() => null);
    if (status) this.#countDown(status.wait_seconds);
  }

  #countDown(seconds: number): void {
    clearInterval(this.#ticking);
    this.wait = seconds;
    if (seconds <= 0) return;
    this.#ticking = setInterval(() => {
      this.wait -= 1;
      if (this.wait > 0) return;
      clearInterval(this.#ticking);
      if (this.refused?.code === "wait") this.refused = null;
    }, SECOND_MS);
  }
}
