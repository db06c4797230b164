// The body chart in the note, and the last session's rows laid out again.

import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeBackend } from "../../backend/fake";
import { Failure } from "../../backend/failure";
import { draftPage, session, site } from "../../test/ada";
import { chart } from "../../test/body_chart";
import { open, row, untilKept } from "../../test/charting";
import { chartPick, markersOf, shade } from "./body";
import { Content } from "./content";
import { SessionForm } from "./draft.svelte";
import { reference } from "../../test/reference";
import { remembered } from "./remembered.svelte";

const infra = site({ target: "infraspinatus", side: "left" });
const pick = { target: "infraspinatus", side: "left", view: "back", x: 2000, y: 1500 } as const;

function formOf(typed = session()): SessionForm {
  return new SessionForm(new FakeBackend(), draftPage(), typed, new Content(reference));
}

describe("rows on the body chart", () => {
  it("stand in the middle of their target until a point is marked", () => {
    const marked = { ...infra, on_chart: [{ view: "back", x: 2000, y: 1500 } as const] };
    const form = formOf(session({ sites: [infra, marked, site({ target: "infraspinatus" })] }));
    const markers = markersOf(form, chart);
    const middle = chart.marks.filter((m) => m.target === "infraspinatus" && m.side === "left");
    expect(markers.filter((m) => m.id === "0")).toMatchObject(middle.map(({ x, y }) => ({ x, y })));
    expect(markers.filter((m) => m.id === "1")).toMatchObject([{ x: 2000, y: 1500 }]);
    expect(
      markers.some((m) => m.id === "2"),
      "no side, no place",
    ).toBe(false);
    expect(markers[0]?.label).toBe("left infraspinatus");
  });

  it("stand on both sides when both were needled", () => {
    const form = formOf(session({ sites: [{ ...infra, side: "both" }] }));
    const sides = markersOf(form, chart).map((marker) => marker.side);
    expect(new Set(sides)).toEqual(new Set(["left", "right"]));
  });

  it("come from what was chosen there, in an empty last row or a new one", () => {
    const form = formOf(session({ sites: [site()] }));
    expect(chartPick(form, pick)).toBe(0);
    expect(chartPick(form, { ...pick, side: "right" })).toBe(1);
    expect(form.snapshot().sites).toEqual([
      { ...infra, on_chart: [{ view: "back", x: 2000, y: 1500 }] },
      { ...infra, side: "right", on_chart: [{ view: "back", x: 2000, y: 1500 }] },
    ]);
  });

  it("are joined by shaded regions, which are shaded and cleared by one click each", () => {
    const form = formOf();
    const area = { region: "neck", side: "left", view: "back" } as const;
    shade(form, area);
    expect(form.snapshot().pain_areas).toEqual([area]);
    shade(form, area);
    expect(form.snapshot().pain_areas).toEqual([]);
  });
});

describe("the panel", () => {
  beforeEach(() => {
    remembered.bodyChart = false;
  });
  afterEach(() => {
    remembered.bodyChart = false;
  });

  it("opens on request, lights the row's marker, and leads from a marker to its row", async () => {
    const { user } = await open(session({ sites: [infra] }), { body_chart: () => chart });
    await user.click(screen.getByRole("button", { name: "Body chart" }));
    const panel = await screen.findByRole("region", { name: "Body chart" });
    await user.click(within(panel).getAllByRole("tab", { name: /^Back/ })[0] as HTMLElement);
    const marker = within(panel).getByRole("button", { name: /left infraspinatus/ });
    await user.click(marker);
    await waitFor(() => {
      expect(document.activeElement).toBe(row(1).getByRole("combobox", { name: "Target" }));
    });
  });

  it("says when it cannot be opened, and leaves the note alone", async () => {
    const { user } = await open(session({ sites: [infra] }), {
      body_chart: () => {
        throw new Failure({ code: "broken", message: "", fields: [] });
      },
    });
    await user.click(screen.getByRole("button", { name: "Body chart" }));
    await screen.findByText("The body chart could not be opened.");
    row(1).getByRole("combobox", { name: "Target" });
  });
});

describe("repeating the last session", () => {
  const again = [{ ...infra, needle: "0.25x40", techniques: ["pistoning"], repeats: "2026-11-20" }];

  it("lays its rows out in the open note, keeps what was typed, and goes on at its new revision", async () => {
    const { backend, kept, user } = await open(session(), {
      repeat_session: () =>
        draftPage({ rev: 7, session: session({ story: "Better", sites: structuredClone(again) }) }),
    });
    await user.type(screen.getByRole("textbox", { name: "Story" }), "Better");
    await user.keyboard("{Alt>}r{/Alt}");
    const confirm = await screen.findByRole("button", { name: /^Confirm site 1/ });
    await waitFor(() => {
      expect(document.activeElement).toBe(confirm);
    });
    const order = backend.calls.map((call) => call.command);
    expect(order.indexOf("keep_draft")).toBeLessThan(order.indexOf("repeat_session"));
    await user.keyboard(" ");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.repeats).toBe("");
    });
    expect(backend.callsOf("keep_draft").some((call) => call.rev === 7)).toBe(true);
    await user.keyboard("{Control>}z{/Control}{Control>}z{/Control}");
    expect(screen.queryByRole("group", { name: "Site 1" })).toBeNull();
  });

  it("does not touch this note when the rows went to another one", async () => {
    const { user } = await open(session({ sites: [site()] }), {
      repeat_session: () => draftPage({ id: "another", session: session({ sites: again }) }),
    });
    await user.click(screen.getByRole("button", { name: /Repeat these rows/ }));
    await screen.findByText(/could not be laid out/);
    expect(screen.queryByText(/not confirmed/)).toBeNull();
  });
});

it("two notes that are open at once never mix", () => {
  const first = formOf(session({ story: "first", sites: [structuredClone(infra)] }));
  const second = formOf(session({ story: "second" }));
  first.addSite();
  first.lit = 0;
  expect(second.snapshot()).toEqual(session({ story: "second" }));
  expect(second.lit).toBeNull();
});
