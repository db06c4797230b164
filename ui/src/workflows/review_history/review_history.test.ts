// A patient's page: what was needled last, whether it helped, and every note in full.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeBackend, type Answers } from "../../backend/fake";
import { Failure } from "../../backend/failure";
import { ADA, DRAFT, ada, draftPage, fiveVisits, line, newcomer, signedPage } from "../../test/ada";
import { faultsOf } from "../../test/axe";
import { Workspace } from "../../workspace.svelte";
import ReviewHistory from "./ReviewHistory.svelte";

const practice = { practice: "Test practice", therapist: "A. Rivera, PT", me: "1", resume: null };

async function open(answers: Answers = {}) {
  const backend = new FakeBackend(
    {},
    {
      open_patient: () => ada,
      review_history: () => ({ sessions: fiveVisits, next: null }),
      open_session: () => signedPage,
      start_session: () => draftPage(),
      ...answers,
    },
  );
  const workspace = new Workspace(backend, practice);
  workspace.open({ name: "patient", id: ADA });
  const { container } = render(ReviewHistory, { workspace, screen: { name: "patient", id: ADA } });
  await screen.findByRole("heading", { name: "Okafor, Ada" });
  return { backend, workspace, container };
}

describe("the patient's page", () => {
  it("says who it is and answers what was needled last and whether it helped", async () => {
    const { container } = await open();
    const said = (container.textContent ?? "").replace(/\s+/g, " ");
    expect(said).toContain("14 Mar 1984 (42) · referred by Dr. L. Hahn");
    expect(said).toContain("Neck pain (M54.2)");
    const since = within(screen.getByRole("region", { name: "Since care began" }));
    const scores = within(since.getByRole("list", { name: "Pain now, before each visit" }));
    expect(scores.getAllByRole("listitem").map((item) => item.textContent?.trim())).toEqual([
      "7",
      "6",
      "5",
      "4",
      "4",
    ]);
    since.getByText(/Better by both published thresholds/);
    since.getByText(/2 days ago/);
    since.getByText(/same visit, not outcome/);
    expect(await faultsOf(container)).toEqual([]);
  });

  it.each([
    ["n", { name: "chart", draft: DRAFT }],
    ["l", { name: "letter", patient: ADA }],
    ["e", { name: "register", patient: ADA }],
  ])("opens what the key %s stands for", async (key, opened) => {
    const { workspace } = await open();
    await userEvent.keyboard(key);
    await waitFor(() => {
      expect(workspace.screen).toEqual(opened);
    });
  });

  it("reads a whole note on Enter, chosen with the arrows, and gives the focus back", async () => {
    const { backend } = await open();
    const list = screen.getByRole("list", { name: "Signed sessions, newest first" });
    const first = within(list).getAllByRole("button")[0];
    first?.focus();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    const note = await screen.findByRole("dialog", { name: "17 Nov 2026 · Neck" });
    await within(note).findByText(/Signed by A. Rivera, PT/);
    expect(backend.callsOf("open_session")).toEqual([{ session: fiveVisits[1]?.id }]);
    expect(note.textContent).toContain(signedPage.fingerprint);
    await userEvent.keyboard("{Escape}");
    await waitFor(() => {
      expect(screen.queryByRole("dialog")).toBeNull();
    });
  });

  it("asks for older sessions by the cursor and puts them below", async () => {
    const { backend } = await open({
      review_history: ({ before }) =>
        before === null
          ? { sessions: fiveVisits, next: "c1" }
          : { sessions: [line(40, { date: "13 Oct 2026" })], next: null },
    });
    await userEvent.click(screen.getByRole("button", { name: "Older sessions" }));
    await waitFor(() => {
      expect(screen.queryByRole("button", { name: "Older sessions" })).toBeNull();
    });
    expect(backend.callsOf("review_history").map((asked) => asked.before)).toEqual([null, "c1"]);
  });

  it("teaches the first step while there is no session", async () => {
    const { container } = await open({
      open_patient: () => newcomer,
      review_history: () => ({ sessions: [], next: null }),
    });
    screen.getByText("No session yet");
    expect(screen.queryByRole("table")).toBeNull();
    expect(await faultsOf(container)).toEqual([]);
  });

  it("offers to go on with the open note instead of a second one", async () => {
    await open({ open_patient: () => ({ ...ada, open_draft: DRAFT }) });
    screen.getByRole("button", { name: /Continue the open note/ });
    expect(screen.queryByRole("button", { name: /New session/ })).toBeNull();
  });

  it("says what went wrong and tries again", async () => {
    let broken = true;
    const backend = new FakeBackend(
      {},
      {
        open_patient: () => {
          if (broken)
            throw new Failure({ code: "gone", message: "Not there any more.", fields: [] });
          return ada;
        },
        review_history: () => ({ sessions: fiveVisits, next: null }),
      },
    );
    const workspace = new Workspace(backend, practice);
    render(ReviewHistory, { workspace, screen: { name: "patient", id: ADA } });
    expect((await screen.findByRole("alert")).textContent).toContain("Not there any more.");
    broken = false;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByRole("heading", { name: "Okafor, Ada" });
  });
});
