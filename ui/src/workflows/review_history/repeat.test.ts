// Repeating the last session from the patient's page.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { FakeBackend } from "../../backend/fake";
import { ADA, ada, DRAFT, draftPage } from "../../test/ada";
import { historyPage, outline } from "../../test/between";
import { practice } from "../../test/charting";
import { Workspace } from "../../workspace.svelte";
import ReviewHistory from "./ReviewHistory.svelte";

it("begins on the patient's page with R", async () => {
  const backend = new FakeBackend(
    {},
    {
      open_patient: () => ada,
      review_history: () => historyPage([]),
      outline_history: () => outline(0),
      repeat_session: () => draftPage({ id: DRAFT }),
    },
  );
  const workspace = new Workspace(backend, practice);
  workspace.open({ name: "patient", id: ADA });
  render(ReviewHistory, { workspace, screen: { name: "patient", id: ADA } });
  await screen.findByRole("button", { name: /Repeat last session/ });
  await userEvent.keyboard("r");
  await waitFor(() => {
    expect(workspace.screen).toMatchObject({ name: "chart", draft: DRAFT });
  });
  expect(backend.callsOf("repeat_session")).toEqual([{ patient: ADA }]);
});
