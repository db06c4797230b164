// The people of the practice: each question says what it will do, and nothing happens without the owner's passphrase.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import type { TherapistsPage } from "../../backend/generated/TherapistsPage";
import { blankTherapist } from "../../forms/blank";
import { faultsOf } from "../../test/axe";
import {
  alone,
  chenAudits,
  chenJoined,
  chenLeft,
  staffed,
  wrongPassphrase,
} from "../../test/people";
import { workspaceWith } from "../../test/practice";
import ManageTherapists from "./ManageTherapists.svelte";

const OWN = "lantern orbit plum kettle";
const THEIRS = "gravel sonnet mitten harbour";

async function open(page: TherapistsPage, answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({
    therapists_page: () => page,
    check_new_therapist: () => ({ problems: [] }),
    ...answers,
  });
  const view = render(ManageTherapists, { workspace, screen: { name: "people" } });
  await screen.findByRole("heading", { name: "Who works here" });
  return { workspace, backend, ...view };
}

const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));

async function fillNewcomer(): Promise<void> {
  await press("Add a person");
  await userEvent.type(screen.getByLabelText(/^Name/), "B. Chen");
  await userEvent.selectOptions(screen.getByLabelText("Role"), "Therapist");
  await userEvent.type(screen.getByLabelText("New passphrase"), THEIRS);
  await userEvent.type(screen.getByLabelText("New passphrase, again"), THEIRS);
  await userEvent.type(screen.getByLabelText("Your own passphrase"), OWN);
}

describe("the list", () => {
  it("teaches what it is for while somebody works alone", async () => {
    const { container, workspace } = await open(alone);
    screen.getByText("You work here alone");
    expect(workspace.several).toBe(false);
    expect(await faultsOf(container)).toEqual([]);
  });

  it("says role, days and the key of each, and offers nothing against oneself", async () => {
    const { workspace } = await open(staffed);
    screen.getByText("Front desk");
    expect(screen.getAllByText(/^signature key/)).toHaveLength(3);
    expect(screen.queryByRole("button", { name: "Remove A. Rivera" })).toBeNull();
    screen.getByRole("button", { name: "Remove B. Chen" });
    expect(workspace.several).toBe(true);
  });

  it("keeps those who left, apart", async () => {
    await open(chenLeft);
    const left = screen.getByRole("region", { name: "Who left" });
    within(left).getByText("B. Chen, PT");
    expect(within(left).queryByRole("button")).toBeNull();
  });
});

describe("adding a person", () => {
  it("keeps what is typed of them over a lock, and no passphrase", async () => {
    const { backend, workspace } = await open(alone);
    await fillNewcomer();
    await workspace.lock();
    const kept = backend.callsOf("keep_draft").at(-1);
    expect(kept).toMatchObject({ kind: "person", patient: null });
    expect(kept?.body).toMatchObject({
      therapist: { name: "B. Chen" },
      role: { role: "therapist" },
    });
    expect(JSON.stringify(backend.callsOf("keep_draft"))).not.toContain(THEIRS);
    expect(JSON.stringify(backend.callsOf("keep_draft"))).not.toContain(OWN);
  });

  it("goes on with what was typed before a lock, and ends it with the joining", async () => {
    const typed = {
      therapist: { ...blankTherapist(), name: "B. Chen" },
      role: { role: "therapist" as const, patients: [], from: "", to: "", until: "" },
    };
    const kept = { draft: "d7", rev: 2, caret: null, kept_at: "14:01:02" };
    const { backend } = await open(
      { ...alone, begun: { typed, kept } },
      { add_therapist: () => chenJoined },
    );
    expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe("B. Chen");
    await userEvent.type(screen.getByLabelText("New passphrase"), THEIRS);
    await userEvent.type(screen.getByLabelText("New passphrase, again"), THEIRS);
    await userEvent.type(screen.getByLabelText("Your own passphrase"), OWN);
    await press("Add this person");
    await screen.findByRole("heading", { name: "Your recovery code" });
    expect(backend.callsOf("add_therapist")[0]).toMatchObject({ draft: "d7" });
  });

  it("lets the newcomer's sheet be saved as a file in their name", async () => {
    const { backend } = await open(alone, {
      add_therapist: () => chenJoined,
      offer_recovery_sheet: () => ({ path: "/home/r/sheet.pdf" }),
      save_recovery_sheet: ({ path }) => ({ path, warning: "" }),
    });
    await fillNewcomer();
    await press("Add this person");
    await screen.findByRole("heading", { name: "Your recovery code" });
    await press("Save as a PDF…");
    await press("Save the PDF");
    await screen.findByText(/Take it off this computer/);
    expect(backend.callsOf("save_recovery_sheet")[0]).toMatchObject({ person: chenJoined.id });
  });

  it("sends what both typed, shows the recovery code once, and forgets the passphrases", async () => {
    const { backend, workspace } = await open(alone, { add_therapist: () => chenJoined });
    await fillNewcomer();
    await press("Add this person");
    await screen.findByRole("heading", { name: "Your recovery code" });
    const [sent] = backend.callsOf("add_therapist");
    expect([sent?.passphrase, sent?.own_passphrase, sent?.role.role]).toEqual([
      THEIRS,
      OWN,
      "therapist",
    ]);
    screen.getByText(/This recovery code belongs to B. Chen/);
    const last =
      chenJoined.recovery_code
        .trim()
        .split(/[\s-]+/)
        .at(-1) ?? "";
    await userEvent.type(screen.getByRole("textbox"), `${last}{Enter}`);
    await screen.findByRole("heading", { name: "Who works here" });
    expect(workspace.said).toBe("B. Chen can unlock with their own passphrase from now on.");
    await press("Add a person");
    for (const field of screen.getAllByLabelText<HTMLInputElement>(/passphrase/i))
      if (field instanceof HTMLInputElement) expect(field.value).toBe("");
  });

  it("tells a wrong passphrase of the owner at its field and keeps everything else", async () => {
    const { container } = await open(alone, {
      add_therapist: () => {
        throw wrongPassphrase;
      },
    });
    await fillNewcomer();
    await press("Add this person");
    await screen.findByText(wrongPassphrase.message);
    expect(document.activeElement).toBe(screen.getByLabelText("Your own passphrase"));
    expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe("B. Chen");
    expect(await faultsOf(container)).toEqual([]);
  });

  it("asks an auditor's patients and days", async () => {
    const { backend } = await open(alone);
    await press("Add a person");
    await userEvent.selectOptions(screen.getByLabelText("Role"), "Auditor");
    screen.getByText("No patient chosen yet.");
    await userEvent.type(screen.getByRole("combobox", { name: "Add a patient" }), "oka");
    await userEvent.click(await screen.findByRole("option", { name: /Okafor, Ada/ }));
    await press("Take Okafor, Ada off the list");
    screen.getByText("No patient chosen yet.");
    expect(backend.callsOf("find_patients").length).toBeGreaterThan(0);
  });
});

describe("a role", () => {
  it("is changed with the owner's passphrase", async () => {
    const { backend, workspace } = await open(staffed, { change_role: () => chenAudits });
    await press("Change the role of B. Chen");
    const dialog = await screen.findByRole("dialog");
    await userEvent.selectOptions(within(dialog).getByLabelText("Role"), "Owner");
    await userEvent.type(within(dialog).getByLabelText("Your own passphrase"), OWN);
    await userEvent.click(within(dialog).getByRole("button", { name: "Give this role" }));
    await screen.findByText(/^Auditor: 1 patient/);
    expect(backend.callsOf("change_role")[0]?.role.role).toBe("owner");
    expect(workspace.said).toBe("The role of B. Chen was changed.");
  });

  it("of an auditor opens with the patients by name", async () => {
    await open(chenAudits);
    await press("Change the role of B. Chen");
    const dialog = await screen.findByRole("dialog");
    within(dialog).getByText(chenAudits.people[1]?.patients[0]?.name ?? "");
  });
});

describe("removing somebody", () => {
  const withDraft: TherapistsPage = {
    ...staffed,
    people: staffed.people.map((person) => (person.me ? person : { ...person, drafts: 2 })),
  };

  it("says first what becomes of what they did not finish", async () => {
    const { backend, container } = await open(withDraft, { remove_therapist: () => chenLeft });
    await press("Remove B. Chen");
    const dialog = await screen.findByRole("dialog");
    within(dialog).getByText(/2 notes of theirs are not signed. Nothing is lost/);
    const button = within(dialog).getByRole("button", { name: "Remove them" });
    expect(button).toHaveProperty("disabled", true);
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.type(within(dialog).getByLabelText("Your own passphrase"), OWN);
    await userEvent.click(button);
    await screen.findByRole("region", { name: "Who left" });
    expect(backend.callsOf("remove_therapist")[0]?.own_passphrase).toBe(OWN);
  });

  it("lets the owner hand on what waits of somebody who left", async () => {
    const page: TherapistsPage = {
      ...chenLeft,
      people: chenLeft.people.map((person) =>
        person.left === null ? person : { ...person, drafts: 1 },
      ),
    };
    const { backend, workspace } = await open(page, { hand_on_drafts: () => ({}) });
    screen.getByText("1 note waits unsigned");
    await press("Hand on what B. Chen did not finish");
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).queryByRole("option", { name: /D. Desk/ })).toBeNull();
    await userEvent.selectOptions(within(dialog).getByLabelText("Hand on to"), "A. Rivera (you)");
    await userEvent.click(within(dialog).getByRole("button", { name: "Hand on" }));
    await waitFor(() => {
      expect(workspace.said).toContain("A. Rivera");
    });
    const [left, me] = [page.people[1]?.id, page.people[0]?.id];
    expect(backend.callsOf("hand_on_drafts")).toEqual([{ from: left, to: me }]);
  });
});
