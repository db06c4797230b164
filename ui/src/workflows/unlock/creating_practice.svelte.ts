// Making a practice, in three steps. What was typed in one step stays while the others are shown.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { PracticeCreated } from "../../backend/generated/PracticeCreated";
import type { RegionRow } from "../../backend/generated/RegionRow";
import { blankPractice, blankTherapist } from "../../forms/blank";
import { CheckedForm } from "../../forms/checked_form.svelte";
import { NewPassphrase } from "../../forms/new_passphrase.svelte";
import { problemAt, problemsBelow } from "../../forms/problems";

export const steps = ["practice", "therapist", "passphrase"] as const;
export type Step = (typeof steps)[number];

export class CreatingPractice {
  step = $state<Step>("practice");
  practice = $state(blankPractice());
  therapist = $state(blankTherapist());
  /** The body regions that training can cover. */
  regions = $state.raw<readonly RegionRow[]>([]);
  created = $state.raw<PracticeCreated | null>(null);
  /** Why the folder could not take the practice. */
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  readonly passphrase: NewPassphrase;
  readonly checks: Record<"practice" | "therapist", CheckedForm>;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.passphrase = new NewPassphrase(backend, () => [this.practice.name, this.therapist.name]);
    this.checks = {
      practice: new CheckedForm(() =>
        backend.call("check_practice", $state.snapshot(this.practice)),
      ),
      therapist: new CheckedForm(() =>
        backend.call("check_therapist", $state.snapshot(this.therapist)),
      ),
    };
  }

  async loadRegions(): Promise<void> {
    const reference = await this.#backend.call("reference", {}).catch(() => null);
    this.regions = reference?.regions ?? [];
  }

  /** Goes on when nothing is wrong; answers whether it did. */
  async next(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    try {
      return await this.#goOn();
    } catch (thrown) {
      this.#refuse(Failure.from(thrown));
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Any step before this one can be returned to. */
  goTo(step: Step): void {
    if (steps.indexOf(step) < steps.indexOf(this.step)) this.step = step;
  }

  back(): void {
    this.step = steps[Math.max(steps.indexOf(this.step) - 1, 0)] ?? "practice";
  }

  stop(): void {
    this.checks.practice.stop();
    this.checks.therapist.stop();
    this.passphrase.clear();
  }

  async #goOn(): Promise<boolean> {
    if (this.step === "passphrase") return this.#create();
    const fine = await this.checks[this.step].check();
    if (fine) this.step = this.step === "practice" ? "therapist" : "passphrase";
    return fine;
  }

  async #create(): Promise<boolean> {
    if (!(await this.passphrase.check())) return false;
    this.created = await this.#backend.call("create_practice", {
      practice: $state.snapshot(this.practice),
      therapist: $state.snapshot(this.therapist),
      passphrase: this.passphrase.value,
    });
    this.passphrase.clear();
    return true;
  }

  /** Faults lead back to the step of the first one; anything else is about the folder. */
  #refuse(failure: Failure): void {
    const found = (["practice", "therapist"] as const).filter((step) => {
      const problems = problemsBelow(failure.fields, step);
      this.checks[step].show(problems);
      return problems.length > 0;
    });
    this.passphrase.refused = problemAt(failure.fields, "passphrase");
    if (found[0]) this.step = found[0];
    else if (failure.fields.length === 0) this.failure = failure;
  }
}
