// Reporting an event heard of later: linked to its session, dated when heard, nothing typed is lost.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { faultsOf } from "../../test/axe";
import { choices, eventPage, reportForm, reportRefused } from "../../test/between";
import { refusal, workspaceWith } from "../../test/practice";
import ReportEvent from "./ReportEvent.svelte";

const first = choices[1]?.id ?? "";

async function setUp(answers: Answers = {}, session?: string) {
  const { workspace, backend } = workspaceWith({
    open_report_form: ({ session: of }) => reportForm({ session: of ?? "" }),
    check_report: () => ({ problems: [] }),
    report_event: () => eventPage,
    ...answers,
  });
  const shown = { name: "event", patient: "p1", ...(session ? { session } : {}) } as const;
  workspace.open({ name: "patient", id: "p1" });
  workspace.open(shown);
  const view = render(ReportEvent, { workspace, screen: shown });
  await screen.findByLabelText("What happened");
  return { workspace, backend, ...view };
}

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label, { selector: "input, textarea, select" });
}

describe("an event heard of later", () => {
  it("is dated when heard and linked to the session it was opened from", async () => {
    const { backend, workspace, container } = await setUp({}, first);
    expect(backend.callsOf("open_report_form")).toEqual([{ patient: "p1", session: first }]);
    expect(field("Session it belongs to").value).toBe(first);
    screen.getByText("Dated when heard: 22 Nov 2026");
    await userEvent.selectOptions(field("What happened"), "bruise");
    screen.getByText("Site, size, after which needle");
    await userEvent.selectOptions(field("Heard from"), "patient");
    await userEvent.type(field("Began after the session"), "6");
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.type(field("What was seen or felt"), "4 cm");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
    expect(backend.callsOf("report_event")[0]?.event).toMatchObject({
      kind: "bruise",
      severity: null,
      session: first,
      session_not_known: false,
      heard_from: { role: "patient", name: "" },
      began_hours: 6,
      seen: "4 cm",
    });
  });

  it("shows the severity that the list gives and takes another one", async () => {
    const { backend } = await setUp();
    await userEvent.selectOptions(field("What happened"), "infection");
    const checked = () =>
      screen.getAllByRole("radio", { checked: true }).map((radio) => radio.textContent?.trim());
    expect(checked()).toEqual(["Significant"]);
    await userEvent.click(screen.getByRole("radio", { name: "Serious" }));
    expect(checked()).toEqual(["Serious"]);
    await userEvent.selectOptions(field("What happened"), "bruise");
    expect(checked()).toEqual(["Mild"]);
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    await waitFor(() => {
      expect(backend.callsOf("report_event")[0]?.event.severity).toBeNull();
    });
  });

  it("takes the honest answer that nobody knows the session", async () => {
    const { backend } = await setUp({}, first);
    await userEvent.selectOptions(field("Session it belongs to"), "Not known which session");
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    await waitFor(() => {
      expect(backend.callsOf("report_event")[0]?.event).toMatchObject({
        session: "",
        session_not_known: true,
      });
    });
  });

  it("follows the day that is typed, and says none while it is no day", async () => {
    await setUp();
    await userEvent.clear(field("Heard on"));
    expect(screen.queryByText(/Dated when heard/)).toBeNull();
    await userEvent.type(field("Heard on"), "21 nov 2026");
    screen.getByText("Dated when heard: 21 Nov 2026");
  });

  it("says why there is no session to choose, and where a needlestick of staff belongs", async () => {
    const { container } = await setUp({
      open_report_form: () => reportForm({}, { sessions: [] }),
    });
    screen.getByText(/No session of this patient is signed yet/);
    screen.getByText(/practice's own incident record/);
    expect(await faultsOf(container)).toEqual([]);
  });

  it("keeps what is typed as a draft of its own kind", async () => {
    const { backend } = await setUp();
    await userEvent.type(field("What was done and advised"), "Ice");
    await waitFor(() => {
      expect(backend.callsOf("keep_draft")[0]).toMatchObject({
        kind: "event",
        patient: "p1",
        body: { done: "Ice" },
        caret: "done:3",
      });
    });
  });

  it("shows each fault at its field", async () => {
    await setUp({
      report_event: () => {
        throw reportRefused;
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    await screen.findByText(/Which session does it belong to/);
    expect(field("Heard from").getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(field("What happened"));
  });

  it("says what went wrong when the form cannot be opened, and tries again", async () => {
    let broken = true;
    const { workspace } = workspaceWith({
      open_report_form: () => {
        if (broken) throw refusal("gone", "Not there any more.");
        return reportForm();
      },
    });
    const shown = { name: "event", patient: "p1" } as const;
    workspace.open(shown);
    render(ReportEvent, { workspace, screen: shown });
    await screen.findByText("Not there any more.");
    broken = false;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByLabelText("What happened");
  });
});
