// What the charting screen hands to whoever draws the signing view. The two workflows do not know each
// other; the frame puts them together.

import type { DraftPage } from "../../backend/generated/DraftPage";
import type { Reference } from "../../backend/generated/Reference";
import type { SessionChecked } from "../../backend/generated/SessionChecked";
import type { SessionDraft } from "../../backend/generated/SessionDraft";

export interface Signing {
  open: boolean;
  page: DraftPage;
  session: SessionDraft;
  checked: SessionChecked;
  reference: Reference;
  /** Keeps what is typed and answers the revision that holds it; null when it could not be kept. */
  revision: () => Promise<number | null>;
  /** Goes to the field at a path. */
  go: (path: string) => void;
  close: () => void;
  /** The note is signed: nothing of the draft is written any more. */
  signed: () => void;
}
