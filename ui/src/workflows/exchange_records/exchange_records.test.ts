// Records that leave: what must be known before, what is asked, and what was written.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import type { RecordsExported } from "../../backend/generated/RecordsExported";
import type { RecordsOffer } from "../../backend/generated/RecordsOffer";
import { faultsOf } from "../../test/axe";
import { refusal, workspaceWith } from "../../test/practice";
import ExchangeRecords from "./ExchangeRecords.svelte";

const offer: RecordsOffer = {
  whose: "Okafor, Adá",
  warning: "What is exported is not encrypted.",
  path: "/home/r/records 2026-11-22",
  purposes: ["Treatment", "Research"],
  authorities: ["Consent of the patient"],
};

const written: RecordsExported = {
  path: "/home/r/records 2026-11-22",
  patients: 1,
  sessions: 5,
  withheld: 1,
  tables: [
    { name: "sites", rows: 9 },
    { name: "holds", rows: 0 },
  ],
  sha256: "ab",
  warning: "What is exported is not encrypted.",
};

function setUp(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({
    offer_records: ({ format, reduced }) => ({
      ...offer,
      path: format === "xlsx" ? `${offer.path}.xlsx` : offer.path,
      warning: reduced ? "This is not anonymous." : offer.warning,
    }),
    export_records: () => written,
    ...answers,
  });
  const view = render(ExchangeRecords, { workspace, screen: { name: "records", patient: "p1" } });
  return { workspace, backend, ...view };
}

it("says whose records leave and who can read them, before anything is written", async () => {
  const { container, backend } = setUp();
  await screen.findByText("Okafor, Adá");
  expect(screen.getByText("What is exported is not encrypted.")).toBeTruthy();
  await userEvent.click(screen.getByLabelText("Leave out names, dates and free words"));
  await screen.findByText("This is not anonymous.");
  expect(backend.runsOf("export_records")).toHaveLength(0);
  expect(await faultsOf(container)).toEqual([]);
});

it("exports what was chosen and says what is in it", async () => {
  const { container, backend } = setUp();
  await userEvent.type(await screen.findByLabelText(/Who it is for/), "Records department");
  await userEvent.selectOptions(screen.getByLabelText(/Purpose/), "Research");
  await userEvent.selectOptions(screen.getByLabelText(/Form/), "xlsx");
  await waitFor(() => {
    expect(screen.getByLabelText<HTMLInputElement>(/Save as/).value).toMatch(/xlsx$/);
  });
  await userEvent.click(screen.getByRole("button", { name: "Export" }));
  const table = await screen.findByRole("table", { name: "Tables" });
  expect(within(table).getByRole("row", { name: "sites 9" })).toBeTruthy();
  expect(within(table).queryByText("holds")).toBeNull();
  expect(screen.getByText("1 patient, 5 signed sessions")).toBeTruthy();
  expect(document.activeElement?.textContent).toBe("Exported and recorded");
  expect(screen.getByText(/1 note withheld/)).toBeTruthy();
  expect(backend.runsOf("export_records")).toEqual([
    {
      patient: "p1",
      format: "xlsx",
      reduced: false,
      path: `${offer.path}.xlsx`,
      replace: false,
      recipient: "Records department",
      purpose: "Research",
      authority: "",
      passphrase: "",
    },
  ]);
  expect(await faultsOf(container)).toEqual([]);
});

it("offers a bundle of the whole record, from which nothing is left out", async () => {
  const { container, backend } = setUp({
    export_records: () => ({ ...written, tables: [{ name: "Procedure", rows: 9 }] }),
  });
  await userEvent.click(await screen.findByLabelText("Leave out names, dates and free words"));
  await userEvent.selectOptions(screen.getByLabelText(/Form/), "fhir");
  await screen.findByText(/A bundle holds the whole record/);
  expect(screen.queryByLabelText("Leave out names, dates and free words")).toBeNull();
  await userEvent.type(screen.getByLabelText(/Who it is for/), "Dr. Hahn");
  await userEvent.selectOptions(screen.getByLabelText(/Purpose/), "Treatment");
  await userEvent.click(screen.getByRole("button", { name: "Export" }));
  const table = await screen.findByRole("table", { name: "Resources in the bundle" });
  expect(within(table).getByRole("row", { name: "Procedure 9" })).toBeTruthy();
  const [asked] = backend.runsOf("export_records");
  expect(asked).toMatchObject({ format: "fhir", reduced: false });
  expect(await faultsOf(container)).toEqual([]);
});

it("asks for a passphrase twice before the whole practice leaves in an archive", async () => {
  const { workspace, backend } = workspaceWith({
    offer_records: () => offer,
    export_records: () => written,
    judge_passphrase: ({ passphrase }) =>
      passphrase.length > 12
        ? { acceptable: true, score: 4, hint: "Strong." }
        : { acceptable: false, score: 1, hint: "Add another word." },
  });
  const { container } = render(ExchangeRecords, { workspace, screen: { name: "records" } });
  await userEvent.selectOptions(await screen.findByLabelText(/Form/), "archive");
  await screen.findByText(/Nothing is left out/);
  await userEvent.type(screen.getByLabelText(/Who it is for/), "Dr. Hahn");
  await userEvent.selectOptions(screen.getByLabelText(/Purpose/), "Treatment");
  const [fresh, again] = screen.getAllByLabelText(/passphrase|again/i, { selector: "input" });
  if (!fresh || !again) throw new Error("two fields");
  await userEvent.type(fresh, "short");
  await userEvent.type(again, "short");
  await userEvent.click(screen.getByRole("button", { name: "Export" }));
  await screen.findAllByText("Add another word.");
  expect(backend.runsOf("export_records")).toHaveLength(0);
  await userEvent.type(fresh, " lantern orbit");
  await userEvent.type(again, " lantern orbit");
  await userEvent.click(screen.getByRole("button", { name: "Export" }));
  await screen.findByText("1 patient, 5 signed sessions");
  const [asked] = backend.runsOf("export_records");
  expect(asked).toMatchObject({ format: "archive", passphrase: "short lantern orbit" });
  expect(screen.getAllByLabelText<HTMLInputElement>(/again/i)[0]?.value).toBe("");
  expect(await faultsOf(container)).toEqual([]);
});

it("keeps a path that was typed when the form changes", async () => {
  setUp();
  const path = await screen.findByLabelText<HTMLInputElement>(/Save as/);
  await userEvent.clear(path);
  await userEvent.type(path, "/media/stick/mine");
  await userEvent.selectOptions(screen.getByLabelText(/Form/), "xlsx");
  expect(path.value).toBe("/media/stick/mine");
});

it("puts the tables into the folder that the system's own dialog answers", async () => {
  const { workspace, backend } = workspaceWith({ offer_records: () => offer });
  Object.assign(backend, { chooseFolder: vi.fn(() => Promise.resolve("/media/stick")) });
  render(ExchangeRecords, { workspace, screen: { name: "records" } });
  await userEvent.click(await screen.findByRole("button", { name: "Choose a folder…" }));
  const path = screen.getByLabelText<HTMLInputElement>(/Save as/);
  await waitFor(() => {
    expect(path.value).toBe("/media/stick/records 2026-11-22");
  });
  expect(backend.callsOf("offer_records")[0]?.patient).toBeNull();
});

it("says at the field what is missing, and keeps what was typed", async () => {
  setUp({
    export_records: () =>
      Promise.reject(
        refusal("fields", "An answer needs another look.", { purpose: "The purpose is missing." }),
      ),
  });
  await userEvent.type(await screen.findByLabelText(/Who it is for/), "Dr. Hahn");
  await userEvent.click(screen.getByRole("button", { name: "Export" }));
  await screen.findByText("The purpose is missing.");
  expect(screen.getByLabelText<HTMLInputElement>(/Who it is for/).value).toBe("Dr. Hahn");
});

it("says why the records cannot be exported, and tries again", async () => {
  let tries = 0;
  setUp({
    offer_records: () => {
      tries += 1;
      if (tries === 1)
        throw refusal("not-allowed", "Your role in this practice does not include this.");
      return offer;
    },
  });
  await screen.findByText("Your role in this practice does not include this.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("Okafor, Adá");
});
