// Locking: what is typed is kept first, nothing can keep it from happening, and nothing stays.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import App from "../../App.svelte";
import type { Answers } from "../../backend/fake";
import { backendWith, openPractice, status, today } from "../../test/practice";
import { Workspace } from "../../workspace.svelte";

/** The whole window on an open practice; the lock closes it. */
async function openWindow(answers: Answers = {}) {
  let locked = false;
  const backend = backendWith({
    practice_status: () => status({ state: locked ? "locked" : "open" }),
    lock: () => {
      locked = true;
      return status();
    },
    ...answers,
  });
  const reload = vi.fn();
  const view = render(App, { backend, reload });
  await screen.findByRole("heading", { name: "Today" });
  return { backend, reload, ...view };
}

it("keeps what is typed, closes the practice and leaves no word of it on the page", async () => {
  const { backend, reload } = await openWindow();
  await userEvent.click(await screen.findByRole("button", { name: "New patient" }));
  await userEvent.type(await screen.findByLabelText("Family name"), "Okafor");
  await userEvent.keyboard("{Control>}l{/Control}");
  expect(await screen.findByRole("heading", { name: "Unlock Filiform" })).toBeTruthy();
  const order = backend.calls.map(({ command }) => command);
  expect(order.lastIndexOf("keep_draft")).toBeLessThan(order.indexOf("lock"));
  expect(backend.callsOf("keep_draft").at(-1)?.body).toMatchObject({ family_name: "Okafor" });
  expect(document.body.innerHTML).not.toMatch(/Okafor|Rivera/);
  expect(reload).toHaveBeenCalledTimes(1);
});

it("locks even when the backend refuses", async () => {
  await openWindow({
    lock: () => {
      throw new Error("bridge down");
    },
    practice_status: vi
      .fn()
      .mockReturnValueOnce(status({ state: "open" }))
      .mockReturnValue(status()),
  });
  await userEvent.click(screen.getByRole("button", { name: "Lock" }));
  expect(await screen.findByRole("heading", { name: "Unlock Filiform" })).toBeTruthy();
});

it("covers the window while keeping takes its time, and gives up on it after two seconds", async () => {
  vi.useFakeTimers();
  const backend = backendWith();
  const workspace = new Workspace(backend, openPractice);
  workspace.beforeLock(() => new Promise(() => undefined));
  const locked = vi.fn();
  void workspace.lock().then(locked);
  await vi.advanceTimersByTimeAsync(1900);
  expect(backend.callsOf("lock")).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(200);
  expect(backend.callsOf("lock")).toHaveLength(1);
  expect(locked).toHaveBeenCalled();
  vi.useRealTimers();
});

it("is not kept from locking by a keeper that throws at once", async () => {
  const backend = backendWith();
  const workspace = new Workspace(backend, openPractice);
  const other = vi.fn().mockResolvedValue(null);
  workspace.beforeLock(() => {
    throw new Error("broken form");
  });
  workspace.beforeLock(other);
  await workspace.lock();
  expect(other).toHaveBeenCalled();
  expect(backend.callsOf("lock")).toHaveLength(1);
});

it("locks the page when the file was locked from outside", async () => {
  const { backend } = await openWindow({
    today: () => today(),
    practice_status: vi
      .fn()
      .mockReturnValueOnce(status({ state: "open" }))
      .mockReturnValue(status()),
  });
  backend.emit("locked", null);
  await waitFor(() => {
    expect(screen.getByRole("heading", { name: "Unlock Filiform" })).toBeTruthy();
  });
});

it("returns to the registration that was being typed", async () => {
  const backend = backendWith({
    unlock: () => ({ ...openPractice, resume: { draft: "d7", kind: "patient", patient: null } }),
    open_draft: () => ({
      id: "d7",
      rev: 3,
      patient: null,
      name: null,
      born: null,
      visit: 1,
      session: null,
      registration: null,
      based_on: null,
      caret: null,
      kept_at: "14:00:00",
      last: null,
      last_settings: [],
      used: [],
      phrases: [],
      templates: [],
    }),
  });
  render(App, { backend });
  await userEvent.type(await screen.findByLabelText("Passphrase"), "any{Enter}");
  expect(await screen.findByRole("heading", { name: "New patient" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Today" }));
  expect(await screen.findByRole("heading", { name: "Today" })).toBeTruthy();
});
