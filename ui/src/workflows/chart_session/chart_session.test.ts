// Charting with the keyboard: sites, keeping, going back, and problems at their fields.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeBackend } from "../../backend/fake";
import { Failure } from "../../backend/failure";
import type { Problem } from "../../backend/generated/Problem";
import Charting from "../../shell/Charting.svelte";
import { ADA, DRAFT, checked, checkedRows, fullSession, session, site } from "../../test/ada";
import { faultsOf } from "../../test/axe";
import { noSide, open, practice, row, untilKept } from "../../test/charting";
import { reference } from "../../test/reference";
import { Workspace } from "../../workspace.svelte";

describe("charting a site", () => {
  it("is done with the keyboard alone, and Enter in the last field begins the next row", async () => {
    const { kept, user } = await open();
    await user.click(screen.getByRole("button", { name: "Add a site" }));
    await waitFor(() => {
      expect(document.activeElement).toBe(row(1).getByRole("combobox", { name: "Target" }));
    });
    await user.keyboard("ut{Enter}");
    await waitFor(() => {
      expect(document.activeElement).toBe(row(1).getByRole("radio", { name: "Left" }));
    });
    await user.keyboard("l");
    await waitFor(() => {
      expect(document.activeElement).toBe(row(1).getByRole("combobox", { name: "Needle" }));
    });
    await user.type(row(1).getByRole("textbox", { name: "TrP" }), "1, 2");
    await user.click(row(1).getByRole("combobox", { name: "Needle" }));
    await user.keyboard("0.25x40{Tab}2");
    await user.selectOptions(row(1).getByRole("combobox", { name: "Technique" }), "pistoning");
    await user.click(row(1).getByRole("radio", { name: "Seen" }));
    await user.type(row(1).getByRole("spinbutton", { name: "How many" }), "3");
    await user.type(row(1).getByRole("textbox", { name: "Note" }), "deep{Enter}");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]).toEqual(
        site({
          target: "trapezius-upper",
          side: "left",
          trigger_points: [1, 2],
          needle: "0.25x40",
          needles: 2,
          techniques: ["pistoning"],
          twitch: "seen",
          twitches: 3,
          note: "deep",
        }),
      );
      expect(draft.sites[1]).toEqual(site());
    });
    expect(document.activeElement).toBe(row(2).getByRole("combobox", { name: "Target" }));
  });

  it("asks back for a short name of two muscles and never takes one by itself", async () => {
    const { kept, user } = await open(session({ sites: [site()] }));
    const target = row(1).getByRole("combobox", { name: "Target" });
    await user.type(target, "GM{Tab}");
    expect(row(1).getAllByText(/gluteus maximus or medius\?/).length).toBeGreaterThan(0);
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.target, "the words stay as typed").toBe("GM");
    });
    await user.click(target);
    const list = row(1).getByRole("listbox", { name: "Target" });
    expect(
      within(list)
        .getAllByRole("option")
        .map((option) => option.textContent),
    ).toEqual([
      expect.stringContaining("GM:"),
      expect.stringContaining("Gluteus maximus"),
      expect.stringContaining("Gluteus medius"),
    ]);
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.target).toBe("gluteus-medius");
    });
  });

  it("offers only the sides that a target has", async () => {
    await open(
      session({ sites: [site({ target: "nuchal-ligament" }), site({ target: "infraspinatus" })] }),
    );
    const sides = (n: number) =>
      within(row(n).getByRole("radiogroup", { name: "Side" }))
        .getAllByRole("radio")
        .map((radio) => radio.textContent?.trim());
    expect(sides(1)).toEqual(["Midline"]);
    expect(sides(2)).toEqual(["Left", "Right", "Both"]);
  });

  it("fills nothing in by itself, and repeats needle and technique only on request", async () => {
    const first = site({
      target: "infraspinatus",
      needle: "0.3x50",
      techniques: ["static"],
      needles: 2,
    });
    const { kept, user } = await open(session({ sites: [first] }));
    await user.click(screen.getByRole("button", { name: "Add a site" }));
    await untilKept(kept, (draft) => {
      expect(draft.sites[1]).toEqual(site());
    });
    row(2).getByRole("combobox", { name: "Target" }).focus();
    await user.keyboard("{Control>}d{/Control}");
    await untilKept(kept, (draft) => {
      expect(draft.sites[1]).toEqual(site({ needle: "0.3x50", techniques: ["static"] }));
    });
  });

  it("takes a usual needle size only when it is chosen", async () => {
    const { kept, user } = await open(session({ sites: [site()] }));
    await user.type(row(1).getByRole("combobox", { name: "Needle" }), "0.3{Tab}");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.needle).toBe("0.3");
    });
    await user.click(row(1).getByRole("combobox", { name: "Needle" }));
    await user.keyboard("{ArrowDown}{Enter}");
    await untilKept(kept, (draft) => {
      expect(draft.sites[0]?.needle).toBe("0.30x50");
    });
  });

  it("removes a row and puts it back where it stood", async () => {
    const { kept, user } = await open(fullSession);
    await user.click(screen.getByRole("button", { name: "Remove site 2" }));
    await untilKept(kept, (draft) => {
      expect(draft.sites.map((s) => s.target)).toEqual(["trapezius-upper", "infraspinatus"]);
    });
    await user.click(screen.getByRole("button", { name: "Put it back" }));
    await untilKept(kept, (draft) => {
      expect(draft.sites).toEqual(fullSession.sites);
    });
  });

  it("duplicates a row without its answers", async () => {
    const { kept, user } = await open(fullSession);
    await user.click(screen.getByRole("button", { name: "Duplicate site 1" }));
    await untilKept(kept, (draft) => {
      expect(draft.sites[1]).toEqual({ ...fullSession.sites[0], twitch: null, twitches: null });
    });
  });

  it("says what lies in reach of the needle, with its sources on request, and never 'safe'", async () => {
    const { container, user } = await open(
      session({
        sites: [site({ target: "trapezius-upper" }), site({ target: "gluteus-maximus" })],
      }),
    );
    expect(screen.getAllByText(/Lung apex and pleura/).length).toBeGreaterThan(0);
    await user.click(row(1).getByRole("button", { name: "About Upper trapezius" }));
    const about = row(1).getByRole("note", { name: "About Upper trapezius" });
    expect(about.textContent).toContain("Terminologia Anatomica");
    expect(about.textContent).toContain("from memory, to be confirmed");
    expect(container.textContent).not.toMatch(/\bsafe\b/i);
  });
});

describe("keeping and going back", () => {
  it("writes the draft with the caret, and says when it was kept", async () => {
    const { backend, user } = await open();
    await user.type(screen.getByRole("textbox", { name: "Story" }), "Better");
    await screen.findByText("kept 14:09:31");
    const calls = backend.callsOf("keep_draft");
    expect(calls.length, "six keys, one write").toBe(1);
    expect(calls[0]).toMatchObject({
      draft: DRAFT,
      kind: "session",
      patient: ADA,
      rev: 1,
      caret: "story@6",
      body: { story: "Better" },
    });
  });

  it("keeps at once when a field is left and before the lock", async () => {
    const { backend, workspace, user } = await open();
    const story = screen.getByRole("textbox", { name: "Story" });
    await user.type(story, "a");
    story.blur();
    expect(backend.callsOf("keep_draft")).toHaveLength(1);
    await user.type(story, "b");
    const lock = workspace.lock().catch(() => undefined);
    await lock;
    const order = backend.calls.map((call) => call.command);
    expect(order.lastIndexOf("keep_draft")).toBeLessThan(order.indexOf("lock"));
    expect(backend.callsOf("keep_draft").at(-1)?.body).toMatchObject({ story: "ab" });
  });

  it("opens with the caret where it was", async () => {
    await open(session({ story: "Better since Monday" }), {}, "story@6");
    const story = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Story" });
    await waitFor(() => {
      expect(document.activeElement).toBe(story);
    });
    expect(story.selectionStart).toBe(6);
  });

  it("says plainly when it could not keep, and keeps on request", async () => {
    let broken = true;
    const { user } = await open(session(), {
      keep_draft: () => {
        if (broken)
          throw new Failure({ code: "disk-full", message: "The disk is full.", fields: [] });
        return { id: DRAFT, rev: 9, kept_at: "14:10:00" };
      },
    });
    await user.type(screen.getByRole("textbox", { name: "Story" }), "a");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The disk is full.");
    broken = false;
    await user.click(screen.getByRole("button", { name: "Keep now" }));
    await screen.findByText("kept 14:10:00");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("undoes and redoes across the form", async () => {
    const { kept, user } = await open();
    await user.type(screen.getByRole("textbox", { name: "Story" }), "Sore");
    await user.click(screen.getByRole("radio", { name: "Good" }));
    await user.keyboard("{Control>}z{/Control}");
    expect(screen.getByRole("radio", { name: "Good" }).getAttribute("aria-checked")).toBe("false");
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Story" }).value).toBe("Sore");
    await user.keyboard("{Control>}z{/Control}");
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Story" }).value).toBe("");
    await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Story" }).value).toBe("Sore");
    await untilKept(kept, (draft) => {
      expect([draft.story, draft.tolerance]).toEqual(["Sore", null]);
    });
  });
});

describe("problems", () => {
  it("show at a field once it was left, and everywhere after an attempt to sign", async () => {
    const late: Problem = {
      path: "region",
      code: "missing",
      message: "The body region is missing.",
    };
    const answers = { check_session: () => checked({ problems: [noSide, late] }) };
    const { user } = await open(session({ sites: [site()] }), answers, "story@0");
    const side = row(1).getByRole("radiogroup", { name: "Side" });
    await screen.findByText("2 answers to go before signing");
    expect(side.getAttribute("aria-invalid")).toBeNull();
    row(1).getAllByRole("radio")[0]?.focus();
    row(1).getByRole("textbox", { name: "Note" }).focus();
    await waitFor(() => {
      expect(side.getAttribute("aria-invalid")).toBe("true");
    });
    const region = screen.getByRole("combobox", { name: "Region" });
    expect(region.getAttribute("aria-invalid")).toBeNull();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(region.getAttribute("aria-invalid")).toBe("true");
    });
  });

  it("are led to by the line at the foot", async () => {
    const { user } = await open(session({ sites: [site()] }), {
      check_session: () => checked({ problems: [noSide] }),
    });
    await screen.findByText("Site 1: The side is missing.");
    await user.click(screen.getByRole("button", { name: "Go to it" }));
    await waitFor(() => {
      const side = row(1).getByRole("radiogroup", { name: "Side" });
      expect(side.contains(document.activeElement)).toBe(true);
    });
  });

  it("ask why the counts differ only when they do", async () => {
    const { user } = await open(fullSession, {
      check_session: () => checked({ needles_of_rows: 4 }),
    });
    await screen.findByText("rows: 4");
    expect(screen.queryByRole("textbox", { name: "Why in and out differ" })).toBeNull();
    const out = screen.getByRole("spinbutton", { name: "Needles out" });
    await user.clear(out);
    await user.type(out, "3");
    screen.getByRole("textbox", { name: "Why in and out differ" });
  });

  it("asks about breathlessness only over the lung, and answers nothing beforehand", async () => {
    await open(session({ sites: [site({ target: "trapezius-upper" })] }), {
      check_session: () => checked({ over_lung: ["upper trapezius"] }),
    });
    const advice = await screen.findByRole("radiogroup", { name: /advice on breathlessness/ });
    const checkedOnes = within(advice).queryAllByRole("radio", { checked: true });
    expect(checkedOnes).toHaveLength(0);
  });

  it("takes 'none, asked' as an answer and silence as none", async () => {
    const { kept, user } = await open();
    const asked = screen.getByRole("radiogroup", { name: "Adverse events" });
    expect(within(asked).queryAllByRole("radio", { checked: true })).toHaveLength(0);
    await user.click(screen.getByRole("radio", { name: "None, asked" }));
    await untilKept(kept, (draft) => {
      expect([draft.events_asked, draft.events]).toEqual([true, []]);
    });
    await user.click(screen.getByRole("radio", { name: "Event…" }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Kind of event" }), "bruise");
    screen.getByText(/Press 1-2 min/);
    await untilKept(kept, (draft) => {
      expect(draft.events).toEqual([expect.objectContaining({ kind: "bruise", note: "" })]);
    });
  });
});

describe("the screen", () => {
  it("goes to its sections with Alt and a number", async () => {
    const { user } = await open(fullSession);
    await user.keyboard("{Alt>}[Digit2]{/Alt}");
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "Asked today, all no" }));
    await user.keyboard("{Alt>}[Digit6]{/Alt}");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Plan" }));
  });

  it("discards a note only after asking", async () => {
    const { backend, workspace, user } = await open(session(), { discard_draft: () => ({}) });
    await user.click(screen.getByRole("button", { name: "More for this note" }));
    await user.click(screen.getByRole("menuitem", { name: "Discard this note…" }));
    expect(backend.callsOf("discard_draft")).toHaveLength(0);
    await user.click(await screen.findByRole("button", { name: "Discard the note" }));
    await waitFor(() => {
      expect(workspace.screen.name).toBe("patient");
    });
    expect(backend.callsOf("discard_draft")).toEqual([{ draft: DRAFT }]);
  });

  it("says what to do when the note cannot be opened", async () => {
    const backend = new FakeBackend({}, { reference: () => reference });
    const workspace = new Workspace(backend, practice);
    render(Charting, { workspace, screen: { name: "chart", draft: DRAFT } });
    await screen.findByRole("alert");
    screen.getByRole("button", { name: "Try again" });
  });

  it(
    "has nothing that axe finds fault with, refused and being signed",
    { timeout: 30_000 },
    async () => {
      const { container, user } = await open(fullSession, {
        check_session: () =>
          checked({ problems: [noSide], over_lung: ["upper trapezius"], rows: checkedRows }),
      });
      await screen.findByText("1 answer to go before signing");
      expect(await faultsOf(container)).toEqual([]);
      await user.keyboard("{Control>}{Enter}{/Control}");
      await screen.findByRole("dialog");
      expect(await faultsOf(container)).toEqual([]);
    },
  );
});
