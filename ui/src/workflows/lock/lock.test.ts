// Locking: what is typed is kept first, nothing can keep it from happening, and nothing stays.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import App from "../../App.svelte";
import type { Answers } from "../../backend/fake";
import { readPlace, writePlace } from "../../place";
import { faultsOf } from "../../test/axe";
import { backendWith, openPractice, refusal, status, today } from "../../test/practice";
import { Workspace, type Screen } from "../../workspace.svelte";
import { tellActivity } from "../../keys/activity";

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
    unlock: () => ({
      ...openPractice,
      resume: { draft: "d7", kind: "patient", patient: null, session: null },
    }),
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
      correcting: null,
      last_settings: [],
      used: [],
      episodes: [],
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

describe("the cover", () => {
  function coverable(answers: Answers = {}) {
    return openWindow({
      cover: () => ({ covered: true }),
      uncover: () => openPractice,
      keep_place: () => ({}),
      still_here: () => ({}),
      ...answers,
    });
  }

  async function coverWhileTyping(answers: Answers = {}) {
    const opened = await coverable(answers);
    await userEvent.click(await screen.findByRole("button", { name: "New patient" }));
    await userEvent.type(await screen.findByLabelText("Family name"), "Okafor");
    opened.backend.emit("covering", null);
    await screen.findByRole("heading", { name: "Covered" });
    return opened;
  }

  it("keeps what is typed, then draws nothing of the practice, and names nobody", async () => {
    const { backend } = await coverWhileTyping();
    const order = backend.calls.map(({ command }) => command);
    expect(order.lastIndexOf("keep_draft")).toBeLessThan(order.indexOf("cover"));
    expect(backend.callsOf("keep_draft").at(-1)?.body).toMatchObject({ family_name: "Okafor" });
    expect(document.body.innerHTML).not.toMatch(/Okafor|Rivera/);
    expect(document.activeElement).toBe(screen.getByLabelText("PIN"));
    expect(await faultsOf(document.querySelector("main > form") as Element)).toEqual([]);
  });

  it("goes on with the PIN on the screen where work stood", async () => {
    const { backend, reload } = await coverWhileTyping();
    await userEvent.type(screen.getByLabelText("PIN"), "4071{Enter}");
    expect(await screen.findByRole("heading", { name: "New patient" })).toBeTruthy();
    expect(backend.callsOf("uncover")).toEqual([{ pin: "4071" }]);
    expect(reload).not.toHaveBeenCalled();
  });

  it("says how many tries are left, and empties the field", async () => {
    await coverWhileTyping({
      uncover: () => {
        throw refusal("wrong-pin", "This is not the PIN. 4 tries are left.");
      },
    });
    await userEvent.type(screen.getByLabelText("PIN"), "9999{Enter}");
    expect(await screen.findByText(/4 tries are left/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("PIN").value).toBe("");
    expect(document.activeElement).toBe(screen.getByLabelText("PIN"));
  });

  it("is the lock after the last try", async () => {
    const { reload } = await coverWhileTyping({
      uncover: () => {
        throw refusal("too-many-pins", "The PIN was wrong five times.");
      },
    });
    await userEvent.type(screen.getByLabelText("PIN"), "9999{Enter}");
    expect(await screen.findByRole("heading", { name: "Unlock Filiform" })).toBeTruthy();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["on its key", () => userEvent.keyboard("{Control>}l{/Control}")],
    ["on its button", () => userEvent.click(screen.getByRole("button", { name: "Lock" }))],
  ])("locks %s", async (_how, act) => {
    const { backend } = await coverWhileTyping();
    await act();
    expect(await screen.findByRole("heading", { name: "Unlock Filiform" })).toBeTruthy();
    expect(backend.callsOf("lock")).toHaveLength(1);
  });

  it("locks when time or sleep ask for it", async () => {
    const { backend } = await coverWhileTyping();
    backend.emit("locking", null);
    expect(await screen.findByRole("heading", { name: "Unlock Filiform" })).toBeTruthy();
    expect(backend.callsOf("lock")).toHaveLength(1);
  });

  it("is the lock where no PIN could open it", async () => {
    await coverable({ cover: () => ({ covered: false }) });
    await userEvent.keyboard("{Control>}{Shift>}l{/Shift}{/Control}");
    expect(await screen.findByRole("heading", { name: "Unlock Filiform" })).toBeTruthy();
  });

  it("comes on its key, over an open dialog", async () => {
    await coverable();
    await userEvent.keyboard("?{Control>}{Shift>}l{/Shift}{/Control}");
    expect(await screen.findByRole("heading", { name: "Covered" })).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("stands in front of a practice that is found covered", async () => {
    render(App, { backend: backendWith({ practice_status: () => status({ state: "covered" }) }) });
    expect(await screen.findByRole("heading", { name: "Covered" })).toBeTruthy();
  });
});

it("keeps what is typed and locks when the computer asks, over a dialog too", async () => {
  const { backend } = await openWindow({ keep_place: () => ({}) });
  await userEvent.keyboard("?");
  backend.emit("locking", null);
  expect(await screen.findByRole("heading", { name: "Unlock Filiform" })).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(JSON.parse(backend.callsOf("keep_place")[0]?.place ?? "")).toEqual([{ name: "today" }]);
});

describe("the place", () => {
  const known = ["today", "settings", "patient"];

  it("is found again as it was left", () => {
    const trail: Screen[] = [{ name: "today" }, { name: "patient", id: "p1" }];
    expect(readPlace(writePlace(trail), known)).toEqual(trail);
  });

  it.each([[null], ["not JSON"], ["[]"], ["{}"], ['[{"name":"gone"}]'], ["[null]"], ['["today"]']])(
    "is nowhere when it reads %s",
    (text) => {
      expect(readPlace(text, known)).toBeNull();
    },
  );

  it("is where an unlock returns to, before any draft", async () => {
    const place = writePlace([{ name: "today" }, { name: "settings" }]);
    const resume = { draft: "d7", kind: "session", patient: null, session: null };
    render(App, { backend: backendWith({ unlock: () => ({ ...openPractice, resume, place }) }) });
    await userEvent.type(await screen.findByLabelText("Passphrase"), "any{Enter}");
    expect(await screen.findByRole("heading", { name: "Settings" })).toBeTruthy();
  });
});

it("says that somebody is there at once, and then now and then, not at each key", async () => {
  vi.useFakeTimers();
  const backend = backendWith({ still_here: () => ({}) });
  const stop = tellActivity(backend);
  const said = () => backend.callsOf("still_here").length;
  const key = () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
  key();
  expect(said()).toBe(1);
  for (let n = 0; n < 100; n += 1) key();
  expect(said()).toBe(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(said()).toBe(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said()).toBe(2);
  stop();
  key();
  expect(said()).toBe(2);
  vi.useRealTimers();
});
