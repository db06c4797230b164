// The checking while typing: after a pause, and at last without one.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { checked } from "../../test/ada";
import { Checker } from "./checker.svelte";

const clean = checked();

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function type(checker: Checker, times: number, apart: number): void {
  for (let n = 0; n < times; n++) {
    checker.changed();
    vi.advanceTimersByTime(apart);
  }
}

it("asks once after a pause", () => {
  const ask = vi.fn(() => Promise.resolve(clean));
  const checker = new Checker(ask);
  type(checker, 3, 50);
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(ask).toHaveBeenCalledOnce();
});

it("asks in the middle when somebody types without a pause", () => {
  const ask = vi.fn(() => Promise.resolve(clean));
  type(new Checker(ask), 20, 100);
  expect(ask.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(ask.mock.calls.length).toBeLessThanOrEqual(4);
});

it("asks nothing more once it is stopped", () => {
  const ask = vi.fn(() => Promise.resolve(clean));
  const checker = new Checker(ask);
  checker.changed();
  checker.stop();
  vi.advanceTimersByTime(1000);
  expect(ask).not.toHaveBeenCalled();
});
