// The caseload as the real workflow answered: what waits leads to its place, months are stepped through, and nothing
// is said about change below the fewest episodes.

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import fixtures from "../../backend/generated/fixtures.json";
import type { CaseloadPage } from "../../backend/generated/CaseloadPage";
import { faultsOf } from "../../test/axe";
import { refusal, workspaceWith } from "../../test/practice";
import ReviewCaseload from "./ReviewCaseload.svelte";

const recorded = fixtures.review_caseload as { reply: CaseloadPage }[];
const page = recorded[0]?.reply as CaseloadPage;

function setUp(answers: Answers = { review_caseload: () => page }) {
  const made = workspaceWith(answers);
  const { container } = render(ReviewCaseload, {
    workspace: made.workspace,
    screen: { name: "caseload" },
  });
  return { ...made, container };
}

it("shows what waits, what was done, and a year of events and endings", async () => {
  const { container } = setUp();
  await screen.findByRole("heading", { name: "Done in November 2026" });
  const visits = screen.getByRole("table", { name: "Visits by therapist" });
  expect(within(visits).getAllByRole("row").length).toBeGreaterThan(1);
  const events = screen.getByRole("table", { name: "Adverse events" });
  expect(within(events).getByRole("row", { name: /^All/ })).toBeTruthy();
  expect(screen.getByText(/exact Poisson interval \(Garwood\), 95 %/)).toBeTruthy();
  expect(await faultsOf(container)).toEqual([]);
});

it("says nothing about change below twenty episodes", async () => {
  setUp();
  const group = page.conditions[0];
  if (!group) throw new Error("an episode ended in the recording");
  const article = await screen.findByRole("article", { name: group.condition });
  expect(within(article).getByText(/fewer than 20, so nothing is said about change/)).toBeTruthy();
  expect(within(article).queryByRole("table")).toBeNull();
});

it("shows how change read where there are enough, each with its denominator", async () => {
  const readings = [{ sentence: "No clear change.", count: "4 of 20" }];
  const group = { ...page.conditions[0], condition: "Neck pain", readings } as never;
  setUp({ review_caseload: () => ({ ...page, conditions: [group] }) });
  const table = await screen.findByRole("table", { name: "Change in pain" });
  expect(within(table).getByRole("row", { name: "4 of 20 No clear change." })).toBeTruthy();
});

it("steps through months, and not past the present one", async () => {
  const { backend } = setUp();
  await userEvent.click(await screen.findByRole("button", { name: "Month before" }));
  expect(backend.callsOf("review_caseload").map(({ month }) => month)).toEqual(["", page.previous]);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Month after" }).disabled).toBe(
    true,
  );
});

it("opens the episode that waits and the note without a code", async () => {
  const { workspace } = setUp();
  const [visit] = page.done.unbilled;
  await userEvent.click(await screen.findByText(/^Without a billing code/));
  await userEvent.click(screen.getByRole("button", { name: new RegExp(`${visit?.date ?? ""}$`) }));
  expect(workspace.screen).toEqual({
    name: "patient",
    id: visit?.patient,
    session: visit?.session,
  });
});

it("says why it could not be opened, and tries again", async () => {
  let broken = true;
  setUp({
    review_caseload: () => {
      if (broken) throw refusal("damaged", "The file is damaged.");
      return page;
    },
  });
  await screen.findByText("The file is damaged.");
  broken = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByRole("heading", { name: "Done in November 2026" });
});
