// A body chart before a test: drawn unit for pixel, on points that were recorded from Rust.

import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, vi } from "vitest";
import BodyChart from "../bodychart/BodyChart.svelte";
import type { Area, Marker } from "../bodychart/views";
import type { FakeBackend } from "../backend/fake";
import type { PointAt } from "../backend/generated/PointAt";
import type { TargetsAt } from "../backend/generated/TargetsAt";
import { chart, content, recordedChart } from "./body_chart";

export const FRONT_LEFT = { view: "front", mirrored: false, x: 2260, y: 1750 } as const;
export const SHOULDER = { ...FRONT_LEFT, x: 2741, y: 1716 };

export const rows: Marker[] = [
  { id: "a", row: 1, view: "front", x: 2702, y: 2306, label: "left biceps brachii", side: "left" },
  { id: "b", row: 2, view: "back", x: 2250, y: 1630, label: "right infraspinatus", side: "right" },
  {
    id: "c",
    row: 3,
    view: "front",
    x: 1370,
    y: 4300,
    label: "right rectus femoris",
    side: "right",
    quiet: true,
  },
];

/** Shows every drawing unit for pixel, so that a click says where on it it was meant. */
export function drawUnitForPixel(): void {
  beforeEach(() => {
    vi.spyOn(SVGElement.prototype, "getBoundingClientRect").mockImplementation(function (
      this: SVGElement,
    ) {
      const [, , width, height] = (this.getAttribute("viewBox") ?? "0 0 10 10")
        .split(" ")
        .map(Number);
      return new DOMRect(0, 0, width, height);
    });
  });
}

export function setUp(
  given: { markers?: Marker[]; areas?: Area[]; lit?: string; noAreas?: boolean } = {},
) {
  const backend: FakeBackend = recordedChart();
  const heard = { onpick: vi.fn(), onarea: vi.fn(), onhover: vi.fn(), onopen: vi.fn() };
  const look = vi.fn((point: PointAt): Promise<TargetsAt> => backend.call("targets_at", point));
  const props = {
    chart,
    regions: content.regions,
    targets: content.targets,
    look,
    markers: given.markers ?? rows,
    areas: given.areas ?? [],
    lit: given.lit ?? null,
    ...heard,
    ...(given.noAreas ? { onarea: undefined } : {}),
  };
  return { ...heard, look, props, ...render(BodyChart, props) };
}

export const canvas = () => screen.getByRole("application");
export const click = (x: number, y: number) =>
  fireEvent.click(canvas(), { clientX: x, clientY: y });
export const tab = (name: RegExp) => userEvent.click(screen.getByRole("tab", { name }));
export const items = () =>
  screen.getAllByRole("menuitem").map((item) => item.textContent?.trim() ?? "");
export const list = () => screen.findByRole("menu");
