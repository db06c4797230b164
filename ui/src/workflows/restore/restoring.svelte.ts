// A backup on its way back: what was typed, what a look at it found, and what became of it.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { BackupLook } from "../../backend/generated/BackupLook";
import type { BackupOffer } from "../../backend/generated/BackupOffer";
import type { BackupRestored } from "../../backend/generated/BackupRestored";
import type { OpenBackup } from "../../backend/generated/OpenBackup";
import { LongJob } from "../../forms/long_job.svelte";
import { NewPassphrase } from "../../forms/new_passphrase.svelte";

export type Place = "over" | "beside";

const OF_PASSPHRASE = new Set([
  "backup-wrong-passphrase",
  "not-todays-passphrase",
  "wrong-passphrase",
  "wait",
]);
const OF_CODE = new Set(["recovery-code-mistyped", "wrong-recovery-code"]);
const OF_FILE = new Set([
  "not-a-backup",
  "backup-damaged",
  "newer-backup",
  "backup-of-other-practice",
]);

export class Restoring {
  file = $state("");
  passphrase = $state("");
  withCode = $state(false);
  code = $state("");
  into = $state("");
  place = $state<Place>("over");
  /** The newest backup that this computer knows of. */
  offer = $state.raw<BackupOffer | null>(null);
  /** What is in the backup, once it was looked at. */
  look = $state.raw<BackupLook | null>(null);
  restored = $state.raw<BackupRestored | null>(null);
  failure = $state.raw<Failure | null>(null);
  stopped = $state(false);
  readonly job = new LongJob();
  readonly fresh: NewPassphrase;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.fresh = new NewPassphrase(backend);
  }

  get ready(): boolean {
    const key = this.withCode
      ? this.code.trim() !== "" && this.fresh.value !== ""
      : this.passphrase !== "";
    return key && this.file.trim() !== "";
  }

  /** Fills in the newest backup, unless somebody was quicker. */
  async load(): Promise<void> {
    this.offer = await this.#backend.call("offer_backup", {}).catch(() => null);
    if (this.file === "" && this.offer) this.file = this.offer.file;
  }

  /** Opens and checks it on a copy. Answers whether it can come back. */
  async lookAt(): Promise<boolean> {
    if (this.withCode && !(await this.fresh.check())) return false;
    this.look = await this.#run("look_at_backup", "");
    return this.look !== null;
  }

  /** Brings it back. Answers whether it is there. */
  async restore(): Promise<boolean> {
    const into = this.place === "beside" && this.look?.here ? this.into : "";
    this.restored = await this.#run("restore_backup", into);
    if (this.restored) this.forget();
    return this.restored !== null;
  }

  /** What was wrong with one field of the first step. */
  errorAt(field: "file" | "passphrase" | "code"): string | undefined {
    const { failure } = this;
    if (!failure) return undefined;
    if (field === "file") return failure.at("file") ?? this.#message(OF_FILE);
    return this.#message(field === "code" ? OF_CODE : OF_PASSPHRASE);
  }

  /** What is wrong and belongs to no field. */
  get otherFailure(): Failure | null {
    const { failure } = this;
    if (!failure || failure.fields.length > 0 || failure.code === "weak-passphrase") return null;
    return [OF_FILE, OF_PASSPHRASE, OF_CODE].some((codes) => codes.has(failure.code))
      ? null
      : failure;
  }

  useCode(use: boolean): void {
    this.withCode = use;
    this.failure = null;
  }

  /** Another file, with the same key. */
  again(): void {
    this.look = null;
    this.failure = null;
  }

  /** No passphrase stays longer than it is needed. */
  forget(): void {
    this.passphrase = "";
    this.code = "";
    this.fresh.clear();
    if (this.job.running) this.job.cancel();
  }

  #message(codes: Set<string>): string | undefined {
    return this.failure && codes.has(this.failure.code) ? this.failure.message : undefined;
  }

  async #run<J extends "look_at_backup" | "restore_backup">(job: J, into: string) {
    this.failure = null;
    this.stopped = false;
    const asked: OpenBackup = {
      file: this.file,
      passphrase: this.withCode ? this.fresh.value : this.passphrase,
      recovery_code: this.withCode ? this.code : "",
      into,
    };
    try {
      const done = await this.job.run(this.#backend, job, asked);
      this.stopped = done === null;
      return done;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
      if (this.failure.code === "weak-passphrase") this.fresh.refused = this.failure.message;
      return null;
    }
  }
}
