// The checking while typing: after a pause, and at last without one.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SessionChecked } from "../../backend/generated/SessionChecked";
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

it("gives the newest answer to whoever asked before, so that no signing ends in nothing", async () => {
  const answers = [checked(), checked()];
  const given: (() => void)[] = [];
  const ask = vi.fn(
    () =>
      new Promise<SessionChecked>((give) => {
        const answer = answers[given.length] ?? clean;
        given.push(() => {
          give(answer);
        });
      }),
  );
  const checker = new Checker(ask);
  const signing = checker.now();
  checker.changed();
  vi.advanceTimersByTime(1000);
  expect(ask).toHaveBeenCalledTimes(2);
  given[0]?.();
  given[1]?.();
  expect(await signing).toBe(answers[1]);
  expect(checker.checked).toBe(answers[1]);
});

it("answers nothing once it is stopped", async () => {
  const checker = new Checker(() => Promise.resolve(clean));
  const signing = checker.now();
  checker.stop();
  expect(await signing).toBeNull();
  expect(checker.checked).toBeNull();
});
