// The window around the screens: from unlock to lock, with the keys of everywhere.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { FakeBackend } from "./backend/fake";
import Window from "./shell/Window.svelte";
import { Workspace } from "./workspace.svelte";
import { ownersSeat } from "./test/rights";

const practice = {
  practice: "Test practice",
  therapist: "A. Rivera, PT",
  me: "1",
  ...ownersSeat,
  resume: null,
};

function setUp() {
  const backend = new FakeBackend({
    lock: [{ reply: { state: "locked" } }],
    find_anything: [
      {
        reply: {
          patients: [{ id: "p1", name: "Okafor, Ada", born: "14 Mar 1984", age: 42 }],
          inside: [],
          notes: [],
          said: [],
          letters: [],
          targets: [],
          remarks: [],
        },
      },
    ],
  });
  const workspace = new Workspace(backend, practice);
  const onlocked = vi.fn();
  render(Window, { workspace, onlocked });
  return { backend, workspace, onlocked };
}

describe("the window", () => {
  it("goes where the navigation says and marks the place", async () => {
    const { workspace } = setUp();
    await userEvent.click(screen.getByRole("button", { name: "Settings" }));
    expect(workspace.screen).toEqual({ name: "settings" });
    expect(screen.getByRole("button", { current: "page" }).textContent?.trim()).toBe("Settings");
  });

  it("finds a patient from anywhere with the keyboard alone", async () => {
    const { workspace } = setUp();
    await userEvent.keyboard("{Control>}k{/Control}oka");
    await screen.findByRole("option", { name: /Okafor, Ada/ });
    await userEvent.keyboard("{Enter}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
  });

  it("says a thing on its screen and on the next one, and no longer", () => {
    const { workspace } = setUp();
    workspace.open({ name: "letter", patient: "p1" });
    workspace.say("Letter saved");
    workspace.back();
    expect(workspace.said).toBe("Letter saved");
    workspace.open({ name: "patients" });
    expect(workspace.said).toBe("");
  });

  it("goes back on Esc, but not when Esc closes a dialog", async () => {
    const { workspace } = setUp();
    workspace.start({ name: "settings" });
    await userEvent.keyboard("?");
    expect(screen.getByRole("dialog", { name: "Keys" })).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(workspace.screen).toEqual({ name: "settings" });
    await userEvent.keyboard("{Escape}");
    expect(workspace.screen).toEqual({ name: "today" });
  });

  it("keeps what is typed, then locks, even over a dialog and when keeping fails", async () => {
    const { backend, workspace, onlocked } = setUp();
    const order: string[] = [];
    workspace.beforeLock(() => {
      order.push("kept");
      return Promise.reject(new Error("full disk"));
    });
    await userEvent.keyboard("?{Control>}l{/Control}");
    await waitFor(() => {
      expect(onlocked).toHaveBeenCalledTimes(1);
    });
    expect(order).toEqual(["kept"]);
    expect(backend.callsOf("lock")).toHaveLength(1);
  });
});

describe("the workspace", () => {
  it("starts where the therapist was interrupted, with today behind it", () => {
    const resume = { draft: "d1", kind: "session", patient: null, session: null };
    const workspace = new Workspace(new FakeBackend(), { ...practice, resume });
    expect(workspace.screen).toEqual({ name: "chart", draft: "d1" });
    workspace.back();
    expect(workspace.screen).toEqual({ name: "today" });
    expect(workspace.canGoBack).toBe(false);
  });

  it("does not return to a finished form", () => {
    const workspace = new Workspace(new FakeBackend(), practice);
    workspace.open({ name: "register" });
    workspace.replace({ name: "patient", id: "p1" });
    workspace.back();
    expect(workspace.screen).toEqual({ name: "today" });
  });

  it("forgets a keeper that left", async () => {
    const workspace = new Workspace(new FakeBackend({ lock: [{ reply: {} }] }), practice);
    const keep = vi.fn().mockResolvedValue(null);
    workspace.beforeLock(keep)();
    await workspace.lock();
    expect(keep).not.toHaveBeenCalled();
  });
});
