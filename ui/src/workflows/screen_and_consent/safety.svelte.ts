// One patient's screening and consent: the page as it stands, the two sheets being typed, and a withdrawal
// that can be taken back for a moment before it is written down for good.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { ConsentDraft } from "../../backend/generated/ConsentDraft";
import type { Reference } from "../../backend/generated/Reference";
import type { SafetyPage } from "../../backend/generated/SafetyPage";
import type { ScreeningDraft } from "../../backend/generated/ScreeningDraft";
import { clockHere, dateHere } from "../../forms/iso_date";
import { KeptForm, NOTHING_KEPT, type FormOf } from "../../forms/kept_form.svelte";
import type { Sheet } from "./sheet";

/** So long a withdrawal can be taken back. */
const UNDO_MS = 8000;

/** A withdrawal that is not written down yet. */
interface Withdrawal {
  date: string;
  time: string;
}

export class Safety {
  page = $state.raw<SafetyPage | null>(null);
  reference = $state.raw<Reference | null>(null);
  failure = $state.raw<Failure | null>(null);
  screening = $state.raw<Sheet<ScreeningDraft> | null>(null);
  /** The consent being taken; null while none is. */
  consent = $state.raw<Sheet<ConsentDraft> | null>(null);
  /** A consent that was begun and put away. */
  parked = $state.raw<Sheet<ConsentDraft> | null>(null);
  /** What is about to be written down; null when nothing is. */
  withdrawing = $state.raw<Withdrawal | null>(null);
  withdrawFailed = $state.raw<Failure | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #backend: Backend;
  readonly #patient: string;

  constructor(backend: Backend, patient: string) {
    this.#backend = backend;
    this.#patient = patient;
  }

  async open(): Promise<void> {
    this.failure = null;
    try {
      const [page, reference] = await Promise.all([
        this.#backend.call("open_safety", { patient: this.#patient }),
        this.#backend.call("reference", {}),
      ]);
      this.reference = reference;
      this.#show(page);
      this.screening = this.#screeningSheet(page);
      if (page.consent_typed) this.consent = this.#consentSheet(page);
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
  }

  /** Begins a consent, or goes on with the one that was put away. */
  takeConsent(): void {
    if (!this.page || this.consent) return;
    this.consent = this.parked ?? this.#consentSheet(this.page);
    this.parked = null;
  }

  /** Puts the form away. What is typed stays kept. */
  closeConsent(): void {
    void this.consent?.keep();
    this.parked = this.consent?.changed ? this.consent : null;
    this.consent = null;
  }

  /** Answers whether it was signed. */
  async signConsent(): Promise<boolean> {
    const page = await this.consent?.finish();
    if (!page) return false;
    this.consent = null;
    this.#show(page);
    return true;
  }

  /** Sets the typed consent aside. */
  async discardConsent(): Promise<void> {
    const sheet = this.consent;
    this.consent = null;
    await sheet?.discard();
    if (this.page) this.page = { ...this.page, consent_typed: null };
  }

  async signScreening(): Promise<boolean> {
    const page = await this.screening?.finish();
    if (!page) return false;
    this.#show(page);
    this.screening = this.#screeningSheet(page);
    return true;
  }

  /** Back to what is signed. */
  async discardScreening(): Promise<void> {
    await this.screening?.discard();
    if (!this.page) return;
    this.page = { ...this.page, screening_typed: null };
    this.screening = this.#screeningSheet(this.page);
  }

  /** Takes the present minute; it is written down unless it is taken back. */
  withdraw(): void {
    if (this.withdrawing) return;
    this.withdrawing = { date: dateHere(), time: clockHere() };
    this.withdrawFailed = null;
    this.#timer = setTimeout(() => void this.writeWithdrawal(), UNDO_MS);
  }

  undoWithdrawal(): void {
    clearTimeout(this.#timer);
    this.withdrawing = null;
  }

  /** Writes down a withdrawal that waits: at the end of its time, at the lock, and when the page is left. */
  async writeWithdrawal(): Promise<void> {
    clearTimeout(this.#timer);
    const withdrawing = this.withdrawing;
    if (!withdrawing) return;
    this.withdrawing = null;
    try {
      const withdrawal = { ...withdrawing, said: "" };
      this.#show(
        await this.#backend.call("withdraw_consent", { patient: this.#patient, withdrawal }),
      );
    } catch (thrown) {
      this.withdrawFailed = Failure.from(thrown);
    }
  }

  /** Keeps everything that is typed, and writes what waits. */
  async keep(): Promise<void> {
    await Promise.all([this.screening?.keep(), this.consent?.keep(), this.writeWithdrawal()]);
  }

  stop(): void {
    this.screening?.stop();
    this.consent?.stop();
  }

  #show(page: SafetyPage): void {
    this.page = page;
  }

  #screeningSheet(page: SafetyPage): Sheet<ScreeningDraft> {
    const of: FormOf<ScreeningDraft, SafetyPage> = {
      kind: "screening",
      patient: this.#patient,
      begunFrom: page.screening,
      check: (screening) =>
        this.#backend.call("check_screening", { patient: this.#patient, screening }),
      finish: (screening, draft) =>
        this.#backend.call("answer_screening", { patient: this.#patient, screening, draft }),
    };
    const typed = page.screening_typed;
    return new KeptForm(this.#backend, of, typed?.sheet ?? page.screening, typed ?? NOTHING_KEPT);
  }

  #consentSheet(page: SafetyPage): Sheet<ConsentDraft> {
    const of: FormOf<ConsentDraft, SafetyPage> = {
      kind: "consent",
      patient: this.#patient,
      begunFrom: page.blank_consent,
      check: (consent) => this.#backend.call("check_consent", { patient: this.#patient, consent }),
      finish: (consent, draft) =>
        this.#backend.call("give_consent", { patient: this.#patient, consent, draft }),
    };
    const typed = page.consent_typed;
    return new KeptForm(
      this.#backend,
      of,
      typed?.sheet ?? page.blank_consent,
      typed ?? NOTHING_KEPT,
    );
  }
}
