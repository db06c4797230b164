// The contrast of every pair of colours that carries text or a control's edge, in both schemes,
// computed as WCAG 2.2 defines it.

import { describe, expect, it } from "vitest";
import css from "./tokens.css?raw";

type Scheme = "light" | "dark";

/** The value of a colour token in a scheme. */
function colour(name: string, scheme: Scheme): string {
  const pair = new RegExp(`--${name}:\\s*light-dark\\((#[0-9a-f]{6}),\\s*(#[0-9a-f]{6})\\)`).exec(
    css,
  );
  const single = new RegExp(`--${name}:\\s*(#[0-9a-f]{6});`).exec(css);
  const value = pair?.[scheme === "light" ? 1 : 2] ?? single?.[1];
  if (value === undefined) throw new Error(`tokens.css has no colour --${name}`);
  return value;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const papers = ["ground", "surface", "raised", "sunken", "hover", "accent-soft"];
const states = ["error", "warning", "success", "info"];

/** Text on what it stands on: 4.5 to 1. */
const text: [string, string][] = [
  ...["ink", "ink-quiet", "ink-faint", "accent"].flatMap((ink) =>
    papers.map((paper): [string, string] => [ink, paper]),
  ),
  ...states.flatMap((state): [string, string][] => [
    ["ink", `${state}-soft`],
    ["ink-quiet", `${state}-soft`],
    [state, `${state}-soft`],
    [state, "surface"],
    [state, "raised"],
    [state, "ground"],
  ]),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-error", "error"],
  ...[0, 1, 2, 3, 4, 5, 6].map((n): [string, string] => ["pain-ink-pale", `pain-${String(n)}`]),
  ...[7, 8, 9, 10].map((n): [string, string] => ["pain-ink-dark", `pain-${String(n)}`]),
];

/** Edges of controls and the focus ring on what they stand on: 3 to 1. */
const edges: [string, string][] = [
  ...["edge", "focus"].flatMap((edge) =>
    ["ground", "surface", "raised", "sunken", "hover"].map((paper): [string, string] => [
      edge,
      paper,
    ]),
  ),
  ["accent", "sunken"],
  ["error", "raised"],
];

describe.each<Scheme>(["light", "dark"])("in the %s scheme", (scheme) => {
  it.each(text)("%s can be read on %s", (ink, paper) => {
    expect(contrast(colour(ink, scheme), colour(paper, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)("%s can be seen on %s", (edge, paper) => {
    expect(contrast(colour(edge, scheme), colour(paper, scheme))).toBeGreaterThanOrEqual(3);
  });

  it("pain darkens with every step", () => {
    const steps = Array.from({ length: 11 }, (_, n) =>
      luminance(colour(`pain-${String(n)}`, scheme)),
    );
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
    expect(new Set(steps).size).toBe(11);
  });
});

it("computes the contrast of black on white as 21", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
});
