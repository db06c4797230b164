// What the charting screen hands to whoever draws the signing view. The two workflows do not know each
// other; the frame puts them together.

import type { CorrectionDraft } from "../../backend/generated/CorrectionDraft";
import type { DraftPage } from "../../backend/generated/DraftPage";
import type { Reference } from "../../backend/generated/Reference";
import type { SessionChecked } from "../../backend/generated/SessionChecked";
import type { SessionDraft } from "../../backend/generated/SessionDraft";

/** The part of a correction that is not in the note. */
export interface Correction {
  readonly of: string;
  why: string;
  /** How many amendments the note had when this was begun. */
  readonly basedOn: number;
  /** Begins it anew from the note as it stands, with everything that is typed. */
  baseOn: (amendments: number) => void;
  /** All of it, as it is kept and checked. */
  body: () => CorrectionDraft;
}

export interface Signing {
  open: boolean;
  page: DraftPage;
  session: SessionDraft;
  checked: SessionChecked;
  reference: Reference;
  /** What is corrected, and why; null for a new note. */
  correction: Correction | null;
  /** Keeps what is typed and answers the revision that holds it; null when it could not be kept. */
  revision: () => Promise<number | null>;
  /** Goes to the field at a path. */
  go: (path: string) => void;
  close: () => void;
  /** The note is signed: nothing of the draft is written any more. */
  signed: () => void;
}
