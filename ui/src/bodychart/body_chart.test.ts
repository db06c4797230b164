// What stands on the body chart and beside it: markers, what hurts, and the same as a list.

import { fireEvent, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { faultsOf } from "../test/axe";
import { chart, content, recordedChart } from "../test/body_chart";
import { canvas, click, drawUnitForPixel, list, rows, setUp, SHOULDER, tab } from "../test/charted";
import type { Area } from "./views";

drawUnitForPixel();

describe("markers", () => {
  it("carry the row's number and its words, and say what is not confirmed", () => {
    setUp();
    const first = screen.getByRole("button", { name: "Row 1: left biceps brachii" });
    expect(first.textContent?.trim()).toBe("1");
    expect(
      screen.getByRole("button", { name: /right rectus femoris, not confirmed yet/ }),
    ).toBeTruthy();
    expect(screen.queryByRole("button", { name: /infraspinatus/ }), "it is on the back").toBeNull();
    expect(screen.getByRole("tab", { name: "Back, 1 marker" })).toBeTruthy();
    expect(screen.getByRole("tab", { name: "Front, 2 markers" })).toBeTruthy();
  });

  it("light their row under the pointer and with the focus", async () => {
    const { onhover } = setUp();
    const first = screen.getByRole("button", { name: /Row 1/ });
    await fireEvent.pointerEnter(first);
    expect(onhover).toHaveBeenLastCalledWith("a");
    await fireEvent.pointerLeave(first);
    expect(onhover).toHaveBeenLastCalledWith(null);
    await userEvent.tab(); // the tabs
    await userEvent.tab(); // the drawing
    await userEvent.tab(); // the first marker
    expect(onhover).toHaveBeenLastCalledWith("a");
    await userEvent.keyboard("{ArrowDown}");
    expect(onhover).toHaveBeenLastCalledWith("c");
  });

  it("are lit by their row", async () => {
    const { container, rerender, props } = setUp();
    expect(container.querySelector(".above")).toBeNull();
    await rerender({ ...props, lit: "c" });
    expect(container.querySelector(".above")?.textContent?.trim()).toBe("3");
    expect(container.querySelector(".readout")?.textContent).toContain("right rectus femoris");
    await rerender({ ...props, lit: "b" });
    expect(container.querySelector(".above")).toBeNull();
    expect(screen.getByRole("tab", { name: /^Back,/ }).classList).toContain("lit");
  });

  it("open their row by click or Enter, and list nothing", async () => {
    const { onopen, look } = setUp();
    const first = screen.getByRole("button", { name: /Row 1/ });
    await userEvent.click(first);
    first.focus();
    await userEvent.keyboard("{Enter}");
    expect(onopen.mock.calls).toEqual([["a"], ["a"]]);
    expect(look).not.toHaveBeenCalled();
  });

  it("move without a stroke of the drawing being touched", async () => {
    const { container, rerender, props } = setUp();
    const touched: MutationRecord[] = [];
    const watch = new MutationObserver((records) => touched.push(...records));
    const drawing = container.querySelector(".drawing");
    if (drawing) watch.observe(drawing, { attributes: true, childList: true, subtree: true });
    const moved = rows.map((row) => ({ ...row, x: row.x + 50 }));
    await rerender({ ...props, markers: moved, lit: "a" });
    const marker = container.querySelector('[data-marker="a"]');
    expect(marker?.getAttribute("transform")).toBe("translate(275.2 230.6)");
    expect(touched.concat(watch.takeRecords())).toEqual([]);
  });
});

describe("shading where it hurts", () => {
  const shoulder: Area = { region: "shoulder-girdle", side: "left", view: "front" };
  const shade = () => userEvent.click(screen.getByRole("button", { name: "Shade where it hurts" }));

  it("a click gives the region with the patient's side, and lists nothing", async () => {
    const { onarea, onpick } = setUp();
    await shade();
    await click(274.1, 171.6);
    await vi.waitFor(() => {
      expect(onarea).toHaveBeenCalledExactlyOnceWith(shoulder);
    });
    expect(screen.queryByRole("menu")).toBeNull();
    expect(onpick).not.toHaveBeenCalled();
  });

  it("works with the keys: A, the cross, Enter", async () => {
    const { onarea, look } = setUp();
    look.mockResolvedValue(await recordedChart().call("targets_at", SHOULDER));
    canvas().focus();
    await userEvent.keyboard("a{Enter}");
    expect(onarea).toHaveBeenCalledExactlyOnceWith(shoulder);
    expect(screen.getByRole("status").textContent).toBe("Shoulder girdle, patient’s left");
  });

  it("says in words what is shaded, and takes it back there", async () => {
    const { container, onarea } = setUp({ areas: [shoulder] });
    expect(container.querySelectorAll(".region.shaded")).toHaveLength(1);
    expect(screen.getByText(/Shoulder girdle, left \(front\)/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /Remove Shoulder girdle, left/ }));
    expect(onarea).toHaveBeenCalledExactlyOnceWith(shoulder);
  });

  it("is a list of regions too", async () => {
    const { onarea } = setUp({ areas: [shoulder] });
    await shade();
    await userEvent.click(screen.getByRole("button", { name: "List by region" }));
    const head = within(screen.getByRole("region", { name: "Head, right" }));
    await userEvent.click(head.getByRole("checkbox", { name: "Neck, right" }));
    expect(onarea).toHaveBeenLastCalledWith({ region: "neck", side: "right", view: "head-side" });
    const front = within(screen.getByRole("region", { name: "Front" }));
    const box = front.getByRole<HTMLInputElement>("checkbox", { name: "Shoulder girdle, left" });
    expect(box.checked).toBe(true);
  });

  it("is not offered where nobody hears it", async () => {
    setUp({ noAreas: true });
    expect(screen.queryByRole("button", { name: "Shade where it hurts" })).toBeNull();
    canvas().focus();
    await userEvent.keyboard("a");
    expect(screen.queryByText("Hurts:")).toBeNull();
  });
});

describe("the list by region", () => {
  it("leads from region to target to side, and marks the middle of its zone", async () => {
    const { onpick } = setUp();
    await userEvent.click(screen.getByRole("button", { name: "List by region" }));
    await userEvent.click(screen.getByRole("button", { name: /^Upper arm and elbow/ }));
    await userEvent.click(screen.getByRole("button", { name: "Biceps brachii, right" }));
    const target = "biceps-brachii";
    const mark = chart.marks.find((own) => own.target === target && own.side === "right");
    expect(onpick).toHaveBeenCalledExactlyOnceWith(mark);
    expect(mark?.x, "the patient's right is left of the middle").toBeLessThan(1800);
  });

  it("has every target on each of its sides, and each of them has a mark", async () => {
    const { onpick } = setUp();
    await userEvent.click(screen.getByRole("button", { name: "List by region" }));
    let buttons = 0;
    for (const { name } of content.regions) {
      const region = screen.getByRole("button", { name: new RegExp(`^${name}\\b.*target`) });
      await fireEvent.click(region);
      const sides = within(region.closest("section") as HTMLElement)
        .getAllByRole("button")
        .slice(1);
      for (const side of sides) await fireEvent.click(side);
      buttons += sides.length;
    }
    const paired = content.targets.filter((target) => target.paired).length;
    expect(buttons).toBe(content.targets.length + paired);
    expect(onpick).toHaveBeenCalledTimes(buttons);
  });

  it("takes the mark on the view that was shown", async () => {
    const { onpick } = setUp();
    await tab(/^Back,/);
    await userEvent.click(screen.getByRole("button", { name: "List by region" }));
    await userEvent.click(screen.getByRole("button", { name: /^Head and jaw/ }));
    await userEvent.click(screen.getByRole("button", { name: "Temporalis, left" }));
    expect(onpick.mock.lastCall?.[0]).toMatchObject({ view: "back", side: "left" });
  });
});

describe("with room for two", () => {
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
  });

  it("front and back stand side by side, each with its own letters", () => {
    const { container } = setUp();
    const edges = [...container.querySelectorAll(".edges")].map((edge) => edge.textContent);
    expect(edges).toEqual([
      "R patient’s right Front patient’s left L",
      "L patient’s left Back patient’s right R",
    ]);
    expect(screen.getByRole("tab", { name: "Body, 3 markers", selected: true })).toBeTruthy();
    expect(screen.getAllByRole("button", { name: /^Row/ })).toHaveLength(3);
  });

  it("both sides of the head, and a key moves to the other one", async () => {
    setUp({ markers: [] });
    await tab(/^Head$/);
    const [left, right] = screen.getAllByRole("application");
    expect(left?.getAttribute("aria-label")).toMatch(
      /^Head, left side: the whole .* patient’s left/,
    );
    expect(right?.getAttribute("aria-label")).toMatch(/^Head, right side: .* patient’s right/);
    left?.focus();
    await userEvent.keyboard("r");
    expect(document.activeElement).toBe(right);
  });
});

describe("axe finds nothing", () => {
  it.each([
    ["in the drawing", async () => Promise.resolve()],
    [
      "in the list under a point",
      async () => {
        await click(226, 175);
        await list();
      },
    ],
    [
      "in the list by region",
      async () => {
        await userEvent.click(screen.getByRole("button", { name: "List by region" }));
        await userEvent.click(screen.getByRole("button", { name: /^Neck/ }));
      },
    ],
    [
      "in the list of what hurts",
      async () => {
        await userEvent.click(screen.getByRole("button", { name: "List by region" }));
        await userEvent.click(screen.getByRole("button", { name: "Shade where it hurts" }));
      },
    ],
  ])("%s", async (_where, arrive) => {
    const { container } = setUp({ areas: [{ region: "neck", side: "midline", view: "back" }] });
    await arrive();
    expect(await faultsOf(container)).toEqual([]);
  });
});
