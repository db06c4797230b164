// When a registration is kept while it is typed, also by somebody who never pauses.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backendWith } from "../../test/practice";
import { Registration } from "./registration.svelte";

async function setUp() {
  const backend = backendWith();
  const registration = new Registration(backend);
  await registration.open({});
  function type(text: string): void {
    if (!registration.form) throw new Error("It was not opened.");
    const { body } = registration.form;
    body.family_name = text;
    registration.form.notice(JSON.stringify(body));
  }
  function kept(): unknown[] {
    return backend.callsOf("keep_draft").map(({ body }) => body);
  }
  return { registration, type, kept };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("keeping a registration", () => {
  it("waits for the pause after the last key", async () => {
    const { type, kept } = await setUp();
    type("O");
    await vi.advanceTimersByTimeAsync(299);
    type("Ok");
    await vi.advanceTimersByTimeAsync(299);
    expect(kept()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(kept()).toMatchObject([{ family_name: "Ok" }]);
  });

  it("keeps now and then while somebody types without a pause", async () => {
    const { type, kept } = await setUp();
    for (let n = 1; n <= 9; n += 1) {
      type("Okafor-Li".slice(0, n));
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(kept()).toMatchObject([
      { family_name: "Oka" },
      { family_name: "Okafor" },
      { family_name: "Okafor-Li" },
    ]);
  });

  it("begins to count anew after each time it was kept", async () => {
    const { type, kept } = await setUp();
    type("O");
    await vi.advanceTimersByTimeAsync(300);
    expect(kept()).toHaveLength(1);
    type("Ok");
    await vi.advanceTimersByTimeAsync(299);
    type("Oka");
    await vi.advanceTimersByTimeAsync(299);
    expect(kept()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(kept()).toHaveLength(2);
  });

  it("keeps nothing more once the practice is locked", async () => {
    const { registration, type, kept } = await setUp();
    type("Ok");
    await registration.form?.keepLast();
    expect(kept()).toHaveLength(1);
    type("Oka");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(kept()).toHaveLength(1);
  });
});
