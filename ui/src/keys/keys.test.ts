// Shortcuts: each declared once, none of them in the way of typing.

import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { listenFor } from "./listen";
import { listedKeys, shortcuts, type Shortcut } from "./shortcuts";

afterEach(() => {
  document.body.replaceChildren();
});

function focus(html: string): void {
  document.body.innerHTML = html;
  document.body.querySelector<HTMLElement>("input, button")?.focus();
}

describe("a bare letter", () => {
  it("works outside of fields", async () => {
    const newSession = vi.fn();
    const stop = listenFor({ newSession });
    await userEvent.keyboard("n");
    stop();
    await userEvent.keyboard("n");
    expect(newSession).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["a field", "<input>", 0],
    ["a pain scale", "<div data-takes-keys><button></button></div>", 0],
    ["a check box", '<input type="checkbox">', 1],
    ["a button", "<button></button>", 1],
  ])("in %s", async (_where, html, times) => {
    focus(html);
    const newSession = vi.fn();
    const stop = listenFor({ newSession });
    await userEvent.keyboard("n");
    stop();
    expect(newSession).toHaveBeenCalledTimes(times);
  });
});

it("keys held with Ctrl also work in a field", async () => {
  focus("<input>");
  const sign = vi.fn();
  const stop = listenFor({ sign });
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  stop();
  expect(sign).toHaveBeenCalledTimes(1);
});

it("an open dialog silences the screen below it, except for the lock", async () => {
  document.body.innerHTML = "<dialog open></dialog>";
  const heard = { find: vi.fn(), lock: vi.fn() };
  const stop = listenFor(heard);
  await userEvent.keyboard("{Control>}k{/Control}{Control>}l{/Control}");
  stop();
  expect(heard.find).not.toHaveBeenCalled();
  expect(heard.lock).toHaveBeenCalledTimes(1);
});

it("no key means two things in one place", () => {
  const all: Shortcut[] = Object.values(shortcuts);
  for (const place of ["patient", "chart"]) {
    const keys = all
      .filter((shortcut) => shortcut.place === place || shortcut.place === "everywhere")
      .flatMap((shortcut) => shortcut.keys.map((key) => key.toLowerCase()));
    const own = [...new Set(keys)];
    // A letter with Ctrl and Shift is written twice, for keyboards that report the capital and those that do not.
    const withShift = all.filter((shortcut) =>
      shortcut.keys.some((key) => /Shift\+[A-Z]$/.test(key)),
    );
    expect(keys.length - own.length).toBe(withShift.length);
  }
});

it("lists every key with caps and words", () => {
  for (const { caps, words } of listedKeys()) {
    expect(caps.length).toBeGreaterThan(0);
    expect(words).not.toBe("");
  }
});
