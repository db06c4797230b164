// The small parts of charting: the way back, the caret, loose text, and finding a target.

import { describe, expect, it } from "vitest";
import { findChoices } from "../../kit/match";
import { reference } from "../../test/reference";
import { caretIn, jumpTo, returnTo } from "./caret";
import { Loose } from "./loose.svelte";
import { Past } from "./past";
import { settle } from "./settle";
import { targetChoices } from "./targets";

describe("the way back", () => {
  it("takes quick keys in one field as one step, and another field as the next", () => {
    const past = new Past();
    past.push("", "story", 0);
    past.push("a", "story", 100);
    past.push("ab", "story", 200);
    past.push("abc", "plan", 300);
    expect(past.undo("abcd")).toBe("abc");
    expect(past.undo("abc")).toBe("");
    expect(past.undo("")).toBeNull();
    expect([past.redo(""), past.redo("abc"), past.redo("abcd")]).toEqual(["abc", "abcd", null]);
  });

  it("takes keys after a pause as a step of their own", () => {
    const past = new Past();
    past.push("", "story", 0);
    past.push("a", "story", 2_000);
    expect(past.undo("ab")).toBe("a");
  });

  it("forgets the way forth once something new is typed", () => {
    const past = new Past();
    past.push("", "story", 0);
    past.undo("a");
    past.push("", "plan", 0);
    expect(past.redo("b")).toBeNull();
  });
});

describe("settling one state into another", () => {
  it("keeps the rows that are still there and equals the other state", () => {
    const first = { note: "a" };
    const state = { date: "x", rows: [first, { note: "b" }] };
    settle(state, { date: "y", rows: [{ note: "c" }] });
    expect(state).toEqual({ date: "y", rows: [{ note: "c" }] });
    expect(state.rows[0]).toBe(first);
  });

  it("brings removed rows back", () => {
    const state: { rows: { note: string }[] } = { rows: [] };
    settle(state, { rows: [{ note: "a" }, { note: "b" }] });
    expect(state.rows.map((row) => row.note)).toEqual(["a", "b"]);
  });
});

describe("loose text", () => {
  it("keeps words that are no value yet, and the value once there is one", () => {
    const written: string[] = [];
    const date = new Loose("", /^\d{4}-\d{2}-\d{2}$/, (text) => written.push(text));
    date.typed = "22 No";
    date.value = null;
    expect([date.typed, date.value, written.at(-1)]).toEqual(["22 No", null, "22 No"]);
    date.typed = "22 Nov 2026";
    date.value = "2026-11-22";
    expect([date.typed, date.value, written.at(-1)]).toEqual([
      "22 Nov 2026",
      "2026-11-22",
      "2026-11-22",
    ]);
    date.follow("2026-11-22");
    expect(date.typed, "its own words are left alone").toBe("22 Nov 2026");
    date.follow("2026-11-01");
    expect([date.typed, date.value], "an undo wins").toEqual([null, "2026-11-01"]);
  });
});

describe("the caret", () => {
  const root = document.createElement("div");
  root.innerHTML =
    '<div data-path="story"><textarea>Sore for a day</textarea></div>' +
    '<div data-path="sites"><div data-path="sites[0].note"><input type="text" value="deep"></div></div>';
  document.body.append(root);

  it("is kept as a path with a position and found again", () => {
    const area = root.querySelector("textarea");
    area?.focus();
    area?.setSelectionRange(4, 4);
    const caret = caretIn(root);
    expect(caret).toBe("story@4");
    root.querySelector("input")?.focus();
    expect(returnTo(root, caret ?? "")).toBe(true);
    expect(document.activeElement).toBe(area);
    expect(area?.selectionStart).toBe(4);
  });

  it("is not followed to a row that is gone", () => {
    expect(returnTo(root, "sites[7].note@2")).toBe(false);
  });

  it("jumps to the nearest thing that holds the path", () => {
    expect(jumpTo(root, "sites[3].needle")).toBe(true);
    expect(document.activeElement).toBe(root.querySelector("input"));
    expect(jumpTo(root, "nothing")).toBe(false);
  });
});

describe("finding a target", () => {
  const choices = targetChoices(reference);

  function found(typed: string): string[] {
    return findChoices(choices.items(typed), typed, choices.rank).map((choice) => choice.value);
  }

  it.each([
    ["upper", "trapezius-upper"],
    ["pars desc", "trapezius-upper"],
    ["UT", "trapezius-upper"],
    ["ls", "levator-scapulae"],
    ["infra", "infraspinatus"],
  ])("%s finds %s first", (typed, target) => {
    expect(found(typed)[0]).toBe(target);
  });

  it("asks back what a short name of two means, and offers only its answers", () => {
    expect(found("gm").slice(1)).toEqual(["gluteus-maximus", "gluteus-medius"]);
    const [asked] = findChoices(choices.items("gm"), "gm", choices.rank);
    expect(asked?.disabled, "the question itself cannot be taken").toBe(true);
    expect(choices.question("GM")).toContain("gluteus maximus or medius?");
  });

  it("asks nothing while nothing is typed", () => {
    expect(found("")).toHaveLength(reference.targets.length);
    expect(choices.question("")).toBeUndefined();
  });
});
