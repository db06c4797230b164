// The settings as they stand and as they are typed. Practice and therapist are entries of the record,
// so each is saved on purpose; what is typed meanwhile waits while other screens are open.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { ConditionRow } from "../../backend/generated/ConditionRow";
import type { NeedleBox } from "../../backend/generated/NeedleBox";
import type { Phrase } from "../../backend/generated/Phrase";
import type { Practice } from "../../backend/generated/Practice";
import type { PracticePage } from "../../backend/generated/PracticePage";
import type { PracticeStatus } from "../../backend/generated/PracticeStatus";
import type { RegionRow } from "../../backend/generated/RegionRow";
import type { SettingsTyped } from "../../backend/generated/SettingsTyped";
import type { Template } from "../../backend/generated/Template";
import type { Therapist } from "../../backend/generated/Therapist";
import { blankPractice, blankTherapist } from "../../forms/blank";
import { Unsaved } from "../../forms/unsaved.svelte";
import { CheckedForm } from "../../forms/checked_form.svelte";
import { NewPassphrase } from "../../forms/new_passphrase.svelte";
import type { Workspace } from "../../workspace.svelte";

export type Part = "practice" | "therapist" | "phrases" | "templates" | "boxes";
/** The pictures of letters, by their names in the page. */
export type PictureName = "logo" | "signature";
/** What is asked for with the passphrase, beside the parts that are saved. */
type WayIn = "passphrase" | "recovery";

/** One for each open practice, and gone with it. */
const pages = new WeakMap<Workspace, SettingsPage>();

export function settingsOf(workspace: Workspace): SettingsPage {
  const page = pages.get(workspace) ?? new SettingsPage(workspace.backend);
  pages.set(workspace, page);
  return page;
}

export class SettingsPage {
  kept = $state.raw<PracticePage | null>(null);
  status = $state.raw<PracticeStatus | null>(null);
  regions = $state.raw<readonly RegionRow[]>([]);
  conditions = $state.raw<readonly ConditionRow[]>([]);
  practice = $state<Practice>(blankPractice());
  therapist = $state<Therapist>(blankTherapist());
  phrases = $state<Phrase[]>([]);
  templates = $state<Template[]>([]);
  boxes = $state<NeedleBox[]>([]);
  /** Which part is being saved. */
  busy = $state<Part | WayIn | PictureName | null>(null);
  /** Why a part was not saved. */
  failures = $state.raw<Partial<Record<Part | WayIn | PictureName, Failure>>>({});
  oldPassphrase = $state("");
  /** The passphrase that asks for another recovery code. */
  codePassphrase = $state("");
  /** Another recovery code, until somebody has it on paper. It outlives leaving the screen. */
  newCode = $state.raw<string | null>(null);
  /** Keeps what is typed and not saved. None before the first load. */
  unsaved = $state.raw<Unsaved<SettingsTyped> | null>(null);
  readonly newPassphrase: NewPassphrase;
  readonly checks: Record<Part, CheckedForm>;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.newPassphrase = new NewPassphrase(backend, () => [
      this.practice.name,
      this.therapist.name,
    ]);
    this.checks = {
      practice: new CheckedForm(() =>
        backend.call("check_practice", $state.snapshot(this.practice)),
      ),
      therapist: this.#checkOfTherapist("therapist"),
      phrases: this.#checkOfTherapist("phrases"),
      templates: this.#checkOfTherapist("templates"),
      boxes: this.#checkOfTherapist("boxes"),
    };
  }

  /** Whether a part reads otherwise than it is kept. */
  isChanged(part: Part): boolean {
    if (this.kept === null) return false;
    const { practice, therapist } = this.kept;
    return part === "practice"
      ? JSON.stringify(this.practice) !== JSON.stringify(practice)
      : JSON.stringify(this.#therapistWith(part)) !== JSON.stringify(therapist);
  }

  /** The therapist as kept, but for the part that is saved: what is typed elsewhere is not saved with it. */
  #therapistWith(part: Exclude<Part, "practice">): Therapist {
    const kept = this.kept?.therapist ?? blankTherapist();
    if (part === "phrases") return { ...kept, phrases: $state.snapshot(this.phrases) };
    if (part === "templates") return { ...kept, templates: $state.snapshot(this.templates) };
    if (part === "boxes") return { ...kept, boxes: $state.snapshot(this.boxes) };
    const { phrases, templates, boxes } = kept;
    return { ...$state.snapshot(this.therapist), phrases, templates, boxes };
  }

  #checkOfTherapist(part: Exclude<Part, "practice">): CheckedForm {
    return new CheckedForm(() => this.#backend.call("check_therapist", this.#therapistWith(part)));
  }

  /** Loads what is kept. What was typed and not saved stays. */
  async load(): Promise<void> {
    const [page, status, reference] = await Promise.all([
      this.#backend.call("practice_page", {}),
      this.#backend.call("practice_status", {}),
      this.#backend.call("reference", {}),
    ]);
    this.status = status;
    this.regions = reference.regions;
    this.conditions = reference.conditions;
    this.#take(page);
    if (!this.unsaved) this.#takeUp(page);
  }

  /** The parts that read otherwise than they are kept. */
  #typed(): SettingsTyped {
    const typed = <T>(part: Part, value: T): T | null =>
      this.isChanged(part) ? ($state.snapshot(value) as T) : null;
    return {
      practice: typed("practice", this.practice),
      therapist: typed("therapist", this.therapist),
      phrases: typed("phrases", this.phrases),
      templates: typed("templates", this.templates),
    };
  }

  /** Goes on with what was typed before a lock. */
  #takeUp({ unsaved }: PracticePage): void {
    const { practice, therapist, phrases, templates } = unsaved.typed;
    if (practice) this.practice = practice;
    if (therapist) this.therapist = therapist;
    if (phrases) this.phrases = phrases;
    if (templates) this.templates = templates;
    const of = { kind: "settings", patient: null };
    this.unsaved = new Unsaved(this.#backend, of, () => this.#typed(), unsaved.kept);
  }

  /** Saves a part. Answers whether it is kept. */
  save(part: Part): Promise<boolean> {
    return this.#run(part, async () => {
      const page = await (part === "practice"
        ? this.#backend.call("change_practice", $state.snapshot(this.practice))
        : this.#backend.call("change_therapist", this.#therapistWith(part)));
      this.checks[part].show([]);
      this.#take(page, part);
      return true;
    });
  }

  /** Keeps a picture of letters, or takes it away. Answers whether that was done. */
  changePicture(of: PictureName, picture: string | null): Promise<boolean> {
    return this.#run(of, async () => {
      this.#take(
        await this.#backend.call(of === "logo" ? "change_logo" : "change_signature", { picture }),
      );
      return true;
    });
  }

  /** Answers whether the new passphrase holds now. */
  changePassphrase(): Promise<boolean> {
    return this.#run("passphrase", async () => {
      if (!(await this.newPassphrase.check())) return false;
      const change = { old: this.oldPassphrase, new: this.newPassphrase.value };
      await this.#backend.call("change_passphrase", change);
      this.forgetPassphrases();
      return true;
    });
  }

  /** Draws another recovery code; the one before opens nothing from then on. */
  renewRecoveryCode(): Promise<boolean> {
    return this.#run("recovery", async () => {
      const passphrase = this.codePassphrase;
      const renewed = await this.#backend.call("renew_recovery_code", { passphrase });
      this.codePassphrase = "";
      this.newCode = renewed.recovery_code;
      return true;
    });
  }

  /** That the sheet went to the printer is recorded; a failure of that must not keep it from printing. */
  async notePrinted(): Promise<void> {
    await this.#backend.call("recovery_sheet_printed", {}).catch(() => undefined);
  }

  forgetPassphrases(): void {
    this.oldPassphrase = "";
    this.codePassphrase = "";
    this.newPassphrase.clear();
  }

  async #run(part: Part | WayIn | PictureName, work: () => Promise<boolean>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = part;
    this.failures = { ...this.failures, [part]: undefined };
    try {
      return await work();
    } catch (thrown) {
      this.#refuse(part, Failure.from(thrown));
      return false;
    } finally {
      this.busy = null;
    }
  }

  #refuse(part: Part | WayIn | PictureName, failure: Failure): void {
    if (part in this.checks) this.checks[part as Part].show(failure.fields);
    if (failure.code === "weak-passphrase") this.newPassphrase.refused = failure.message;
    else this.failures = { ...this.failures, [part]: failure };
  }

  /** Fills every part that was not typed in, and the one that was just saved. */
  #take(page: PracticePage, saved?: Part): void {
    const keepTyped = (part: Part) => part !== saved && this.isChanged(part);
    const stays = {
      practice: keepTyped("practice"),
      therapist: keepTyped("therapist"),
      phrases: keepTyped("phrases"),
      templates: keepTyped("templates"),
      boxes: keepTyped("boxes"),
    };
    this.kept = page;
    const { practice, therapist } = structuredClone(page);
    if (!stays.practice) this.practice = practice;
    if (!stays.therapist) this.therapist = therapist;
    if (!stays.phrases) this.phrases = therapist.phrases;
    if (!stays.templates) this.templates = therapist.templates;
    if (!stays.boxes) this.boxes = therapist.boxes;
  }
}
