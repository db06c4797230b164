// Pointing at the body by mouse and by keys. What lies under a point was recorded from Rust.

import { fireEvent, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { content, recordedChart } from "../test/body_chart";
import {
  canvas,
  click,
  drawUnitForPixel,
  FRONT_LEFT,
  items,
  list,
  setUp,
  SHOULDER,
  tab,
} from "../test/charted";

drawUnitForPixel();

describe("a click", () => {
  it("asks for the place on the drawing, in tenths of a unit", async () => {
    const { look } = setUp();
    await click(226, 175);
    expect(look).toHaveBeenCalledExactlyOnceWith(FRONT_LEFT);
  });

  it("lists what lies there with the patient's side, and chooses nothing by itself", async () => {
    const { onpick } = setUp();
    await click(226, 175);
    expect(await list()).toBeTruthy();
    expect(items().length).toBeGreaterThan(1);
    for (const item of items()) expect(item).toMatch(/left/);
    expect(items().join()).toContain("pectoralis minor");
    expect(onpick).not.toHaveBeenCalled();
  });

  it("gives what was chosen as a row keeps it", async () => {
    const { onpick } = setUp();
    await click(226, 175);
    await list();
    await userEvent.click(screen.getByRole("menuitem", { name: /pectoralis minor/ }));
    expect(onpick).toHaveBeenCalledExactlyOnceWith({
      target: "pectoralis-minor",
      side: "left",
      view: "front",
      x: 2260,
      y: 1750,
    });
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(canvas());
  });

  it("lands on the same place of the body when the drawing is enlarged", async () => {
    const { look, container } = setUp();
    await fireEvent.wheel(canvas(), { clientX: 226, clientY: 175, deltaY: -400 });
    await click(226, 175);
    expect(look).toHaveBeenLastCalledWith(FRONT_LEFT);
    await click(226 + Math.E * 10, 175);
    expect(look).toHaveBeenLastCalledWith({ ...FRONT_LEFT, x: 2360 });
    expect(container.querySelector(".drawing")?.getAttribute("transform")).toContain("scale(2.71");
  });

  it("beside the body lists nothing and says so", async () => {
    setUp();
    await click(1, 1);
    expect(
      await screen.findByText("Outside the body.", { selector: "[role=status]" }),
    ).toBeTruthy();
    expect(screen.queryByRole("menu")).toBeNull();
  });

  it("on bare skin offers what is near, and calls it so", async () => {
    setUp();
    await click(180, 262);
    await list();
    for (const item of items()) expect(item).toMatch(/near$/);
    expect(screen.getByText("No zone holds this point. Near it")).toBeTruthy();
  });

  it("says when it could not be looked up, and works again", async () => {
    const { look } = setUp();
    look.mockRejectedValueOnce(new Error("locked"));
    await click(226, 175);
    const failed = await screen.findByText(/could not be looked up/, { selector: "[role=status]" });
    expect(failed).toBeTruthy();
    await click(226, 175);
    expect(await list()).toBeTruthy();
  });

  it("after a drag chooses nothing", async () => {
    const { look } = setUp();
    await fireEvent.wheel(canvas(), { clientX: 180, clientY: 380, deltaY: -400 });
    await fireEvent.pointerDown(canvas(), { clientX: 180, clientY: 380, button: 0, buttons: 1 });
    await fireEvent.pointerMove(canvas(), { clientX: 120, clientY: 300, buttons: 1 });
    await fireEvent.pointerUp(canvas(), { clientX: 120, clientY: 300 });
    await click(120, 300);
    expect(look).not.toHaveBeenCalled();
  });
});

describe("left and right", () => {
  it.each([
    ["Front", "R patient’s right", "patient’s left L"],
    ["Back", "L patient’s left", "patient’s right R"],
    ["Palms", "R patient’s right", "patient’s left L"],
    ["Backs of hands", "R patient’s right", "patient’s left L"],
    ["Soles", "R patient’s right", "patient’s left L"],
  ])("are written at both edges of %s", async (name, left, right) => {
    const { container } = setUp({ markers: [] });
    await tab(new RegExp(`^${name}$`));
    const edges = [...container.querySelectorAll(".edges span")].map((edge) => edge.textContent);
    expect(edges).toEqual([left, right]);
    const spoken = canvas().getAttribute("aria-label");
    expect(spoken).toContain(`at the left of the drawing is the ${left.slice(2)}`);
  });

  it("the back has the patient's left at the left", async () => {
    setUp();
    await tab(/^Back,/);
    await click(131, 140);
    await list();
    expect(items()[0]).toMatch(/left supraspinatus/);
  });

  it("the right side of the head is turned over: what is kept is the drawing as it was made", async () => {
    const { look, onpick, container } = setUp();
    await tab(/Head, right/);
    expect(container.querySelector(".edges")?.textContent).toContain("R patient’s right");
    await click(320 - 123, 174);
    const point = { view: "head-side", mirrored: true, x: 1230, y: 1740 };
    expect(look).toHaveBeenLastCalledWith(point);
    await list();
    expect(items()[0]).toMatch(/right masseter/);
    await userEvent.keyboard("1");
    const { view, x, y } = point;
    const target = "masseter-superficial";
    expect(onpick).toHaveBeenCalledWith({ target, side: "right", view, x, y });
  });

  it("a marker of the head stands on its own side alone", async () => {
    const masseter = { id: "m", row: 1, view: "head-side", x: 1230, y: 1740, label: "m" } as const;
    const { container } = setUp({ markers: [{ ...masseter, side: "right" }] });
    await tab(/Head, left$/);
    expect(screen.queryByRole("button", { name: "Row 1: m" })).toBeNull();
    await tab(/Head, right, 1 marker/);
    const marker = container.querySelector("[data-marker]");
    expect(marker?.getAttribute("transform")).toBe("translate(197 174)");
  });
});

describe("by keys alone", () => {
  it("the cross moves, Enter lists and a number chooses", async () => {
    const { look, onpick } = setUp();
    canvas().focus();
    // From the middle of the chest: 9 short steps and 1 long one to the left of the patient.
    await userEvent.keyboard("{ArrowRight>9/}{ArrowUp>10/}{ArrowDown}");
    await userEvent.keyboard("{Shift>}{ArrowUp}{/Shift}{Enter}");
    const asked = { view: "front", mirrored: false, x: 1800 + 9 * 40, y: 2300 - 9 * 40 - 200 };
    expect(look).toHaveBeenLastCalledWith(asked);
    look.mockResolvedValueOnce(await look(FRONT_LEFT));
    await userEvent.keyboard("{Enter}");
    await list();
    const second = items()[1] ?? "";
    await userEvent.keyboard("2");
    const chosen = onpick.mock.lastCall?.[0] as { target: string; x: number };
    expect(chosen).toMatchObject({ view: "front", x: asked.x, y: asked.y, side: "left" });
    const name = content.targets.find(({ id }) => id === chosen.target)?.name.toLowerCase() ?? "-";
    expect(second.toLowerCase()).toContain(name);
  });

  it("Esc closes the list and the cross has the focus again", async () => {
    const { onpick } = setUp();
    await click(226, 175);
    const menu = await list();
    await vi.waitFor(() => {
      expect(menu.contains(document.activeElement)).toBe(true);
    });
    await userEvent.keyboard("{ArrowDown}{Escape}");
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(canvas());
    expect(onpick).not.toHaveBeenCalled();
  });

  it("a number without a target chooses nothing", async () => {
    const { onpick } = setUp();
    await click(226, 175);
    await list();
    await userEvent.keyboard("9");
    expect(onpick).not.toHaveBeenCalled();
  });

  it("plus, minus and 0 zoom, and the cross stays where it is", async () => {
    const { container } = setUp();
    const scale = () =>
      /scale\(([\d.]+)\)/.exec(
        container.querySelector(".drawing")?.getAttribute("transform") ?? "",
      );
    const cross = () => container.querySelector(".cross")?.getAttribute("transform");
    canvas().focus();
    const before = cross();
    await userEvent.keyboard("++");
    expect(Number(scale()?.[1])).toBeCloseTo(2.25, 6);
    expect(cross()).toBe(before);
    await userEvent.keyboard("-");
    expect(Number(scale()?.[1])).toBeCloseTo(1.5, 6);
    await userEvent.keyboard("0");
    expect(Number(scale()?.[1])).toBe(1);
  });

  it.each([
    ["b", "Back"],
    ["l", "Head, left side"],
    ["r", "Head, right side"],
    ["p", "Palms, fingers up"],
    ["k", "Backs of the hands, fingers up"],
    ["s", "Soles, toes up"],
  ])("%s shows %s, and the focus goes there", async (key, title) => {
    setUp();
    canvas().focus();
    await userEvent.keyboard(key);
    expect(canvas().getAttribute("aria-label")?.startsWith(title)).toBe(true);
    expect(document.activeElement).toBe(canvas());
  });

  it("leaves shortcuts and Tab alone", async () => {
    const { look } = setUp();
    canvas().focus();
    await userEvent.keyboard("{Control>}b{/Control}{Alt>}1{/Alt}");
    expect(canvas().getAttribute("aria-label")).toMatch(/^Front/);
    expect(look).not.toHaveBeenCalled();
    await userEvent.tab();
    expect(document.activeElement).not.toBe(canvas());
  });

  it("reads out what lies under the cross when it rests", async () => {
    const { look } = setUp();
    look.mockResolvedValue(await recordedChart().call("targets_at", SHOULDER));
    canvas().focus();
    await userEvent.keyboard("{ArrowLeft}");
    const said = await screen.findByText(/^Shoulder girdle, patient’s left: left /, {
      selector: "[role=status]",
    });
    expect(said.textContent).toContain("deltoid");
    expect(look).toHaveBeenCalledTimes(1);
  });
});
