// Attached files, as the real workflows answered it, for tests and for looking at screens.

import { Failure } from "../backend/failure";
import type { Refusal } from "../backend/generated/Refusal";
import type { AttachForm } from "../backend/generated/AttachForm";
import type { AttachedFile } from "../backend/generated/AttachedFile";
import type { AttachmentPage } from "../backend/generated/AttachmentPage";
import type { AttachmentSaved } from "../backend/generated/AttachmentSaved";
import type { BetweenLine } from "../backend/generated/BetweenLine";
import type { FileLook } from "../backend/generated/FileLook";
import fixtures from "../backend/generated/fixtures.json";
import type { ProblemList } from "../backend/generated/ProblemList";

const [begun, again] = fixtures.open_attach_form as unknown as { reply: AttachForm }[];
const looks = fixtures.look_at_file.map(({ reply }) => reply as unknown as FileLook);

/** What is said of an image, of a PDF and of a file of another kind. */
export const [imageSeen, pdfSeen, otherRefused] = looks as [FileLook, FileLook, FileLook];
export const largeRefused = fixtures.refuse_large_file[0]?.reply as unknown as FileLook;

/** A photo of a scar and a letter that came in as a PDF: in full, in a list, and the photo's bytes. */
export const [scar, letter] = fixtures.open_attachment.map(
  ({ reply }) => reply as unknown as AttachmentPage,
) as [AttachmentPage, AttachmentPage];
export const [scarLine, letterLine] = again?.reply.attached as [BetweenLine, BetweenLine];
export const scarFile = fixtures.open_attached_file[0]?.reply as unknown as AttachedFile;
export const saved = fixtures.save_attachment[0]?.reply as unknown as AttachmentSaved;
export const fileExists = new Failure(
  (fixtures.save_attachment[1] as unknown as { failure: Refusal }).failure,
);

/** What is refused of a form with nothing in it. */
export const attachRefused = refused(fixtures.check_attachment[0]?.reply as unknown as ProblemList);
export const withdrawalRefused = refused(
  fixtures.check_withdrawal[0]?.reply as unknown as ProblemList,
);

function refused({ problems }: ProblemList): Failure {
  const message = `${String(problems.length)} answers need another look.`;
  return new Failure({ code: "fields", message, fields: problems });
}

/** A form in which nothing is typed, of a record with nothing attached or with both files. */
export function attachForm(which: "empty" | "filled" = "empty"): AttachForm {
  const form = which === "empty" ? begun : again;
  return structuredClone(form?.reply) as AttachForm;
}
