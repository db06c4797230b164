// A patient's page: what was needled last, whether it helped, and every note in full.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeBackend, type Answers } from "../../backend/fake";
import { Failure } from "../../backend/failure";
import { ADA, DRAFT, ada, draftPage, fiveVisits, line, newcomer, signedPage } from "../../test/ada";
import { faultsOf } from "../../test/axe";
import { bruise, call, contactPage, eventPage, historyPage, outline } from "../../test/between";
import { Workspace } from "../../workspace.svelte";
import ReviewHistory from "./ReviewHistory.svelte";
import { ownersSeat } from "../../test/rights";

const practice = {
  practice: "Test practice",
  therapist: "A. Rivera, PT",
  me: "1",
  ...ownersSeat,
  resume: null,
};

async function open(answers: Answers = {}) {
  const backend = new FakeBackend(
    {},
    {
      open_patient: () => ada,
      review_history: () => historyPage(fiveVisits),
      outline_history: () => outline(5),
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
    const since = within(screen.getByRole("region", { name: /^Since care began/ }));
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
    ["t", { name: "contact", patient: ADA }],
    ["a", { name: "event", patient: ADA }],
    ["p", { name: "episode", patient: ADA }],
  ])("opens what the key %s stands for", async (key, opened) => {
    const { workspace } = await open();
    await userEvent.keyboard(key);
    await waitFor(() => {
      expect(workspace.screen).toEqual(opened);
    });
  });

  it("reads a whole note on Enter, chosen with the arrows, and gives the focus back", async () => {
    const { backend } = await open();
    const list = screen.getByRole("list", {
      name: "Sessions and everything between them, newest first",
    });
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

  it("shows contacts and later events between the sessions, and all of one on Enter", async () => {
    const { backend, container } = await open({
      review_history: () => historyPage(fiveVisits, { between: [call, bruise] }),
      outline_history: () => outline(7, { visits: 5 }),
      open_contact: () => contactPage,
      open_reported_event: () => eventPage,
    });
    const list = screen.getByRole("list", {
      name: "Sessions and everything between them, newest first",
    });
    const rows = within(list).getAllByRole("listitem");
    const said = rows.map((row) => (row.textContent ?? "").replace(/\s+/g, " ").trim());
    expect(said.slice(0, 2)).toEqual([
      "22 Nov 2026 10:15 Bruising, mild heard of later from patient after 20 Nov 2026 Bruise of 4 cm over the left shoulder.",
      "21 Nov 2026 11:30 Phone call contact Dr. L. Hahn Agrees with needling of the neck.",
    ]);
    expect(said[2]).toContain("20 Nov 2026");
    screen.getByText("7 entries, 5 visits among them");
    expect(await faultsOf(container)).toEqual([]);
    within(list).getAllByRole("button")[0]?.focus();
    await userEvent.keyboard("{Enter}");
    const event = await screen.findByRole("dialog", { name: eventPage.words.title });
    within(event).getByText("Dated when heard: 22 Nov 2026");
    within(event).getByText("the session of 20 Nov 2026 09:20");
    expect(await faultsOf(event)).toEqual([]);
    await userEvent.keyboard("{Escape}{ArrowDown}{Enter}");
    const contact = await screen.findByRole("dialog", { name: contactPage.words.title });
    within(contact).getByText("Report after four visits.");
    expect(backend.callsOf("open_reported_event")).toEqual([{ event: bruise.id }]);
    expect(backend.callsOf("open_contact")).toEqual([{ contact: call.id }]);
  });

  it("reports an event from the session it belongs to", async () => {
    const { workspace } = await open();
    const list = screen.getByRole("list", {
      name: "Sessions and everything between them, newest first",
    });
    within(list).getAllByRole("button")[1]?.focus();
    await userEvent.keyboard("{Enter}");
    const note = await screen.findByRole("dialog", { name: "17 Nov 2026 · Neck" });
    await userEvent.click(
      await within(note).findByRole("button", { name: "Report an event heard of later" }),
    );
    expect(workspace.screen).toEqual({ name: "event", patient: ADA, session: fiveVisits[1]?.id });
  });

  it("shows a contact of somebody who was never needled", async () => {
    const { container } = await open({
      open_patient: () => newcomer,
      review_history: () => historyPage([], { between: [call] }),
      outline_history: () => outline(1, { visits: 0 }),
    });
    screen.getByText("Phone call");
    expect(screen.queryByRole("region", { name: /^Since care began/ })).toBeNull();
    expect(await faultsOf(container)).toEqual([]);
  });

  it("asks for what is further down when it comes into sight, by the cursor", async () => {
    const { backend } = await open({
      review_history: ({ before }) =>
        before === null
          ? historyPage(fiveVisits, { next: "c1" })
          : historyPage([line(40, { date: "13 Oct 2026" })]),
      outline_history: () => outline(6),
    });
    await screen.findByText("13 Oct 2026");
    expect(backend.callsOf("review_history").map((asked) => asked.before)).toEqual([null, "c1"]);
    const list = screen.getByRole("list", { name: /^Sessions and everything/ });
    expect(within(list).getAllByRole("listitem")[0]?.getAttribute("aria-setsize")).toBe("6");
  });

  it("teaches the first step while there is no session", async () => {
    const { container } = await open({
      open_patient: () => newcomer,
      review_history: () => historyPage([]),
      outline_history: () => outline(0),
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
        review_history: () => historyPage(fiveVisits),
        outline_history: () => outline(5),
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
