// What the palette offers, where it leads, and what it asks the backend.

import { expect, it, vi } from "vitest";
import type { PaletteItem } from "../kit";
import { refusal, workspaceWith } from "../test/practice";
import type { Screen, Workspace } from "../workspace.svelte";
import { paletteGroups } from "./palette";

const frame = { lock: vi.fn(), showKeys: vi.fn(), switchSeat: null };

function items(workspace: Workspace): PaletteItem[] {
  return paletteGroups(workspace, frame).flatMap((group) => group.items);
}

function run(workspace: Workspace, label: string): void {
  items(workspace)
    .find((item) => item.label === label)
    ?.run();
}

it("offers the places and the actions of the window", () => {
  const { workspace } = workspaceWith();
  expect(items(workspace).map(({ label }) => label)).toEqual([
    "Today",
    "Patients",
    "Caseload",
    "New patient",
    "Backups",
    "Restore a backup",
    "Export records",
    "Import records",
    "Who did what",
    "Keeping records",
    "People",
    "Change the file's key",
    "Check the record",
    "Settings",
    "Lock",
    "Keys",
  ]);
  run(workspace, "Lock");
  expect(frame.lock).toHaveBeenCalled();
});

it.each<[string, Screen]>([
  ["Letter", { name: "letter", patient: "p1" }],
  ["Edit details", { name: "register", patient: "p1" }],
])("offers %s for the patient in sight", (label, opened) => {
  const { workspace } = workspaceWith();
  workspace.open({ name: "patient", id: "p1" });
  run(workspace, label);
  expect(workspace.screen).toEqual(opened);
});

it("begins a session for the patient in sight", async () => {
  const { workspace, backend } = workspaceWith({
    start_session: () => ({ id: "d5" }) as never,
  });
  workspace.open({ name: "patient", id: "p1" });
  run(workspace, "New session");
  await vi.waitFor(() => {
    expect(workspace.screen).toEqual({ name: "chart", draft: "d5" });
  });
  expect(backend.callsOf("start_session")).toEqual([{ patient: "p1" }]);
});

it("opens the episode that goes on, or a new one", async () => {
  let episodes = [
    { id: "e1", line: { open: false } },
    { id: "e2", line: { open: true } },
  ];
  const { workspace } = workspaceWith({ list_episodes: () => ({ episodes }) as never });
  workspace.open({ name: "patient", id: "p1" });
  run(workspace, "Episode of care");
  await vi.waitFor(() => {
    expect(workspace.screen).toEqual({ name: "episode", patient: "p1", episode: "e2" });
  });
  episodes = [];
  workspace.back();
  run(workspace, "Episode of care");
  await vi.waitFor(() => {
    expect(workspace.screen).toEqual({ name: "episode", patient: "p1" });
  });
});

it("says when a session cannot begin", async () => {
  const { workspace } = workspaceWith({
    start_session: () => {
      throw refusal("gone", "This is not in the practice any more.");
    },
  });
  workspace.open({ name: "patient", id: "p1" });
  run(workspace, "New session");
  await vi.waitFor(() => {
    expect(workspace.said).toBe("This is not in the practice any more.");
  });
});

it("offers to switch to somebody else where several work", () => {
  const { workspace } = workspaceWith();
  const switchSeat = vi.fn();
  const all = paletteGroups(workspace, { ...frame, switchSeat }).flatMap(({ items }) => items);
  all.find(({ label }) => label === "Switch")?.run();
  expect(switchSeat).toHaveBeenCalled();
});
