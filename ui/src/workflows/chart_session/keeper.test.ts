// Nothing typed is lost: when the draft is written, in which order, and what happens when it fails.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Failure } from "../../backend/failure";
import type { DraftKept } from "../../backend/generated/DraftKept";
import { Keeper } from "./keeper.svelte";

/** A write whose end the test decides. */
interface Written {
  rev: number;
  text: string;
  succeed: () => void;
  fail: (code: string) => void;
}

function setUp() {
  const draft = { text: "" };
  const written: Written[] = [];
  const keeper = new Keeper(
    (rev) =>
      new Promise<DraftKept>((resolve, reject) => {
        written.push({
          rev,
          text: draft.text,
          succeed: () => {
            resolve({ id: "d", rev: rev + 1, kept_at: `14:09:0${String(rev)}` });
          },
          fail: (code) => {
            reject(new Failure({ code, message: "", fields: [] }));
          },
        });
      }),
    { rev: 1, kept_at: "14:00:00" },
  );
  function type(text: string): void {
    draft.text = text;
    keeper.changed();
  }
  return { keeper, written, type };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Lets answers arrive without time passing. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

describe("keeping a draft", () => {
  it("waits for the pause after the last key and writes once", async () => {
    const { written, type } = setUp();
    type("a");
    await vi.advanceTimersByTimeAsync(299);
    type("ab");
    await vi.advanceTimersByTimeAsync(299);
    expect(written).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(written.map(({ rev, text }) => [rev, text])).toEqual([[1, "ab"]]);
  });

  it("writes now and then while someone types without a pause", async () => {
    const { written, type } = setUp();
    for (let n = 1; n <= 9; n += 1) {
      type("a".repeat(n));
      await vi.advanceTimersByTimeAsync(200);
      written.at(-1)?.succeed();
    }
    expect(written.map(({ text }) => text.length)).toEqual([3, 6, 9]);
  });

  it("never has two writes under way, and the newest words win", async () => {
    const { written, type, keeper } = setUp();
    type("a");
    await vi.advanceTimersByTimeAsync(300);
    type("ab");
    await vi.advanceTimersByTimeAsync(300);
    type("abc");
    await vi.advanceTimersByTimeAsync(300);
    expect(written).toHaveLength(1);
    written[0]?.succeed();
    await settle();
    expect(written.map(({ rev, text }) => [rev, text])).toEqual([
      [1, "a"],
      [2, "abc"],
    ]);
    written[1]?.succeed();
    await settle();
    expect([keeper.rev, keeper.keptAt, keeper.dirty]).toEqual([3, "14:09:02", false]);
  });

  it("keeps at once when asked, and waits for what was typed meanwhile", async () => {
    const { written, type, keeper } = setUp();
    type("a");
    const all = keeper.now();
    await settle();
    type("ab");
    written[0]?.succeed();
    await settle();
    expect(written[1]?.text).toBe("ab");
    written[1]?.succeed();
    await expect(all).resolves.toBe(true);
  });

  it("writes nothing when nothing was typed", async () => {
    const { written, keeper } = setUp();
    await expect(keeper.now()).resolves.toBe(true);
    expect(written).toHaveLength(0);
  });

  it("says that a write failed and tries again by itself, ever less often", async () => {
    const { written, type, keeper } = setUp();
    type("a");
    const all = keeper.now();
    written[0]?.fail("disk-full");
    await expect(all).resolves.toBe(false);
    expect([keeper.failure?.code, keeper.retries, keeper.dirty]).toEqual(["disk-full", true, true]);
    await vi.advanceTimersByTimeAsync(2_000);
    written[1]?.fail("disk-full");
    await vi.advanceTimersByTimeAsync(3_999);
    expect(written).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    written[2]?.succeed();
    await settle();
    expect([keeper.failure, keeper.dirty]).toEqual([null, false]);
  });

  it("does not overwrite what another window kept", async () => {
    const { written, type, keeper } = setUp();
    type("a");
    void keeper.now();
    written[0]?.fail("stale");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(written).toHaveLength(1);
    expect(keeper.retries).toBe(false);
  });

  it("writes nothing after the note was signed", async () => {
    const { written, type, keeper } = setUp();
    type("a");
    keeper.end();
    type("ab");
    await vi.advanceTimersByTimeAsync(60_000);
    await keeper.now();
    expect(written).toHaveLength(0);
  });
});
