// A needling row: what stands behind "more", what is laid out again, and the numbers that name rows.

import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import * as empty from "../../backend/generated/empty";
import type { LastSettings } from "../../backend/generated/LastSettings";
import { checked, draftPage, fullSession, session, site } from "../../test/ada";
import { faultsOf } from "../../test/axe";
import { open, row, untilKept } from "../../test/charting";
import { currentFields, moreFields } from "./row_fields";
import { readDuration, sayDuration } from "./read_duration";

const infra = site({ target: "infraspinatus", side: "left" });
const more = (n: number) => row(n).getByRole("button", { name: `More of site ${String(n)}` });

describe("the fields of a row", () => {
  it("are all on screen, those in sight and those behind more", () => {
    const inSight = [
      ...["target", "own_target", "side", "trigger_points", "level", "place", "on_chart"],
      ...["needle", "needles", "depth_mm", "techniques", "twitch", "twitches", "note"],
      ...["current", "not_done", "repeats"],
    ];
    const behind = moreFields.flatMap((group) => group.fields.map((field) => field.key));
    expect([...inSight, ...behind].sort()).toEqual(Object.keys(empty.site).sort());
    expect([...currentFields.map((field) => field.key), "pairs"].sort()).toEqual(
      Object.keys(empty.current).sort(),
    );
  });

  it("open by themselves where something is filled, and where the rules miss something", async () => {
    const { user } = await open(
      session({
        sites: [infra, { ...infra, grip: "pincer" }, { ...infra, techniques: ["static"] }],
      }),
      {
        check_session: () =>
          checked({
            problems: [{ path: "sites[2].left_in_s", code: "missing", message: "For how long?" }],
          }),
      },
    );
    expect(more(1).getAttribute("aria-expanded")).toBe("false");
    expect(more(2).getAttribute("aria-expanded")).toBe("true");
    await waitFor(() => {
      expect(more(3).getAttribute("aria-expanded")).toBe("true");
    });
    await user.click(more(2));
    expect(row(2).queryByRole("textbox", { name: "Grip" })).toBeNull();
  });

  it("keep a duration in seconds that is typed in minutes", async () => {
    const { kept, user } = await open(session({ sites: [infra] }));
    await user.click(more(1));
    await user.type(row(1).getByRole("textbox", { name: "Left in for" }), "10 min{Tab}");
    await user.type(row(1).getByRole("textbox", { name: "Stimulated every" }), "90 s{Tab}");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]).toEqual({ ...infra, left_in_s: 600, stimulated_every_s: 90 });
    });
  });

  it("take a target that is not in the list, and go back to the list", async () => {
    const { kept, user } = await open(session({ sites: [site()] }));
    await user.type(row(1).getByRole("combobox", { name: "Target" }), "scar at the knee{Tab}");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.own_target, "Tab makes no target of a slip").toBeNull();
    });
    await user.type(row(1).getByRole("combobox", { name: "Target" }), "{Enter}");
    await user.selectOptions(row(1).getByRole("combobox", { name: "Kind of structure" }), "scar");
    await user.type(row(1).getByRole("spinbutton", { name: "Length of the scar" }), "45");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]).toEqual(
        site({
          own_target: { kind: "scar", name: "scar at the knee", region: "", length_mm: 45 },
        }),
      );
    });
    await user.click(row(1).getByRole("button", { name: "Choose from the list" }));
    row(1).getByRole("combobox", { name: "Target" });
  });

  it("hold a current with a pair to another row, which follows that row to its new number", async () => {
    const rows = [infra, site({ target: "levator-scapulae" }), site({ target: "trapezius-upper" })];
    const { kept, user } = await open(session({ sites: rows }));
    await user.click(more(1));
    await user.click(row(1).getByRole("button", { name: "Add a current" }));
    await user.type(row(1).getByRole("spinbutton", { name: "Intensity" }), "2.5");
    await user.click(row(1).getByRole("button", { name: "Add a pair" }));
    const pair = within(row(1).getByRole("group", { name: "Pair 1" }));
    await user.selectOptions(pair.getByRole("combobox", { name: "With" }), "3");
    await user.selectOptions(pair.getByRole("combobox", { name: /Pole/ }), "negative");
    await user.click(screen.getByRole("button", { name: "Remove site 2" }));
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.current).toEqual({
        ...empty.current,
        intensity_ua: 2500,
        pairs: [{ with_row: 2, here: "negative", words: "" }],
      });
    });
    await user.click(screen.getByRole("button", { name: "Put it back" }));
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.current?.pairs[0]?.with_row).toBe(3);
    });
  });

  it("lose and get back the event that named a row", async () => {
    const bruise = { ...empty.event, kind: "bruise", row: 2 };
    const { kept, user } = await open({ ...fullSession, events: [bruise] });
    await user.click(screen.getByRole("button", { name: "Remove site 2" }));
    await untilKept(kept, (draft) => {
      expect(draft.events[0]?.row).toBeNull();
    });
    await user.click(screen.getByRole("button", { name: "Put it back" }));
    await untilKept(kept, (draft) => {
      expect([draft.events[0]?.row, draft.sites.length]).toEqual([2, 3]);
    });
  });

  it("take one key for the twitch: a letter, or the count", async () => {
    const { kept, user } = await open(session({ sites: [infra] }));
    within(row(1).getByRole("radiogroup", { name: "Twitch" }))
      .getAllByRole("radio")[0]
      ?.focus();
    await user.keyboard("3");
    await untilKept(kept, (draft) => {
      expect([draft.sites[0]?.twitch, draft.sites[0]?.twitches]).toEqual(["seen", 3]);
    });
    within(row(1).getByRole("radiogroup", { name: "Twitch" }))
      .getAllByRole("radio")[0]
      ?.focus();
    await user.keyboard("n");
    await untilKept(kept, (draft) => {
      expect([draft.sites[0]?.twitch, draft.sites[0]?.twitches]).toEqual(["none", null]);
    });
  });

  it("hold several techniques in their order", async () => {
    const { kept, user } = await open(
      session({ sites: [{ ...infra, techniques: ["pistoning"] }] }),
    );
    await user.click(row(1).getByRole("button", { name: "Another technique at site 1" }));
    await user.selectOptions(row(1).getByRole("combobox", { name: "Technique 2" }), "static");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.techniques).toEqual(["pistoning", "static"]);
    });
    await user.selectOptions(row(1).getByRole("combobox", { name: "Technique" }), "");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.techniques).toEqual(["static"]);
    });
  });

  it("have nothing that axe finds fault with", { timeout: 30_000 }, async () => {
    const full = { ...infra, current: { ...empty.current, pairs: [empty.electrodePair] } };
    const own = site({ own_target: { ...empty.ownTarget, kind: "scar", name: "scar" } });
    const sites = structuredClone([full, own, { ...infra, repeats: "2026-11-20" }]);
    const { container } = await open(session({ sites }));
    expect(more(1).getAttribute("aria-expanded")).toBe("true");
    expect(await faultsOf(container)).toEqual([]);
  });
});

describe("rows laid out again", () => {
  const again = [
    site({ ...infra, needle: "0.25x40", techniques: ["pistoning"], repeats: "2026-11-20" }),
    site({ target: "levator-scapulae", side: "right", repeats: "2026-11-20" }),
  ];

  it("say that they are not confirmed, and are confirmed by Space, which leads on", async () => {
    const { kept, user } = await open(session({ sites: structuredClone(again) }));
    const confirm = row(1).getByRole("button", {
      name: "Confirm site 1, from 20 Nov 2026, not confirmed",
    });
    confirm.focus();
    await user.keyboard(" ");
    await untilKept(kept, (draft) => {
      expect(draft.sites.map((s) => s.repeats)).toEqual(["", "2026-11-20"]);
    });
    expect(row(1).queryByText(/not confirmed/)).toBeNull();
    expect(document.activeElement, "the depth of a target of high risk is asked next").toBe(
      row(1).getByRole("spinbutton", { name: "Depth" }),
    );
  });

  it("are all confirmed by one chord, and laid grey again by the way back", async () => {
    const { kept, user } = await open(session({ sites: structuredClone(again) }));
    await user.keyboard("{Control>}{Shift>}{Enter}{/Shift}{/Control}");
    await untilKept(kept, (draft) => {
      expect(draft.sites.map((s) => s.repeats)).toEqual(["", ""]);
    });
    await user.keyboard("{Control>}z{/Control}");
    expect(screen.getAllByText(/not confirmed/).length).toBeGreaterThan(0);
  });
});

describe("last settings", () => {
  const last: LastSettings = {
    target: "infraspinatus",
    side: "left",
    needle: "0.30x50",
    techniques: ["pistoning"],
    date: "20 Nov 2026",
    words: "0.30 × 50 mm · Pistoning",
  };

  it("are offered for the target, and taken by a key alone", async () => {
    const typed = session({ sites: [structuredClone(infra)] });
    const { kept, user } = await open(typed, {
      open_draft: () => draftPage({ session: structuredClone(typed), last_settings: [last] }),
    });
    row(1).getByText("20 Nov 2026: 0.30 × 50 mm · Pistoning");
    row(1).getByRole("combobox", { name: "Target" }).focus();
    await user.keyboard("{Control>}e{/Control}");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]).toEqual({ ...infra, needle: "0.30x50", techniques: ["pistoning"] });
    });
    expect(row(1).queryByText(/20 Nov 2026/)).toBeNull();
  });
});

describe("a length of time", () => {
  it.each([
    ["10 min", 600],
    ["10", 600],
    ["90 s", 90],
    ["1:30", 90],
    ["1 min 30 s", 90],
    ["2.5", 150],
    ["0", 0],
    ["1 h", 3600],
  ])("%s is %i seconds", (typed, seconds) => {
    expect(readDuration(typed)).toEqual({ kind: "seconds", seconds });
    const again = readDuration(sayDuration(seconds));
    expect(again).toEqual({ kind: "seconds", seconds });
  });

  it.each(["soon", "-5 min", "5 min later 3", "1:75"])("%s is none", (typed) => {
    expect(readDuration(typed)).toEqual({ kind: "unreadable" });
  });
});

describe("the open boxes", () => {
  const seirin = { brand: "Seirin", lot: "A17", words: "Seirin, lot A17", expired: "" };
  const old = {
    brand: "Seirin",
    lot: "Z1",
    words: "Seirin, lot Z1",
    expired: "Expired on 1 Mar 2026.",
  };
  const sized = { ...infra, needle: "0.25x40" };

  function boxed(...boxes: (typeof seirin)[][]) {
    return { check_session: () => checked({ boxes }) };
  }

  it("are taken by one key, for every row that is offered the same", async () => {
    const { kept, user } = await open(
      session({ sites: [sized, { ...sized, lot: "own" }, sized, { ...infra, needle: "0.30x50" }] }),
      boxed([seirin], [], [seirin], []),
    );
    await row(1).findByText("Open box: Seirin, lot A17");
    await user.click(row(1).getByRole("combobox", { name: "Needle" }));
    await user.keyboard("{Control>}b{/Control}");
    await untilKept(kept, (draft) => {
      expect(draft.sites.map(({ brand, lot }) => `${brand} ${lot}`.trim())).toEqual([
        "Seirin A17",
        "own",
        "Seirin A17",
        "",
      ]);
    });
    expect(row(1).queryByText(/Open box/)).toBeNull();
  });

  it("leave it to the therapist where two fit, and say which has expired", async () => {
    const { kept, user, container } = await open(session({ sites: [sized] }), boxed([seirin, old]));
    await row(1).findByText("Expired on 1 Mar 2026.");
    await user.click(row(1).getByRole("combobox", { name: "Needle" }));
    await user.keyboard("{Control>}b{/Control}");
    expect(row(1).getAllByText(/Open box/)).toHaveLength(2);
    expect(await faultsOf(container)).toEqual([]);
    await user.click(row(1).getByRole("button", { name: /lot Z1/ }));
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.lot).toBe("Z1");
    });
  });
});
