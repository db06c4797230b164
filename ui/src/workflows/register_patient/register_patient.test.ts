// Registering a patient: nothing typed is lost, faults stand at their fields, resemblance never blocks.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import type { DraftPage } from "../../backend/generated/DraftPage";
import { blankPatient } from "../../forms/blank";
import { faultsOf } from "../../test/axe";
import { line, patientPage, refusal, workspaceWith } from "../../test/practice";
import type { ScreenOf } from "../../workspace.svelte";
import { nameIn } from "./registration.svelte";
import RegisterPatient from "./RegisterPatient.svelte";

type Opened = Omit<ScreenOf<"register">, "name">;

async function setUp(answers: Answers = {}, opened: Opened = {}) {
  const { workspace, backend } = workspaceWith(answers);
  workspace.open({ name: "register", ...opened });
  const view = render(RegisterPatient, { workspace, screen: { name: "register", ...opened } });
  await screen.findByLabelText("Family name");
  return { workspace, backend, ...view };
}

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label, { selector: "input, textarea" });
}

function draftPage(fields: Partial<DraftPage> = {}): DraftPage {
  return {
    id: "d7",
    rev: 3,
    patient: null,
    name: null,
    born: null,
    visit: 1,
    session: null,
    registration: blankPatient(),
    based_on: null,
    caret: null,
    kept_at: "14:00:00",
    last: null,
    correcting: null,
    last_settings: [],
    used: [],
    episodes: [],
    phrases: [],
    templates: [],
    ...fields,
  };
}

describe("keeping", () => {
  it("keeps what is typed after a pause, and once", async () => {
    const { backend } = await setUp();
    await userEvent.type(field("Family name"), "Okafor");
    await waitFor(() => {
      expect(backend.callsOf("keep_draft")).toHaveLength(1);
    });
    expect(backend.callsOf("keep_draft")[0]).toMatchObject({
      draft: null,
      kind: "patient",
      patient: null,
      rev: 0,
      body: { family_name: "Okafor" },
      caret: "family_name:6",
    });
    expect(await screen.findByText("kept 14:09:31")).toBeTruthy();
  });

  it("keeps at once when a field is left, and goes on with the same draft", async () => {
    const { backend } = await setUp();
    await userEvent.type(field("Family name"), "Okafor{Tab}Ada{Tab}");
    await waitFor(() => {
      expect(backend.callsOf("keep_draft")[1]).toMatchObject({
        draft: "d1",
        rev: 1,
        body: { family_name: "Okafor", given_name: "Ada" },
      });
    });
  });

  it("keeps where the caret was when a button takes the focus", async () => {
    const { backend, workspace } = await setUp();
    await userEvent.type(field("Phone"), "555");
    const outside = document.createElement("button");
    document.body.append(outside);
    outside.focus();
    await workspace.lock();
    expect(backend.callsOf("keep_draft").at(-1)).toMatchObject({ caret: "phone:3" });
    outside.remove();
  });

  it("writes nothing for somebody who only looked", async () => {
    const { backend, workspace, unmount } = await setUp({}, { typed: "Ada Okafor" });
    unmount();
    await workspace.leftAllKept();
    expect(backend.callsOf("keep_draft")).toHaveLength(0);
  });

  it("keeps what is typed before the lock, and nothing after it", async () => {
    const { backend, workspace, unmount } = await setUp();
    await userEvent.type(field("Family name"), "Ok");
    await workspace.lock();
    unmount();
    await workspace.leftAllKept();
    expect(backend.calls.map(({ command }) => command).slice(-2)).toEqual(["keep_draft", "lock"]);
  });

  it("keeps what is typed when the screen is left", async () => {
    const { backend, workspace, unmount } = await setUp();
    await userEvent.type(field("Family name"), "Oka");
    unmount();
    await workspace.leftAllKept();
    expect(backend.callsOf("keep_draft").at(-1)).toMatchObject({ body: { family_name: "Oka" } });
  });

  it("says when it could not keep and tries again by itself", async () => {
    let full = true;
    const { backend } = await setUp({
      keep_draft: () => {
        if (full) throw refusal("disk-full", "The disk is full.");
        return { id: "d1", rev: 1, kept_at: "14:10:00" };
      },
    });
    await userEvent.type(field("Family name"), "Okafor");
    expect(await screen.findByText("The disk is full.")).toBeTruthy();
    full = false;
    expect(await screen.findByText("kept 14:10:00", {}, { timeout: 4000 })).toBeTruthy();
    expect(screen.queryByText("The disk is full.")).toBeNull();
    expect(backend.callsOf("keep_draft").length).toBeGreaterThan(1);
  });

  it("brings back a draft with its half-typed words and its caret", async () => {
    const registration = {
      ...blankPatient(),
      family_name: "Adeyemi",
      birth_date: "14 mar",
      conditions: [{ condition: "tenn", icd10cm: "" }],
    };
    await setUp(
      { open_draft: () => draftPage({ registration, caret: "family_name:3" }) },
      { draft: "d7" },
    );
    expect(field("Family name").value).toBe("Adeyemi");
    expect(field("Date of birth").value).toBe("14 mar");
    expect(field("Condition 1").value).toBe("tenn");
    expect(document.activeElement).toBe(field("Family name"));
    expect(field("Family name").selectionStart).toBe(3);
  });
});

describe("registering", () => {
  it("sends everything with the draft, on Ctrl+Enter, and opens the patient", async () => {
    const { backend, workspace } = await setUp();
    await userEvent.type(field("Family name"), "Okafor{Tab}Ada{Tab}14 mar 1984{Tab}");
    await userEvent.click(screen.getByRole("radio", { name: "Female" }));
    await userEvent.type(field("Condition 1"), "epicondyl{Enter}");
    await userEvent.selectOptions(screen.getByLabelText("ICD-10-CM code 1"), "M77.12");
    await userEvent.type(field("Referring clinician"), "Dr. L. Hahn");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
    const [sent] = backend.callsOf("register_patient");
    expect(sent?.draft).toBe("d1");
    expect(sent?.patient).toMatchObject({
      family_name: "Okafor",
      given_name: "Ada",
      birth_date: "1984-03-14",
      sex: "female",
      referrer: { name: "Dr. L. Hahn" },
      conditions: [{ condition: "tennis-elbow", icd10cm: "M77.12" }],
    });
    expect(workspace.said).toBe("Registered: Okafor, Ada");
  });

  it("says the date of birth in words with the age", async () => {
    await setUp();
    await userEvent.type(field("Date of birth"), "14 mar 1984");
    expect(screen.getByText(/Wednesday, 14 March 1984 · \d+ years old/)).toBeTruthy();
  });

  it("shows each fault at its field, counts rows without blank ones, and keeps no late draft", async () => {
    const { backend, workspace } = await setUp({
      register_patient: () => {
        throw refusal("fields", "2 answers need another look.", {
          birth_date: "The date of birth is missing.",
          "conditions[0].condition": "No condition has this name.",
        });
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Add a condition" }));
    await userEvent.type(field("Condition 2"), "nonsense");
    await userEvent.click(screen.getByRole("button", { name: "Register patient" }));
    await screen.findByText("The date of birth is missing.");
    expect(field("Condition 1").getAttribute("aria-invalid")).toBeNull();
    expect(field("Condition 2").getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(field("Date of birth"));
    expect(workspace.screen.name).toBe("register");
    expect(backend.callsOf("register_patient")[0]?.patient.conditions).toEqual([
      { condition: "nonsense", icd10cm: "" },
    ]);
  });

  it("never sends a condition other than the one that is read", async () => {
    const { backend } = await setUp();
    await userEvent.type(field("Condition 1"), "neck{Enter}");
    await userEvent.selectOptions(screen.getByLabelText("ICD-10-CM code 1"), "M54.2");
    await userEvent.clear(field("Condition 1"));
    await userEvent.type(field("Condition 1"), "elbow pain");
    await userEvent.click(screen.getByRole("button", { name: "Register patient" }));
    await waitFor(() => {
      expect(backend.callsOf("register_patient")).toHaveLength(1);
    });
    expect(backend.callsOf("register_patient")[0]?.patient.conditions).toEqual([
      { condition: "elbow pain", icd10cm: "" },
    ]);
  });

  it("shows who is alike, opens them, and blocks nothing", async () => {
    const { workspace } = await setUp({
      check_patient: () => ({ problems: [], similar: [line({ id: "p9" })] }),
    });
    await userEvent.type(field("Family name"), "Okafor");
    await screen.findByText(/already registered/);
    expect(screen.getByRole("button", { name: "Register patient" })).toHaveProperty(
      "disabled",
      false,
    );
    await userEvent.click(screen.getByRole("button", { name: "Open Okafor, Ada" }));
    expect(workspace.screen).toEqual({ name: "patient", id: "p9" });
  });

  it("sets a draft aside only after asking", async () => {
    const { backend, workspace } = await setUp();
    await userEvent.type(field("Family name"), "Okafor{Tab}");
    await userEvent.click(await screen.findByRole("button", { name: "Discard" }));
    expect(backend.callsOf("discard_draft")).toHaveLength(0);
    await userEvent.click(screen.getByRole("button", { name: "Discard it" }));
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "today" });
    });
    expect(backend.callsOf("discard_draft")).toEqual([{ draft: "d1" }]);
  });
});

describe("changing details", () => {
  it("starts from what is registered and names the revision it is based on", async () => {
    const { backend } = await setUp(
      { open_patient: () => patientPage({ phone: "555" }) },
      { patient: "p1" },
    );
    expect(screen.getByRole("heading", { name: "Details of Okafor, Ada" })).toBeTruthy();
    await userEvent.type(field("Phone"), "1");
    await userEvent.click(screen.getByRole("button", { name: "Save details" }));
    await waitFor(() => {
      expect(backend.callsOf("change_patient")).toHaveLength(1);
    });
    expect(backend.callsOf("change_patient")[0]).toMatchObject({
      id: "p1",
      based_on: 4,
      patient: { phone: "5551" },
      draft: "d1",
    });
    expect(backend.callsOf("keep_draft")[0]).toMatchObject({
      patient: "p1",
      body: { based_on: 4, patient: { phone: "5551" } },
    });
  });

  it("goes on later from what it was begun from, not from what is registered by then", async () => {
    const registration = { ...blankPatient(), family_name: "Okafor", given_name: "Ada" };
    const { backend } = await setUp(
      {
        open_draft: () => draftPage({ patient: "p1", registration, based_on: 3 }),
        open_patient: () => patientPage({ address: "3 Pier Road" }),
        change_patient: () => {
          throw refusal("stale", "This was changed in the meantime.");
        },
      },
      { draft: "d7" },
    );
    await userEvent.type(field("Phone"), "555{Tab}");
    await waitFor(() => {
      expect(backend.callsOf("keep_draft").at(-1)).toMatchObject({
        body: { based_on: 3, patient: { phone: "555" } },
      });
    });
    await userEvent.click(screen.getByRole("button", { name: "Save details" }));
    expect(await screen.findByText("This was changed in the meantime.")).toBeTruthy();
    expect(backend.callsOf("change_patient")[0]).toMatchObject({ id: "p1", based_on: 3 });
    expect(field("Phone").value).toBe("555");
  });
});

it.each([
  ["Okafor, Ada", "Okafor", "Ada"],
  ["Ada Okafor", "Okafor", "Ada"],
  ["Thị Mai Nguyễn", "Nguyễn", "Thị Mai"],
  ["Okafor", "Okafor", ""],
  ["14 Mar 1984", "", ""],
  ["", "", ""],
])("reads the searched words %j as a name", (typed, family_name, given_name) => {
  expect(nameIn(typed)).toEqual({ family_name, given_name });
});

it("says why a registration cannot be opened", async () => {
  const { workspace } = workspaceWith({
    open_draft: () => {
      throw refusal("gone", "This is not in the practice any more.");
    },
  });
  render(RegisterPatient, { workspace, screen: { name: "register", draft: "d7" } });
  expect((await screen.findByRole("alert")).textContent).toContain("not in the practice any more");
});

it("has no fault that axe knows", async () => {
  const { container } = await setUp({
    check_patient: () => ({ problems: [], similar: [line()] }),
  });
  await userEvent.type(field("Family name"), "Okafor");
  await screen.findByText(/already registered/);
  expect(await faultsOf(container)).toEqual([]);
});
