// Keeping, holding and destroying: nothing preset, nothing at once, nothing by itself.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import type { Retirement } from "../../backend/generated/Retirement";
import { faultsOf } from "../../test/axe";
import { refusal, workspaceWith } from "../../test/practice";
import {
  holdRefused,
  offerDue,
  offerHeld,
  offerNoRule,
  offerNotDue,
  retentionDue,
  retentionOff,
  ruleRefused,
} from "../../test/record";
import Retention from "./Retention.svelte";
import RetireRecord from "./RetireRecord.svelte";

async function openRetention(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({ retention_page: () => retentionOff, ...answers });
  const view = render(Retention, { workspace, screen: { name: "retention" } });
  await screen.findByRole("heading", { name: "Your rule" });
  return { workspace, backend, ...view };
}

async function openRecord(offer: Retirement, answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({ offer_retirement: () => offer, ...answers });
  workspace.open({ name: "retire", patient: offer.patient });
  const view = render(RetireRecord, {
    workspace,
    screen: { name: "retire", patient: offer.patient },
  });
  await screen.findByRole("heading", { name: `Hold or destroy: ${offer.name}` });
  return { workspace, backend, ...view };
}

describe("keeping records", () => {
  it("presets nothing: no years stand anywhere until the owner says so", async () => {
    const { container } = await openRetention();
    const on = screen.getByRole<HTMLInputElement>("checkbox");
    expect(on.checked).toBe(false);
    expect(screen.queryByRole("spinbutton")).toBeNull();
    screen.getByText("Without a rule nothing is ever due.");
    await userEvent.click(on);
    for (const field of screen.getAllByRole<HTMLInputElement>("spinbutton"))
      expect(field.value).toBe("");
    expect(await faultsOf(container)).toEqual([]);
  });

  it("saves the rule on purpose and shows what is due then", async () => {
    const { backend, workspace } = await openRetention({ set_retention: () => retentionDue });
    await userEvent.click(screen.getByRole("checkbox"));
    await userEvent.type(screen.getByLabelText("Years after the last visit"), "7");
    await userEvent.type(screen.getByLabelText("Of age at"), "18");
    await userEvent.type(screen.getByLabelText("Years after coming of age"), "3");
    await userEvent.click(screen.getByRole("button", { name: "Save the rule" }));
    await screen.findByText(/due since 20 Nov 2033: 7 years after the last visit/);
    expect(workspace.said).toBe("The rule is saved.");
    expect(backend.callsOf("set_retention")).toEqual([retentionDue.rule]);
    await userEvent.click(screen.getByRole("button", { name: "Look at it: Okafor, Adá" }));
    expect(workspace.screen).toEqual({ name: "retire", patient: retentionDue.due[0]?.patient });
  });

  it("shows each fault at its field", async () => {
    await openRetention({
      set_retention: () => {
        throw ruleRefused;
      },
    });
    await userEvent.click(screen.getByRole("checkbox"));
    await userEvent.click(screen.getByRole("button", { name: "Save the rule" }));
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByLabelText("Years after the last visit"));
    });
    for (const field of screen.getAllByRole("spinbutton"))
      expect(field.getAttribute("aria-invalid")).toBe("true");
  });

  it("lists what is held, with its reason, and says when a clean-up is open", async () => {
    const held = offerHeld.held === null ? [] : [offerHeld.held];
    await openRetention({
      retention_page: () => ({ ...retentionOff, held, clean_up_pending: true }),
    });
    screen.getByText("Letter from a court.");
    screen.getByText("since 22 Nov 2026, by A. Rivera");
    screen.getByText(/Lock and unlock to finish it/);
  });
});

describe("a hold", () => {
  it("is laid on with a reason, and lifted with one", async () => {
    const { backend, workspace, container } = await openRecord(offerNotDue, {
      hold_record: () => offerHeld,
      lift_hold: () => offerNotDue,
    });
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.type(screen.getByLabelText("Reason"), "Letter from a court.{Enter}");
    await screen.findByText("Held since 22 Nov 2026, by A. Rivera:");
    expect(workspace.said).toBe("The record is held.");
    await userEvent.type(screen.getByLabelText("Reason"), "Settled.{Enter}");
    await screen.findByRole("button", { name: "Hold this record" });
    expect(backend.callsOf("lift_hold")[0]?.reason).toBe("Settled.");
  });

  it("needs its reason", async () => {
    await openRecord(offerNotDue, {
      hold_record: () => {
        throw holdRefused;
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Hold this record" }));
    await screen.findByText("The reason is missing.");
    expect(document.activeElement).toBe(screen.getByLabelText("Reason"));
  });
});

describe("destroying a record", () => {
  async function fill(reason: string, typed: string): Promise<void> {
    const fields = screen.getAllByLabelText("Reason");
    await userEvent.type(fields[1] as HTMLElement, reason);
    await userEvent.type(screen.getByLabelText("Type the family name"), typed);
    await userEvent.click(screen.getByRole("button", { name: "Destroy the record…" }));
  }

  it("is not offered without a rule, before its day or under a hold, and says why", async () => {
    for (const [offer, why] of [
      [offerNoRule, /has not set how long/],
      [offerNotDue, /may be destroyed from 20 Nov 2033 on/],
      [offerHeld, /legal hold lies on this record/],
    ] as const) {
      const { unmount } = await openRecord(offer);
      screen.getByText(why);
      expect(screen.queryByRole("button", { name: "Destroy the record…" })).toBeNull();
      unmount();
    }
  });

  it("asks for a reason, the typed name and one more yes, and says what goes and what stays", async () => {
    const { backend, workspace, container } = await openRecord(offerDue, {
      retire_record: () => ({
        entry: "e1",
        cleaned: true,
        words: ["The record was destroyed.", "Backups still hold it."],
      }),
    });
    expect(offerDue.goes).toContainEqual(expect.stringMatching(/^[1-9]\d* signed notes$/));
    for (const what of offerDue.goes) screen.getByText(what);
    screen.getByText(/Backups and copies of the folder/);
    expect(await faultsOf(container)).toEqual([]);
    expect(screen.getByRole("button", { name: "Destroy the record…" })).toHaveProperty(
      "disabled",
      true,
    );
    await fill("The period is over.", "okafor");
    expect(backend.runsOf("retire_record")).toHaveLength(0);
    await userEvent.click(await screen.findByRole("button", { name: "Destroy it" }));
    await screen.findByText("Backups still hold it.");
    expect(backend.runsOf("retire_record")).toEqual([
      {
        patient: offerDue.patient,
        ground: "retention-over",
        reason: "The period is over.",
        typed: "okafor",
      },
    ]);
    await userEvent.click(screen.getByRole("button", { name: "Go to the patients" }));
    expect(workspace.screen).toEqual({ name: "patients" });
    workspace.back();
    expect(workspace.screen).toEqual({ name: "today" });
  });

  it("can be left at the last question", async () => {
    const { backend } = await openRecord(offerDue);
    await fill("The period is over.", "okafor");
    await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(backend.runsOf("retire_record")).toHaveLength(0);
  });

  it("shows a fault at its field and destroys nothing", async () => {
    await openRecord(offerDue, {
      retire_record: () => {
        throw refusal("fields", "x", { typed: "Type the patient's family name." });
      },
    });
    await fill("The period is over.", "silva");
    await userEvent.click(await screen.findByRole("button", { name: "Destroy it" }));
    await screen.findByText("Type the patient's family name.");
    expect(screen.getByLabelText("Type the family name").getAttribute("aria-invalid")).toBe("true");
  });

  it("tells when the file still has to be cleaned up", async () => {
    await openRecord(offerDue, {
      retire_record: () => ({ entry: "e1", cleaned: false, words: ["At the next unlock."] }),
    });
    await fill("The period is over.", "okafor");
    await userEvent.click(await screen.findByRole("button", { name: "Destroy it" }));
    await screen.findByText("At the next unlock.");
  });
});
