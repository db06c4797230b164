// Records that come in: read, tried, decided, imported, taken back.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import type { ImportTried } from "../../backend/generated/ImportTried";
import type { ImportsPage } from "../../backend/generated/ImportsPage";
import type { RecordsImported } from "../../backend/generated/RecordsImported";
import type { TableLook } from "../../backend/generated/TableLook";
import { faultsOf } from "../../test/axe";
import { refusal, workspaceWith } from "../../test/practice";
import ImportRecords from "./ImportRecords.svelte";

const look: TableLook = {
  kind: "csv",
  sha256: "ab",
  encoding: "windows-1252",
  encoding_guessed: true,
  separator: "semicolon",
  sheet: "",
  sheets: [],
  rows: 3,
  columns: [
    { name: "Surname", examples: ["Okafor", "Brandt"] },
    { name: "Born", examples: ["14/03/1984"] },
    { name: "Invoice", examples: [] },
  ],
  mapping: {
    columns: [
      { column: "Surname", is: "full-name" },
      { column: "Born", is: "birth-date" },
      { column: "Invoice", is: "skip" },
    ],
    dates: "day-month",
  },
  mapping_kept: false,
  fields: [
    { field: "skip", words: "Leave out" },
    { field: "full-name", words: 'Name as "family, given"' },
    { field: "birth-date", words: "Date of birth" },
    { field: "record-number", words: "Record number" },
  ],
};

const reason = (code: string, message: string, column: string | null = null) => ({
  column,
  code,
  message,
});

const tried: ImportTried = {
  report: "r1",
  counts: [
    { outcome: "new", rows: 1 },
    { outcome: "match", rows: 0 },
    { outcome: "conflict", rows: 1 },
    { outcome: "refused", rows: 1 },
    { outcome: "left-out", rows: 0 },
  ],
  new_patients: 1,
  known_patients: 0,
  notes: 1,
  rows: [
    {
      row: 2,
      who: "Brandt, Jonas · 6 May 1971",
      outcome: "new",
      reasons: [reason("new", "The patient is new.")],
      note: true,
      first: 2,
      alike: [],
    },
    {
      row: 3,
      who: "Okafor, Ada · 14 Mar 1984",
      outcome: "conflict",
      reasons: [reason("same-person", "Somebody with the same name is here already.")],
      note: false,
      first: 3,
      alike: [{ patient: "p1", who: "Okafor, Ada · 14 Mar 1984 · no record number" }],
    },
    {
      row: 4,
      who: "",
      outcome: "refused",
      reasons: [reason("not-a-date", "This is no date of the calendar.", "Born")],
      note: false,
      first: 4,
      alike: [],
    },
  ],
};

const done: RecordsImported = {
  import: "i1",
  new_patients: 1,
  known_patients: 0,
  notes: 1,
  left_out: 2,
};

const stands: ImportsPage = {
  imports: [
    {
      import: "i1",
      system: "Old Charts 3",
      when: "22 Nov 2026 14:05",
      by: "A. Rivera, PT",
      what: "1 patient, 1 of them new; 1 note",
    },
  ],
};

function setUp(answers: Answers = {}) {
  let imported = false;
  const { workspace, backend } = workspaceWith({
    imports_page: () => (imported ? stands : { imports: [] }),
    look_at_table: () => look,
    try_import: () => tried,
    import_records: () => {
      imported = true;
      return done;
    },
    undo_import: () => ({ imports: [] }),
    ...answers,
  });
  const view = render(ImportRecords, { workspace, screen: { name: "imports" } });
  return { workspace, backend, ...view };
}

async function read(): Promise<void> {
  await userEvent.type(await screen.findByLabelText(/CSV or XLSX file/), "/media/stick/a.csv");
  await userEvent.type(screen.getByLabelText(/System the records come from/), "Old Charts 3");
  await userEvent.click(screen.getByRole("button", { name: "Read the file" }));
  await screen.findByRole("heading", { name: "2. What the columns mean" });
}

async function tryIt(): Promise<void> {
  await read();
  await userEvent.click(screen.getByRole("button", { name: "Try it" }));
  await screen.findByRole("heading", { name: "3. What would come of it" });
}

it("teaches what stands here before anything was imported", async () => {
  const { container } = setUp();
  await screen.findByText("Nothing was imported yet.");
  expect(await faultsOf(container)).toEqual([]);
});

it("shows what the columns were guessed to mean, and how letters were read", async () => {
  const { container } = setUp();
  await read();
  expect(document.activeElement?.id).toBe("import-columns");
  expect(screen.getByLabelText<HTMLSelectElement>("Meaning of Born").value).toBe("birth-date");
  expect(screen.getByText("Okafor · Brandt")).toBeTruthy();
  expect(screen.getByLabelText<HTMLSelectElement>(/Letters/).value).toBe("windows-1252");
  expect(screen.getByText(/if letters are wrong, choose another/)).toBeTruthy();
  expect(await faultsOf(container)).toEqual([]);
});

it("reads the file again in another encoding", async () => {
  const { backend } = setUp();
  await read();
  await userEvent.selectOptions(screen.getByLabelText(/Letters/), "UTF-8");
  await waitFor(() => {
    expect(backend.runsOf("look_at_table").at(-1)?.encoding).toBe("UTF-8");
  });
});

it("tries by what was chosen, and shows the refused rows first with column and reason", async () => {
  const { container, backend } = setUp();
  await read();
  await userEvent.selectOptions(screen.getByLabelText("Meaning of Invoice"), "record-number");
  await userEvent.click(screen.getByRole("button", { name: "Try it" }));
  const table = await screen.findByRole("table", { name: "Rows of the file" });
  expect(document.activeElement?.id).toBe("import-report");
  expect(within(table).getByRole("rowheader", { name: "4" })).toBeTruthy();
  expect(within(table).getByText("Born")).toBeTruthy();
  expect(within(table).getByText(/This is no date of the calendar/)).toBeTruthy();
  expect(within(table).queryByRole("rowheader", { name: "2" })).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText("Show"), "all");
  expect(within(table).getByRole("rowheader", { name: "2" })).toBeTruthy();
  const asked = backend.runsOf("try_import")[0];
  expect(asked?.mapping.columns[2]).toEqual({ column: "Invoice", is: "record-number" });
  expect(asked?.system).toBe("Old Charts 3");
  expect(await faultsOf(container)).toEqual([]);
});

it("asks about somebody who may be here, and tries again with the decision", async () => {
  const { backend } = setUp();
  await tryIt();
  await userEvent.selectOptions(screen.getByLabelText("Show"), "conflict");
  await userEvent.selectOptions(screen.getByLabelText("Decision for row 3"), "p1");
  await screen.findByText(/You decided something since/);
  expect(screen.queryByRole("button", { name: "Import" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Try it with what you decided" }));
  await waitFor(() => {
    expect(backend.runsOf("try_import")).toHaveLength(2);
  });
  expect(backend.runsOf("try_import")[1]?.decisions).toEqual([
    { row: 3, choice: { choice: "same", patient: "p1" } },
  ]);
});

it("imports what was tried without the faulty rows, and takes it back", async () => {
  const { backend, container } = setUp();
  await tryIt();
  await userEvent.click(screen.getByLabelText(/Import without the 2 rows/));
  await userEvent.click(screen.getByRole("button", { name: "Import" }));
  await screen.findByText("1 patient registered, 1 note brought in, 2 rows left out.");
  expect(document.activeElement?.id).toBe("import-done");
  const asked = backend.runsOf("import_records")[0];
  expect([asked?.report, asked?.leave_out]).toEqual(["r1", true]);
  await screen.findByText("Old Charts 3");
  expect(await faultsOf(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Take this import back" }));
  await screen.findByText("Nothing was imported yet.");
  expect(backend.runsOf("undo_import")).toEqual([{ import: "i1" }]);
});

it("asks once before an import of another day is taken back", async () => {
  const { backend } = setUp({ imports_page: () => stands });
  await userEvent.click(
    await screen.findByRole("button", { name: /Take this import back: Old Charts 3/ }),
  );
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "Take this import back" }));
  await waitFor(() => {
    expect(backend.runsOf("undo_import")).toEqual([{ import: "i1" }]);
  });
});

it("says at its place what is missing, and why a file is no table", async () => {
  setUp({
    try_import: () =>
      Promise.reject(
        refusal("fields", "2 answers need another look.", {
          dates: "Dates like 03/04/2026 can be read in two ways.",
          system: "The system that the records come from is missing.",
        }),
      ),
  });
  await read();
  await userEvent.click(screen.getByRole("button", { name: "Try it" }));
  await screen.findByText("Dates like 03/04/2026 can be read in two ways.");
  expect(screen.getByText("The system that the records come from is missing.")).toBeTruthy();
});

it("reads the file that the system's own dialog answers, and says why it is no table", async () => {
  const { workspace, backend } = workspaceWith({
    imports_page: () => ({ imports: [] }),
    look_at_table: () => Promise.reject(refusal("nul", "The file is no text.")),
  });
  Object.assign(backend, { chooseTable: vi.fn(() => Promise.resolve("/media/stick/b.csv")) });
  render(ImportRecords, { workspace, screen: { name: "imports" } });
  await userEvent.click(await screen.findByRole("button", { name: "Choose a file…" }));
  await screen.findByText("The file is no text.");
  expect(backend.runsOf("look_at_table")).toEqual([
    { path: "/media/stick/b.csv", encoding: null, sheet: null },
  ]);
});
