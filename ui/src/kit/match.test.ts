// Finding a choice by what someone types.

import { describe, expect, it } from "vitest";
import { findChoices, fold, step, type Choice } from "./match";

const muscles: Choice[] = [
  { value: "ut", label: "Upper trapezius", group: "Neck", keywords: ["UT"] },
  { value: "is", label: "Infraspinatus", group: "Shoulder", keywords: ["IS"] },
  { value: "mt", label: "Middle trapezius", group: "Back" },
  { value: "ls", label: "Levator scapulae", group: "Neck", detail: "C3–C5" },
];

function found(typed: string): string[] {
  return findChoices(muscles, typed).map((choice) => choice.value);
}

describe("finding", () => {
  it.each([
    ["lev", ["ls"]],
    ["TRAP", ["ut", "mt"]],
    ["trap mid", ["mt"]],
    ["is", ["is"]],
    ["c3", ["ls"]],
    ["spina", ["is"]],
    ["zzz", []],
    ["", ["ut", "ls", "is", "mt"]],
  ])("%s finds %j", (typed, values) => {
    expect(found(typed)).toEqual(values);
  });

  it("puts what the caller ranks highest first", () => {
    const rank = (choice: Choice) => (choice.value === "mt" ? 9 : 1);
    expect(findChoices(muscles, "t", rank)[0]?.value).toBe("mt");
  });

  it("leaves accents and case aside", () => {
    expect(fold("Inês ÅSTRÖM Weiß Øst Łuk")).toBe("ines astrom weiss ost luk");
  });
});

describe("arrow keys", () => {
  it.each([
    ["ArrowDown", 0, 3, 1],
    ["ArrowDown", 2, 3, 0],
    ["ArrowUp", 0, 3, 2],
    ["ArrowUp", -1, 3, 2],
    ["PageDown", 0, 30, 8],
    ["PageUp", 3, 30, 0],
    ["ArrowDown", -1, 0, null],
    ["a", 0, 3, null],
  ])("%s from %i of %i leads to %s", (key, at, length, next) => {
    expect(step(key, at, length)).toBe(next);
  });
});
