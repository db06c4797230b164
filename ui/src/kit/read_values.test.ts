// Times and numbers as people write them.

import { describe, expect, it } from "vitest";
import { readNumber } from "./read_number";
import { readTime } from "./read_time";

describe("a time of day", () => {
  it.each([
    ["14:05", "14:05"],
    ["9:20", "09:20"],
    ["9.20", "09:20"],
    ["0920", "09:20"],
    ["920", "09:20"],
    ["9", "09:00"],
    ["2:05 pm", "14:05"],
    ["2 p.m.", "14:00"],
    ["12 am", "00:00"],
    ["12:30pm", "12:30"],
    ["0:00", "00:00"],
  ])("%s is %s", (typed, time) => {
    expect(readTime(typed)).toEqual({ kind: "time", time });
  });

  it.each(["24:00", "14:60", "13 pm", "0 am", "noon", "14:5", "-1:00", "14:05:09"])(
    "%s is refused",
    (typed) => {
      expect(readTime(typed).kind).toBe("unreadable");
    },
  );
});

describe("a number", () => {
  it.each([
    ["40", 1, 40],
    ["0.25", 1000, 250],
    ["0,25", 1000, 250],
    ["0.30", 1000, 300],
    ["40.0", 1, 40],
    ["1.005", 1000, 1005],
    ["-3", 1, -3],
    ["−3", 1, -3],
    ["-0", 1, 0],
    ["007", 1, 7],
  ] as const)("%s at scale %i is %i", (typed, scale, value) => {
    expect(readNumber(typed, scale)).toEqual({ kind: "number", value });
  });

  it.each([
    ["0.255", 100, "tooFine"],
    ["2.5", 1, "tooFine"],
    ["4O", 1, "unreadable"],
    ["1e3", 1, "unreadable"],
    ["1.000,5", 1, "unreadable"],
    ["99999999999999999999", 1, "unreadable"],
    ["", 1, "empty"],
  ] as const)("%s at scale %i is %s", (typed, scale, kind) => {
    expect(readNumber(typed, scale).kind).toBe(kind);
  });
});
