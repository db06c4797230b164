// The people of the practice, and what is being done about one of them. What is typed outlives leaving the screen;
// passphrases do not.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { Person } from "../../backend/generated/Person";
import type { RoleTyped } from "../../backend/generated/RoleTyped";
import type { TherapistJoined } from "../../backend/generated/TherapistJoined";
import type { TherapistsPage } from "../../backend/generated/TherapistsPage";
import type { TherapistToAdd } from "../../backend/generated/TherapistToAdd";
import { blankTherapist } from "../../forms/blank";
import { CheckedForm } from "../../forms/checked_form.svelte";
import { Unsaved } from "../../forms/unsaved.svelte";
import { NewPassphrase } from "../../forms/new_passphrase.svelte";
import { problemAt } from "../../forms/problems";
import type { Workspace } from "../../workspace.svelte";

export function blankRole(): RoleTyped {
  return { role: null, patients: [], from: "", to: "", until: "" };
}

/** One for each open practice, and gone with it. */
const all = new WeakMap<Workspace, People>();

export function peopleOf(workspace: Workspace): People {
  const people = all.get(workspace) ?? new People(workspace.backend);
  all.set(workspace, people);
  return people;
}

export class People {
  page = $state.raw<TherapistsPage | null>(null);
  adding = $state(false);
  /** Somebody who joins: what was typed of them. */
  therapist = $state(blankTherapist());
  role = $state<RoleTyped>(blankRole());
  own = $state("");
  /** Whoever has just joined, until their recovery code is on paper. */
  joined = $state.raw<TherapistJoined | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  /** Keeps what is typed of a newcomer, never a passphrase. */
  unsaved = $state.raw<Unsaved<TherapistToAdd> | null>(null);
  readonly theirs: NewPassphrase;
  readonly check: CheckedForm;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.theirs = new NewPassphrase(backend, () => [this.therapist.name]);
    this.check = new CheckedForm(() => backend.call("check_new_therapist", this.#typed()));
  }

  get here(): readonly Person[] {
    return (this.page?.people ?? []).filter(({ left }) => left === null);
  }

  get former(): readonly Person[] {
    return (this.page?.people ?? []).filter(({ left }) => left !== null);
  }

  async load(): Promise<void> {
    this.page = await this.#backend.call("therapists_page", {});
    this.unsaved ??= this.#begun(this.page);
  }

  /** Goes on with what was typed before a lock. */
  #begun({ begun: { typed, kept } }: TherapistsPage): Unsaved<TherapistToAdd> {
    if (typed) {
      ({ therapist: this.therapist, role: this.role } = structuredClone(typed));
      this.adding = true;
    }
    const of = { kind: "person", patient: null };
    return new Unsaved(this.#backend, of, () => this.#typed(), kept);
  }

  /** Answers whether they joined. */
  async add(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    try {
      const [fine, strong] = [await this.check.check(), await this.theirs.check()];
      if (!fine || !strong) return false;
      await this.unsaved?.keep();
      const passphrases = { passphrase: this.theirs.value, own_passphrase: this.own };
      const draft = this.unsaved?.draft ?? null;
      const asked = { ...this.#typed(), ...passphrases, ...(draft === null ? {} : { draft }) };
      this.joined = await this.#backend.call("add_therapist", asked);
      this.page = this.joined.page;
      this.#begin();
      return true;
    } catch (thrown) {
      this.#refuse(Failure.from(thrown));
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Closes the form; nothing typed in it is wanted any more. */
  async cancel(): Promise<void> {
    await this.unsaved?.keep();
    const draft = this.unsaved?.draft ?? null;
    this.#begin();
    if (draft !== null) await this.#backend.call("discard_draft", { draft }).catch(() => undefined);
  }

  forgetPassphrases(): void {
    this.own = "";
    this.theirs.clear();
  }

  #begin(): void {
    this.forgetPassphrases();
    this.check.show([]);
    this.therapist = blankTherapist();
    this.role = blankRole();
    this.adding = false;
    this.unsaved?.ended();
  }

  #refuse(failure: Failure): void {
    this.check.show(failure.fields);
    this.theirs.refused = problemAt(failure.fields, "passphrase");
    this.failure = failure.fields.length === 0 ? failure : null;
  }

  #typed() {
    return { therapist: $state.snapshot(this.therapist), role: $state.snapshot(this.role) };
  }
}
