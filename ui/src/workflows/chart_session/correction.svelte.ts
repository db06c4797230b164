// What a correction holds beside the note in the form: why, and from which state of the note it was begun.

import type { Correcting } from "../../backend/generated/Correcting";
import type { CorrectionDraft } from "../../backend/generated/CorrectionDraft";
import type { SessionDraft } from "../../backend/generated/SessionDraft";
import type { Correction } from "./signing";

export class TypedCorrection implements Correction {
  readonly of: string;
  readonly #session: string;
  #why = $state("");
  #basedOn = $state(0);
  readonly #note: () => SessionDraft;
  readonly #changed: () => void;

  /** `note` answers what is typed in the form; `changed` hears that something is to be kept. */
  constructor(correcting: Correcting, note: () => SessionDraft, changed: () => void) {
    this.of = correcting.of;
    this.#session = correcting.session;
    this.#why = correcting.why;
    this.#basedOn = correcting.based_on;
    this.#note = note;
    this.#changed = changed;
  }

  get why(): string {
    return this.#why;
  }

  set why(why: string) {
    if (why === this.#why) return;
    this.#why = why;
    this.#changed();
  }

  get basedOn(): number {
    return this.#basedOn;
  }

  baseOn(amendments: number): void {
    this.#basedOn = amendments;
    this.#changed();
  }

  body(): CorrectionDraft {
    return {
      session: this.#session,
      based_on: this.#basedOn,
      why: this.#why,
      note: this.#note(),
    };
  }
}
