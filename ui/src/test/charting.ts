// Opens the charting screen for a test, with signing put together as the window does it.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect } from "vitest";
import { FakeBackend, type Answers } from "../backend/fake";
import type { Problem } from "../backend/generated/Problem";
import type { SessionDraft } from "../backend/generated/SessionDraft";
import Charting from "../shell/Charting.svelte";
import { Workspace } from "../workspace.svelte";
import { ADA, DRAFT, checked, draftPage, session } from "./ada";
import { reference } from "./reference";
import { ownersSeat } from "./rights";

export const practice = {
  practice: "Test practice",
  therapist: "A. Rivera, PT",
  me: "1",
  ...ownersSeat,
  resume: null,
};
/** A problem at the side of the first row. */
export const noSide: Problem = {
  path: "sites[0].side",
  code: "missing",
  message: "The side is missing.",
};

/** Opens a note for charting; `answers` replace what the workflows would say. */
export async function open(
  typed: SessionDraft = session(),
  answers: Answers = {},
  caret: string | null = null,
) {
  let rev = 1;
  const backend = new FakeBackend(
    {},
    {
      reference: () => reference,
      open_draft: () => draftPage({ session: structuredClone(typed), caret }),
      keep_draft: () => ({ id: DRAFT, rev: ++rev, kept_at: "14:09:31" }),
      check_session: () => checked(),
      prompts_for: () => ({ prompts: [], open: [], screened: true }),
      ...answers,
    },
  );
  const workspace = new Workspace(backend, practice);
  workspace.open({ name: "patient", id: ADA });
  workspace.open({ name: "chart", draft: DRAFT });
  const { container } = render(Charting, { workspace, screen: { name: "chart", draft: DRAFT } });
  await screen.findByRole("heading", { name: "Okafor, Ada" });
  function kept(): SessionDraft {
    return backend.callsOf("keep_draft").at(-1)?.body as SessionDraft;
  }
  return { backend, workspace, container, kept, user: userEvent.setup() };
}

/** The fields of site `n`, from 1. */
export function row(n: number) {
  return within(screen.getByRole("group", { name: `Site ${String(n)}` }));
}

/** What the backend was given to keep last, as soon as it has. */
export async function untilKept(
  kept: () => SessionDraft | undefined,
  look: (draft: SessionDraft) => void,
) {
  await waitFor(() => {
    const draft = kept();
    expect(draft).toBeDefined();
    if (draft) look(draft);
  });
}
