// The letter builder, opened on a made-up patient, for its tests.

import { render, screen } from "@testing-library/svelte";
import { vi } from "vitest";
import { FakeBackend, type Answers } from "../backend/fake";
import type { ExportLetter } from "../backend/generated/ExportLetter";
import type { LetterExported } from "../backend/generated/LetterExported";
import type { LetterSeen } from "../backend/generated/LetterSeen";
import ExportReferral from "../workflows/export_referral/ExportReferral.svelte";
import { Workspace } from "../workspace.svelte";
import { ADA, ada, letterReads, offer } from "./ada";
import { ownersSeat } from "./rights";

export const practice = {
  practice: "Test practice",
  therapist: "A. Rivera, PT",
  me: "1",
  ...ownersSeat,
  resume: null,
};

export const onePage: LetterSeen = {
  pages: ["<svg></svg>"],
  all: 1,
  reads: letterReads,
  problems: [],
};

export function exported({ path }: ExportLetter): LetterExported {
  return { document: "d1", path, pages: 1, sha256: "9f86d081884c7d65", replaced: "" };
}

/** Pages can be drawn, though this computer has no screen. */
export function drawPages(): void {
  HTMLImageElement.prototype.decode = () => Promise.resolve();
  let n = 0;
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => `blob:${String(++n)}`, revokeObjectURL: vi.fn() }),
  );
}

export async function open(answers: Answers = {}) {
  const backend = new FakeBackend(
    {},
    {
      offer_letter: () => offer,
      open_patient: () => ada,
      preview_letter: () => onePage,
      export_letter: exported,
      keep_draft: () => ({ id: "l1", rev: 1, kept_at: "14:09:31" }),
      ...answers,
    },
  );
  const workspace = new Workspace(backend, practice);
  workspace.open({ name: "letter", patient: ADA });
  const { container } = render(ExportReferral, {
    workspace,
    screen: { name: "letter", patient: ADA },
  });
  await screen.findByRole("heading", { name: "Letter for Okafor, Ada" });
  return { backend, workspace, container };
}
