// The note around the needling: what lies behind "more", what folds away, and what is only offered.

import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import * as empty from "../../backend/generated/empty";
import fixtures from "../../backend/generated/fixtures.json";
import type { Prompt } from "../../backend/generated/Prompt";
import { DRAFT, checked, draftPage, fullSession, session, threeSites } from "../../test/ada";
import type { Reference } from "../../backend/generated/Reference";
import { faultsOf } from "../../test/axe";
import { open, untilKept } from "../../test/charting";

/** The whole content, as it is shipped. */
const content = fixtures.reference[0]?.reply as unknown as Reference;

function first(typed = session()) {
  return open(typed, {
    open_draft: () => draftPage({ session: structuredClone(typed), visit: 1, last: null }),
  });
}

function group(name: string) {
  return within(screen.getByRole("group", { name }));
}

describe("more", () => {
  it("is folded at a follow-up, and open where the last session used it", async () => {
    const typed = session();
    await open(typed, {
      open_draft: () => draftPage({ session: structuredClone(typed), used: ["findings"] }),
    });
    screen.getByRole("button", { name: "Add a finding" });
    expect(screen.queryByRole("textbox", { name: "Ended" })).toBeNull();
    expect(screen.queryByRole("textbox", { name: "Goals" })).toBeNull();
  });

  it("is open where something of it is filled", async () => {
    await open(session({ ended: "14:45" }));
    screen.getByRole("textbox", { name: "Ended" });
  });

  it("opens where a fault lies", async () => {
    const fault = { path: "codes[0].code", code: "code", message: "Write the code alone." };
    await open(session(), { check_session: () => checked({ problems: [fault] }) });
    await screen.findByRole("button", { name: "Add a code" });
  });

  it("stays as it was left by hand", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: /^More: minutes and billing codes/ }));
    screen.getByRole("spinbutton", { name: "Timed minutes" });
    await user.click(screen.getByRole("button", { name: /^Less: minutes and billing codes/ }));
    expect(screen.queryByRole("spinbutton", { name: "Timed minutes" })).toBeNull();
  });
});

describe("a first visit", () => {
  it("offers history, medicines and goals, and asks nothing about last time", async () => {
    const { kept, user } = await first();
    expect(screen.queryByRole("group", { name: "Since last time" })).toBeNull();
    await user.type(screen.getByRole("textbox", { name: "Goals" }), "Sleep");
    await user.click(screen.getByRole("button", { name: "Add a medicine" }));
    await user.type(
      group("Medicine 1").getByRole("textbox", { name: "Medicine" }),
      "apixaban{Tab}5 mg",
    );
    await untilKept(kept, (draft) => {
      expect(draft.since_last).toBeNull();
      expect(draft.first_visit).toEqual({
        ...empty.firstVisit,
        goals: "Sleep",
        medicines: [{ name: "apixaban", dose: "5 mg", change: "" }],
      });
    });
  });

  it("is answered no differently when it was not asked", async () => {
    const { kept, user } = await first();
    const asked = screen.getByRole("radiogroup", { name: "Red flags asked about" });
    expect(within(asked).queryAllByRole("radio", { checked: true })).toHaveLength(0);
    await user.click(within(asked).getByRole("radio", { name: "No" }));
    await untilKept(kept, (draft) => {
      expect(draft.first_visit?.red_flags_asked).toBe(false);
    });
  });
});

describe("since last time", () => {
  it("leads to the report of an event when something came later", async () => {
    const { workspace, user } = await open();
    const since = group("Since last time");
    await user.click(
      within(since.getByRole("radiogroup", { name: "Anything untoward since?" })).getByRole(
        "radio",
        { name: "Yes" },
      ),
    );
    await user.click(since.getByRole("button", { name: "Report the event" }));
    expect(workspace.screen).toMatchObject({ name: "event", session: draftPage().last?.id });
  });

  it("holds soreness, hours and warning signs", async () => {
    const { kept, user } = await open();
    const since = group("Since last time");
    await user.click(since.getByRole("button", { name: /^More: soreness/ }));
    since.getAllByRole("radio", { name: "5" })[0]?.focus();
    await user.keyboard("5");
    await user.type(since.getByRole("spinbutton", { name: "It lasted" }), "24");
    await user.type(since.getByRole("textbox", { name: "Warning signs" }), "none");
    await untilKept(kept, (draft) => {
      expect(draft.since_last).toEqual({
        ...empty.sinceLast,
        soreness: 5,
        soreness_hours: 24,
        warning_signs: "none",
      });
    });
  });
});

describe("a visit that was not held", () => {
  it("folds the rest away and keeps how, by whom and why", async () => {
    const { kept, user } = await open();
    await user.click(screen.getByRole("button", { name: /not held$/ }));
    await user.click(screen.getByRole("checkbox", { name: "The visit was not held" }));
    await user.keyboard("c");
    await user.type(screen.getByRole("textbox", { name: "By whom" }), "patient");
    expect(screen.queryByRole("heading", { name: "Before" })).toBeNull();
    expect(screen.queryByRole("heading", { name: "After" })).toBeNull();
    expect(screen.queryByRole("heading", { name: "Plan" })).toBeNull();
    await untilKept(kept, (draft) => {
      expect(draft.not_held).toEqual({ how: "cancelled", by: "patient", reason: "" });
    });
    await user.click(screen.getByRole("checkbox", { name: "The visit was not held" }));
    screen.getByRole("heading", { name: "Before" });
    await untilKept(kept, (draft) => {
      expect(draft.not_held).toBeNull();
    });
  });

  it("keeps charted care in sight, since one of the two is wrong", async () => {
    await open({ ...fullSession, not_held: { how: "missed", by: "", reason: "" } });
    screen.getByRole("group", { name: "Site 1" });
    screen.getByRole("group", { name: "Other care 1" });
  });
});

describe("consent", () => {
  it("is withdrawn in one key at the time of the record's clock, and taken back", async () => {
    const { kept, user } = await open(session({ sites: threeSites, consent: "verbal" }));
    await user.keyboard("{Alt>}w{/Alt}");
    const at = await screen.findByRole<HTMLInputElement>("textbox", {
      name: "Consent withdrawn at",
    });
    expect(at.value).toBe("14:09");
    expect(document.activeElement).toBe(at);
    await untilKept(kept, (draft) => {
      expect([draft.consent, draft.consent_withdrawn_at]).toEqual(["verbal", "14:09"]);
    });
    await user.click(screen.getByRole("button", { name: "Take the withdrawal back" }));
    await untilKept(kept, (draft) => {
      expect(draft.consent_withdrawn_at).toBe("");
    });
  });
});

const prompt: Prompt = {
  check: "anticoagulant",
  level: "relative",
  by_policy: false,
  wording: "Takes an anticoagulant",
  note: "apixaban 5 mg",
  answered: "answered with yes on 3 Nov 2026",
  because: "left upper trapezius",
  why: "Bleeding",
  action: "Press longer",
  conflict: null,
  sources: [],
  needs_reason: false,
  facts: "f1",
  acknowledged: false,
};

describe("prompts", () => {
  it("are read before the needle, and noted once with what they rest on", async () => {
    const { backend, kept, user } = await open(session({ sites: threeSites }), {
      prompts_for: ({ session: asked }) => ({
        prompts: [{ ...prompt, acknowledged: asked.acknowledged.length > 0 }],
        open: [],
        screened: true,
      }),
    });
    await user.click(await screen.findByRole("button", { name: "Noted: Takes an anticoagulant" }));
    await untilKept(kept, (draft) => {
      expect(draft.acknowledged).toEqual([{ check: "anticoagulant", reason: "", facts: "f1" }]);
    });
    await waitFor(() => {
      expect(screen.queryByRole("button", { name: "Noted: Takes an anticoagulant" })).toBeNull();
    });
    const asked = backend.callsOf("prompts_for").length;
    await user.type(screen.getByRole("textbox", { name: "Story" }), "Better");
    await waitFor(() => {
      expect(kept().story).toBe("Better");
    });
    expect(backend.callsOf("prompts_for"), "the story changes no prompt").toHaveLength(asked);
  });

  it("say so when they could not be read, and are in the way of nothing", async () => {
    await open(session(), {
      prompts_for: () => {
        throw new Error("broken");
      },
    });
    await screen.findByText(/flags could not be read/);
    screen.getByRole("radiogroup", { name: "Consent today" });
  });
});

describe("after the needling", () => {
  it("shows what the rows stand for as a hint, also as a range", async () => {
    await open(fullSession, {
      check_session: () => checked({ needles_of_rows: 5, needles_of_rows_to: 6 }),
    });
    await screen.findByText("rows: 5 to 6");
  });

  it("says that the count differs from the rows in the words of the rules", async () => {
    const gap = { path: "needles_in", code: "differs-from-rows", message: "They differ." };
    await open(fullSession, {
      check_session: () => checked({ needles_of_rows: 5, gaps: [gap] }),
    });
    await screen.findByText("They differ.");
  });

  it("never offers a needlestick of staff, and leads a faint to the patient's screening", async () => {
    const { workspace, user } = await open(fullSession, { reference: () => content });
    await user.click(screen.getByRole("radio", { name: "Event…" }));
    const kind = screen.getByRole<HTMLSelectElement>("combobox", { name: "Kind of event" });
    expect([...kind.options].map(({ value }) => value)).not.toContain("needlestick-staff");
    expect(screen.queryByText(/screening say so from now on/)).toBeNull();
    await user.selectOptions(kind, "fainting");
    await user.click(group("Event 1").getByRole("button", { name: "Answer it there" }));
    expect(workspace.screen.name).toBe("consent");
  });

  it("asks for time and slip of the advice only once it was given, and answers neither", async () => {
    const { kept, user } = await open(session({ sites: threeSites }), {
      check_session: () => checked({ over_lung: ["upper trapezius"] }),
    });
    const advice = await screen.findByRole("radiogroup", { name: /advice on breathlessness/ });
    expect(screen.queryByRole("radiogroup", { name: "Also in writing?" })).toBeNull();
    await user.click(within(advice).getByRole("radio", { name: "Yes, given" }));
    const slip = screen.getByRole("radiogroup", { name: "Also in writing?" });
    expect(within(slip).queryAllByRole("radio", { checked: true })).toHaveLength(0);
    await user.type(screen.getByRole("textbox", { name: "Given at" }), "14:40");
    await user.click(within(slip).getByRole("radio", { name: "No" }));
    await untilKept(kept, (draft) => {
      expect([draft.breathlessness_time, draft.breathlessness_slip]).toEqual(["14:40", false]);
    });
  });

  it("holds a session that was stopped early with its recovery", async () => {
    const { kept, user } = await open(fullSession);
    await user.click(screen.getByRole("button", { name: /^More: stopped early/ }));
    await user.click(screen.getByRole("checkbox", { name: /stopped early/ }));
    await user.keyboard("faint");
    await user.click(screen.getByRole("button", { name: "Add a line of the recovery" }));
    await user.keyboard("14:25{Tab}120/70, lying");
    await untilKept(kept, (draft) => {
      expect(draft.stopped_early).toEqual({
        reason: "faint",
        recovery: [{ at: "14:25", seen: "120/70, lying" }],
      });
    });
  });
});

describe("before and plan", () => {
  it("hold ratings, findings, minutes and codes as typed", async () => {
    const { kept, user } = await open(fullSession, {
      check_session: () => checked({ muscles: 3, muscle_sides: 4 }),
    });
    await user.click(screen.getByRole("button", { name: /^More: other ratings/ }));
    await user.click(screen.getByRole("button", { name: "Add a rating" }));
    const rating = group("Rating 1");
    await user.click(rating.getByRole("radio", { name: "VAS 0 to 100 mm" }));
    await user.type(rating.getByRole("spinbutton", { name: "Rating" }), "62");
    await user.click(screen.getByRole("button", { name: "Add a finding" }));
    await user.keyboard("cervical rotation, active");
    await user.type(group("Finding 1").getByRole("textbox", { name: "Before" }), "45");
    await user.click(screen.getByRole("button", { name: /^More: minutes/ }));
    await screen.findByText("3 muscles, 4 muscle-sides");
    await user.type(screen.getByRole("spinbutton", { name: "Timed minutes" }), "23");
    await user.click(screen.getByRole("button", { name: "Add a code" }));
    await user.keyboard("20561{Tab}1");
    await untilKept(kept, (draft) => {
      expect(draft.pains).toEqual([{ ...empty.painRating, scale: "vas", value: 62 }]);
      expect(draft.findings).toEqual([
        { ...empty.finding, name: "cervical rotation, active", before: "45" },
      ]);
      expect(draft.timed_minutes).toBe(23);
      expect(draft.codes).toEqual([{ code: "20561", units: 1 }]);
    });
  });

  it("finds the condition by its name and keeps words that name none", async () => {
    const { kept, user } = await open(session(), { reference: () => content });
    const condition = screen.getByRole("combobox", { name: "Condition" });
    await user.type(condition, "unheard of{Tab}");
    await untilKept(kept, (draft) => {
      expect(draft.condition).toBe("unheard of");
    });
    await user.clear(condition);
    await user.type(condition, "neck pain{Enter}");
    await untilKept(kept, (draft) => {
      expect(draft.condition).toBe("neck-pain");
    });
  });

  it("removes a row and leaves the focus beside it", async () => {
    const { kept, user } = await open(fullSession);
    await user.click(screen.getByRole("button", { name: "Remove other care 1" }));
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Add other care" }));
    await untilKept(kept, (draft) => {
      expect(draft.other_care).toEqual([]);
    });
  });
});

describe("the whole note", () => {
  it("has nothing that axe finds fault with, all of it open", { timeout: 120_000 }, async () => {
    const whole = session({
      ...fullSession,
      ended: "14:45",
      present: [{ role: "interpreter", name: "M. Silva" }],
      since_last: { ...empty.sinceLast, soreness: 2, later_event: true },
      first_visit: { ...empty.firstVisit, medicines: [{ ...empty.medicine, name: "apixaban" }] },
      consent_withdrawn_at: "14:20",
      screening: "some-yes",
      pains: [empty.painRating],
      findings: [empty.finding],
      events: [{ ...empty.event, kind: "fainting" }],
      stopped_early: { reason: "", recovery: [empty.recoveryLine] },
      codes: [empty.billingCode],
      advice: "Rest",
    });
    await open(whole, {
      open_draft: () => ({ ...draftPage({ session: structuredClone(whole) }), id: DRAFT }),
      check_session: () => checked({ over_lung: ["upper trapezius"], needles_of_rows: 4 }),
      prompts_for: () => ({ prompts: [prompt], open: [], screened: false }),
    });
    await screen.findByRole("button", { name: "Noted: Takes an anticoagulant" });
    for (const name of ["Story", "Before", "After", "Other care", "Plan"])
      expect(await faultsOf(screen.getByRole("region", { name }))).toEqual([]);
  });
});
