// Recording a visit that was not held: nothing clinical is asked, nothing typed is lost, faults stand at their fields.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { faultsOf } from "../../test/axe";
import { notHeldForm, notHeldPage, notHeldRefused } from "../../test/between";
import { workspaceWith } from "../../test/practice";
import LogNotHeld from "./LogNotHeld.svelte";

async function setUp(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({
    open_not_held_form: () => notHeldForm(),
    check_not_held: () => ({ problems: [] }),
    log_not_held: () => notHeldPage,
    ...answers,
  });
  workspace.open({ name: "patient", id: "p1" });
  workspace.open({ name: "notHeld", patient: "p1" });
  const view = render(LogNotHeld, { workspace, screen: { name: "notHeld", patient: "p1" } });
  await screen.findByLabelText("Day of the visit");
  return { workspace, backend, ...view };
}

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label, { selector: "input" });
}

describe("a visit that was not held", () => {
  it("is typed by keyboard alone and leads back to the patient", async () => {
    const { backend, workspace, container } = await setUp();
    expect(await faultsOf(container)).toEqual([]);
    screen.getByRole("radio", { name: "Called off" }).focus();
    await userEvent.keyboard(" ");
    await userEvent.type(field("Time of the visit"), "9:30{Tab}");
    screen.getByRole("radio", { name: "The patient" }).focus();
    await userEvent.keyboard(" {Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
    const [sent] = backend.callsOf("log_not_held");
    expect(sent?.visit).toEqual({
      how: "cancelled",
      date: "2026-11-22",
      time: "09:30",
      by: "patient",
      name: "",
    });
    expect(workspace.said).toBe(`Kept: ${notHeldPage.words.title}`);
  });

  it("asks who called off, and a name, only where they belong, and forgets them where they do not", async () => {
    const { backend } = await setUp();
    expect(screen.queryByRole("radio", { name: "The patient" })).toBeNull();
    await userEvent.click(screen.getByRole("radio", { name: "Called off" }));
    expect(screen.queryByLabelText("Name")).toBeNull();
    await userEvent.click(screen.getByRole("radio", { name: "Somebody else" }));
    await userEvent.type(field("Name"), "A neighbour");
    await userEvent.click(screen.getByRole("radio", { name: "Nobody came" }));
    expect(screen.queryByRole("radio", { name: "The patient" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    await waitFor(() => {
      expect(backend.callsOf("log_not_held")).toHaveLength(1);
    });
    expect(backend.callsOf("log_not_held")[0]?.visit).toMatchObject({
      how: "missed",
      by: null,
      name: "",
    });
  });

  it("has no field for a reason, and says so", async () => {
    await setUp();
    screen.getByText(/There is no field for why/);
    expect(screen.queryAllByRole("textbox").map((box) => box.tagName)).not.toContain("TEXTAREA");
  });

  it("keeps half-typed words before the lock", async () => {
    const { backend, workspace } = await setUp();
    await userEvent.clear(field("Day of the visit"));
    await userEvent.type(field("Day of the visit"), "24 no");
    await workspace.lock();
    expect(backend.callsOf("keep_draft").at(-1)).toMatchObject({
      kind: "not-held",
      body: { date: "24 no" },
    });
  });

  it("shows each fault at its field and loses nothing", async () => {
    const { workspace } = await setUp({
      log_not_held: () => {
        throw notHeldRefused;
      },
    });
    await userEvent.type(field("Time of the visit"), "9:30{Tab}");
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    await screen.findByText(/Was it called off, or did nobody come/);
    expect(field("Time of the visit").value).toBe("09:30");
    expect(workspace.screen.name).toBe("notHeld");
  });
});
