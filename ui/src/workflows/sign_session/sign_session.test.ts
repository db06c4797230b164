// Signing: the note in words, what stands in its way, and what is sent.

import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { Failure } from "../../backend/failure";
import { ADA, DRAFT, checked, checkedRows, fullSession, session, site } from "../../test/ada";
import { noSide, open, row } from "../../test/charting";
import { reference } from "../../test/reference";
import { noteOf } from "./note";

describe("the note in words", () => {
  it("says what is not recorded instead of leaving it out", () => {
    const note = noteOf(session({ sites: [site()] }), ["row"], true, reference);
    const missing = note.filter((paragraph) => paragraph.missing).map(({ heading }) => heading);
    expect(missing).toEqual([
      "Region",
      "Story",
      "Pain now, before",
      "Pain now, after",
      "Tolerance",
      "Response",
      "Needles",
      "Advice on breathlessness",
      "Other care",
      "Plan",
    ]);
    const events = note.find((paragraph) => paragraph.heading === "Adverse events");
    expect(events?.lines, "silence is not 'none'").toEqual(["not asked yet"]);
  });

  it("explains a difference between needles in and out", () => {
    const counted = { needles_in: 4, needles_out: 3, needle_difference: "one broke, removed" };
    const note = noteOf({ ...fullSession, ...counted }, [], false, reference);
    const needles = note.find((paragraph) => paragraph.heading === "Needles");
    expect(needles?.lines).toEqual(["4 in, 3 out", "They differ: one broke, removed"]);
  });
});

describe("signing", () => {
  it("shows the note in words and signs the revision that was kept, on Enter", async () => {
    const { backend, workspace, user } = await open(fullSession, {
      check_session: () => checked({ rows: checkedRows, over_lung: ["upper trapezius"] }),
      sign_session: () => ({ session: "s1", patient: ADA, fingerprint: "9f86d081884c7d65" }),
    });
    await user.type(screen.getByRole("textbox", { name: "Story" }), "!");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const dialog = await screen.findByRole("dialog", { name: "Sign the note of Okafor, Ada" });
    const text = dialog.textContent ?? "";
    for (const part of [...checkedRows, "7 of 10", "3 of 10", "4 in, 4 out", "Asked, none", "Neck"])
      expect(text).toContain(part);
    await user.keyboard("{Enter}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: ADA });
    });
    expect(backend.callsOf("sign_session")).toEqual([{ draft: DRAFT, rev: 2 }]);
    expect(workspace.said).toContain("9f86d081884c7d65");
  });

  it("does not sign what has problems, and leads to the first", async () => {
    const { backend, user } = await open(session({ sites: [site()] }), {
      check_session: () => checked({ problems: [noSide] }),
    });
    await screen.findByText("1 answer to go before signing");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.queryByRole("button", { name: /^Sign/ })).toBeNull();
    await user.keyboard("{Enter}");
    await waitFor(() => {
      expect(
        row(1).getByRole("radiogroup", { name: "Side" }).contains(document.activeElement),
      ).toBe(true);
    });
    expect(backend.callsOf("sign_session")).toHaveLength(0);
  });

  it("shows what was refused at signing and keeps the note open", async () => {
    const { workspace, user } = await open(fullSession, {
      sign_session: () => {
        throw new Failure({ code: "stale", message: "It was changed.", fields: [] });
      },
    });
    await screen.findByText("Ready to sign");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByRole("dialog");
    await user.keyboard("{Enter}");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("It was changed.");
    expect(workspace.screen.name).toBe("chart");
  });
});
