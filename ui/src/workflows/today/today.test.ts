// The first screen: what waits, who was seen, and what a new practice is taught.

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import type { Today } from "../../backend/generated/Today";
import { faultsOf } from "../../test/axe";
import { busyToday } from "../../test/episodes";
import { refusal, today, workspaceWith } from "../../test/practice";
import TodayScreen from "./Today.svelte";

const busy: Partial<Today> = {
  drafts: [
    {
      draft: "d1",
      kind: "session",
      patient: "p1",
      name: "Okafor, Ada",
      kept: "today 10:42",
      sites: 3,
      handed_over: null,
      session: null,
    },
    {
      draft: "d2",
      kind: "patient",
      patient: null,
      name: "",
      kept: "today 09:00",
      sites: 0,
      handed_over: null,
      session: null,
    },
  ],
  seen: [
    {
      session: "s1",
      patient: "p2",
      name: "Brandt, Jonas",
      time: "09:20",
      region: "Neck",
      sites: 1,
    },
  ],
  warnings: [{ code: "expired", message: "Licence Maine: expired on 1 Nov 2026." }],
};

function setUp(page: Partial<Today>, answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({ today: () => today(page), ...answers });
  const { container } = render(TodayScreen, { workspace, screen: { name: "today" } });
  return { workspace, backend, container };
}

it("goes on with a session and with a registration", async () => {
  const { workspace } = setUp(busy);
  await userEvent.click(await screen.findByRole("button", { name: "Continue Okafor, Ada" }));
  expect(workspace.screen).toEqual({ name: "chart", draft: "d1" });
  await userEvent.click(screen.getByRole("button", { name: /Continue Patient without a name/ }));
  expect(workspace.screen).toEqual({ name: "register", draft: "d2" });
});

it("opens who was seen, and counts one site as one", async () => {
  const { workspace } = setUp(busy);
  const row = await screen.findByRole("button", { name: /09:20.*Brandt, Jonas.*1 site ·/ });
  await userEvent.click(row);
  expect(workspace.screen).toEqual({ name: "patient", id: "p2" });
});

it("tells of an expired licence and leads to the settings", async () => {
  const { workspace } = setUp(busy);
  expect(await screen.findByText("Licence Maine: expired on 1 Nov 2026.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Open settings" }));
  expect(workspace.screen).toEqual({ name: "settings" });
});

it("teaches a new practice and registers its first patient", async () => {
  const { workspace } = setUp({ patients: 0 });
  await screen.findByRole("heading", { name: "Your practice is ready" });
  await userEvent.click(screen.getByRole("button", { name: "Register your first patient" }));
  expect(workspace.screen).toEqual({ name: "register" });
});

it("says that nothing waits in a practice with patients", async () => {
  setUp({});
  expect(await screen.findByText("Nothing is waiting")).toBeTruthy();
});

it("waits for what the last screen still writes", async () => {
  const { workspace, backend } = workspaceWith();
  let finish: (() => void) | undefined;
  workspace.leaving(new Promise<void>((resolve) => (finish = resolve)));
  render(TodayScreen, { workspace, screen: { name: "today" } });
  await Promise.resolve();
  expect(backend.callsOf("today")).toHaveLength(0);
  finish?.();
  await screen.findByText("Nothing is waiting");
  expect(backend.callsOf("today")).toHaveLength(1);
});

it("says what went wrong and tries again", async () => {
  let broken = true;
  setUp(
    {},
    {
      today: () => {
        if (broken) throw refusal("damaged", "The practice is damaged.");
        return today();
      },
    },
  );
  expect((await screen.findByRole("alert")).textContent).toContain("The practice is damaged.");
  broken = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Nothing is waiting")).toBeTruthy();
});

it("has no fault that axe knows", async () => {
  const { container } = setUp(busy);
  await screen.findByText("Seen today");
  expect(await faultsOf(container)).toEqual([]);
});

it("lists the episodes that need attention, and opens the one that is chosen", async () => {
  const { attention } = busyToday;
  const [line] = attention;
  const { workspace, container } = setUp({ attention });
  await screen.findByRole("heading", { name: "Needs attention" });
  expect(screen.queryByText("Nothing is waiting")).toBeNull();
  expect(await faultsOf(container)).toEqual([]);
  const row = screen.getByRole("button", { name: /Okafor, Adá.*signature awaited/ });
  await userEvent.click(row);
  const { patient, episode } = line ?? {};
  expect(workspace.screen).toEqual({ name: "episode", patient, episode });
  workspace.back();
  expect(workspace.screen).toEqual({ name: "patient", id: patient });
});

it("says when more needs attention than is shown, and what is overdue", async () => {
  const attention = busyToday.attention.map((line) => ({ ...line, overdue: true }));
  setUp({ attention, more_attention: true });
  await screen.findByText("overdue");
  screen.getByText(/Only the first of them are shown/);
});

it("hides the list while nothing needs attention", async () => {
  setUp(busy);
  await screen.findByText("Seen today");
  expect(screen.queryByRole("heading", { name: "Needs attention" })).toBeNull();
});

it("goes on with an episode that is not finished", async () => {
  const draft = {
    draft: "d3",
    kind: "episode",
    patient: "p1",
    name: "Okafor, Ada",
    kept: "",
    sites: 0,
    handed_over: null,
    session: null,
  };
  const { workspace } = setUp({ drafts: [draft] });
  await userEvent.click(await screen.findByRole("button", { name: "Continue Okafor, Ada" }));
  expect(workspace.screen).toEqual({ name: "episode", patient: "p1", draft: "d3" });
});

it("says in one line how it stands with the backups, and leads to them", async () => {
  const { workspace } = setUp(busy);
  await screen.findByText("Backup verified today 14:02.");
  await userEvent.click(screen.getByRole("button", { name: "Backups" }));
  expect(workspace.screen).toEqual({ name: "backups" });
});

it("warns of what is wrong with the backups, and tells the new state when one was made", async () => {
  let backup = { words: "No backup is made: choose a folder.", needs_attention: true };
  const { workspace, container } = setUp(busy, {
    today: () => today({ ...busy, backup }),
    back_up: () => {
      backup = { words: "Backup verified today 07:58.", needs_attention: false };
      return { made: 1, failed: 0, page: { folders: [], warnings: [], newest: "", due: false } };
    },
  });
  await screen.findByText(/choose a folder/);
  expect(await faultsOf(container)).toEqual([]);
  await workspace.backups.run(true);
  await screen.findByText("Backup verified today 07:58.");
});

it("says that today's backup did not work, with the reason", async () => {
  const { workspace } = setUp(busy, {
    back_up: () => Promise.reject(refusal("disk-full", "The disk is full.")),
  });
  await screen.findByText("Seen today");
  await workspace.backups.run(true);
  await screen.findByText("Today’s backup failed: The disk is full.");
});
