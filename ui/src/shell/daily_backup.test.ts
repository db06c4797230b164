// The daily backup begins in a pause, once, and only for somebody who may.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openPractice, workspaceWith } from "../test/practice";
import { Workspace } from "../workspace.svelte";
import { PAUSE_MS, backUpDaily } from "./daily_backup";

const nothing = { made: 0, failed: 0, page: { folders: [], warnings: [], newest: "", due: false } };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function press(): void {
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
}

it("waits until nobody types", async () => {
  const { workspace, backend } = workspaceWith({ back_up: () => nothing });
  const stop = backUpDaily(workspace);
  for (let n = 0; n < 5; n += 1) {
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    press();
  }
  expect(backend.runsOf("back_up")).toEqual([]);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(backend.runsOf("back_up")).toEqual([{ only_if_due: true }]);
  press();
  await vi.advanceTimersByTimeAsync(10 * PAUSE_MS);
  expect(backend.runsOf("back_up")).toHaveLength(1);
  expect(workspace.backups.ended).toBe(0);
  stop();
});

it("does not begin once the window is left", async () => {
  const { workspace, backend } = workspaceWith({ back_up: () => nothing });
  backUpDaily(workspace)();
  press();
  await vi.advanceTimersByTimeAsync(2 * PAUSE_MS);
  expect(backend.runsOf("back_up")).toEqual([]);
});

it("is nothing for a front desk", async () => {
  const { backend } = workspaceWith({ back_up: () => nothing });
  const workspace = new Workspace(backend, {
    ...openPractice,
    role: "front-desk",
    rights: ["see-patients"],
  });
  backUpDaily(workspace);
  await vi.advanceTimersByTimeAsync(2 * PAUSE_MS);
  expect(backend.runsOf("back_up")).toEqual([]);
});
