// Signing: the note in words, what stands in its way, and what is sent.

import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { Failure } from "../../backend/failure";
import { ADA, DRAFT, checked, checkedRows, fullSession, session, site } from "../../test/ada";
import { noSide, open, row } from "../../test/charting";
import { leftOpen } from "./note";

const text: [string, string][] = [
  ["When", "22 Nov 2026, 14:05"],
  ["Pain now, before", "7 of 10"],
  ["Needling", checkedRows.join("\n")],
  ["Needles", "4 in, 4 out"],
];

describe("what stays open", () => {
  it("tells rows that will be left out, in words, from what is not recorded", () => {
    const unconfirmed = { path: "sites[2]", code: "not-confirmed", message: "Row 3 …" };
    const plan = { path: "plan", code: "not-recorded", message: "The plan is not recorded." };
    const left = leftOpen(checked({ gaps: [unconfirmed, plan], rows: checkedRows }));
    expect(left.rows).toEqual([{ ...unconfirmed, message: checkedRows[2] }]);
    expect(left.gaps).toEqual([plan]);
  });

  it("keeps the message of a row that has no words", () => {
    const unconfirmed = { path: "sites[2]", code: "not-confirmed", message: "Row 3 …" };
    expect(leftOpen(checked({ gaps: [unconfirmed] })).rows).toEqual([unconfirmed]);
  });
});

describe("signing", () => {
  it("shows the note in words and signs the revision that was kept, on Enter", async () => {
    const { backend, workspace, user } = await open(fullSession, {
      check_session: () => checked({ rows: checkedRows, text }),
      sign_session: () => ({ session: "s1", patient: ADA, fingerprint: "9f86d081884c7d65" }),
    });
    await user.type(screen.getByRole("textbox", { name: "Story" }), "!");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const dialog = await screen.findByRole("dialog", { name: "Sign the note of Okafor, Ada" });
    for (const part of text.flat()) expect(dialog.textContent).toContain(part);
    await user.keyboard("{Enter}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: ADA });
    });
    expect(backend.callsOf("sign_session")).toEqual([{ draft: DRAFT, rev: 2 }]);
    expect(workspace.said).toContain("9f86d081884c7d65");
  });

  it("lists the rows that are not confirmed and will be left out", async () => {
    const gaps = [{ path: "sites[2]", code: "not-confirmed", message: "Row 3 is not confirmed." }];
    const { user } = await open(fullSession, {
      check_session: () => checked({ gaps, rows: checkedRows, text }),
    });
    await screen.findByText("Ready to sign");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const dialog = within(await screen.findByRole("dialog"));
    const list = dialog.getByRole("region", { name: /these rows will be left out/ });
    expect(list.textContent).toContain(checkedRows[2]);
    dialog.getByRole("button", { name: /^Sign/ });
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
