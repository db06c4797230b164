// The list of patients: typing filters, the newest answer wins, arrows move, Enter opens.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { faultsOf } from "../../test/axe";
import { line, refusal, workspaceWith } from "../../test/practice";
import FindPatient from "./FindPatient.svelte";

const ada = line();
const jonas = line({ id: "p2", name: "Brandt, Jonas", last_seen: null, sessions: 0 });

function setUp(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({
    find_patients: ({ query }) => ({
      patients: [ada, jonas].filter(({ name }) => name.toLowerCase().includes(query)),
    }),
    ...answers,
  });
  const { container } = render(FindPatient, { workspace, screen: { name: "patients" } });
  return { workspace, backend, container, field: screen.getByLabelText("Find a patient") };
}

function rows(): (string | null)[] {
  return screen
    .queryAllByRole("option")
    .map((row) => row.querySelector(".name")?.textContent ?? null);
}

it("shows those seen last before anything is typed, ready to type", async () => {
  const { backend, field } = setUp();
  await screen.findByRole("option", { name: /Okafor, Ada/ });
  expect(rows()).toEqual(["Okafor, Ada", "Brandt, Jonas"]);
  expect(document.activeElement).toBe(field);
  expect(backend.callsOf("find_patients")[0]?.query).toBe("");
});

it("moves with the arrows and opens with Enter", async () => {
  const { workspace } = setUp();
  await screen.findByRole("option", { name: /Okafor, Ada/ });
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  expect(screen.getByRole("option", { selected: true }).textContent).toContain("Brandt, Jonas");
  await userEvent.keyboard("{Enter}");
  expect(workspace.screen).toEqual({ name: "patient", id: "p2" });
});

it("opens what was typed even when Enter comes before the answer", async () => {
  const { workspace } = setUp();
  await screen.findByRole("option", { name: /Okafor, Ada/ });
  await userEvent.keyboard("brandt{Enter}");
  await waitFor(() => {
    expect(workspace.screen).toEqual({ name: "patient", id: "p2" });
  });
});

it("shows the newest answer, however late an older one comes", async () => {
  const late: (() => void)[] = [];
  setUp({
    find_patients: ({ query }) => {
      if (query !== "o") return { patients: query === "ok" ? [ada] : [] };
      return new Promise((resolve) => {
        late.push(() => {
          resolve({ patients: [jonas] });
        });
      });
    },
  });
  await userEvent.keyboard("o");
  await waitFor(() => {
    expect(late).toHaveLength(1);
  });
  await userEvent.keyboard("k");
  await waitFor(() => {
    expect(rows()).toEqual(["Okafor, Ada"]);
  });
  late[0]?.();
  await Promise.resolve();
  expect(rows()).toEqual(["Okafor, Ada"]);
});

it("offers to register a name that nobody has", async () => {
  const { workspace } = setUp();
  await screen.findByRole("option", { name: /Okafor, Ada/ });
  await userEvent.keyboard("Tunde Adeyemi");
  await userEvent.click(await screen.findByRole("button", { name: "Register “Tunde Adeyemi”" }));
  expect(workspace.screen).toEqual({ name: "register", typed: "Tunde Adeyemi" });
});

it("teaches a practice without patients", async () => {
  setUp({ find_patients: () => ({ patients: [] }) });
  expect(await screen.findByText("No patients yet")).toBeTruthy();
});

it("says when the search did not work", async () => {
  setUp({
    find_patients: () => {
      throw refusal("io", "The disk reported a problem.");
    },
  });
  expect((await screen.findByRole("alert")).textContent).toContain("The disk reported a problem.");
});

it("has no fault that axe knows", async () => {
  const { container } = setUp();
  await screen.findByRole("option", { name: /Okafor, Ada/ });
  expect(await faultsOf(container)).toEqual([]);
});
