// Documents: what can be made, its real pages beside it, and how it is saved.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import type { DocumentsOffer } from "../../backend/generated/DocumentsOffer";
import type { DocumentWritten } from "../../backend/generated/DocumentWritten";
import { faultsOf } from "../../test/axe";
import { workspaceWith } from "../../test/practice";
import { offeredDocuments } from "../../test/documents";
import WriteDocument from "./WriteDocument.svelte";

const offer: DocumentsOffer = offeredDocuments;
const written: DocumentWritten = {
  document: "d1",
  path: "/home/r/procedure-note 2026-11-22.pdf",
  pages: 2,
  sha256: "9f86d081884c7d65",
  replaced: "",
  warning: "What is saved is not encrypted.",
};

beforeEach(() => {
  HTMLImageElement.prototype.decode = () => Promise.resolve();
  let n = 0;
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => `blob:${String(++n)}`, revokeObjectURL: vi.fn() }),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function setUp(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({
    offer_documents: () => offer,
    preview_document: () => ({ pages: ["<svg></svg>", "<svg></svg>"], all: 3 }),
    write_document: () => written,
    ...answers,
  });
  const view = render(WriteDocument, {
    workspace,
    screen: { name: "documents", patient: offer.patient },
  });
  await screen.findByRole("heading", { name: `Documents of ${offer.name}` });
  return { workspace, backend, ...view };
}

it("shows the real pages beside the choices, each with its number", async () => {
  const { container } = await setUp();
  await screen.findByRole("img", { name: "Procedure note, page 2 of 3" });
  screen.getByText("And 1 page more in the file.");
  expect(await faultsOf(container)).toEqual([]);
});

it("draws again after a change, and asks for one drawing at a time", async () => {
  let running = 0;
  let most = 0;
  const { backend } = await setUp({
    preview_document: async () => {
      most = Math.max(most, ++running);
      await new Promise((done) => setTimeout(done, 40));
      running -= 1;
      return { pages: ["<svg></svg>"], all: 1 };
    },
  });
  await userEvent.type(screen.getByRole("textbox", { name: "Your words" }), "Thank you.");
  await waitFor(() => {
    const last = backend.callsOf("preview_document").at(-1);
    expect(last?.form.own_words).toBe("Thank you.");
  });
  expect(most).toBe(1);
});

it("asks for a visit only where the document speaks of one", async () => {
  await setUp();
  screen.getByRole("combobox", { name: "The visit" });
  await userEvent.selectOptions(
    screen.getByRole("combobox", { name: /What is made/ }),
    "Full record",
  );
  expect(screen.queryByRole("combobox", { name: "The visit" })).toBeNull();
});

it("saves what was chosen, for whom and what for, on Ctrl+Enter", async () => {
  const { backend, workspace } = await setUp();
  await userEvent.click(screen.getByRole("button", { name: "For Dr. L. Hahn" }));
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("The document is saved and recorded.");
  expect(backend.callsOf("write_document")).toMatchObject([
    {
      patient: offer.patient,
      form: { kind: "procedure-note", recipient: "Dr. L. Hahn", purpose: "Treatment" },
      replace: false,
    },
  ]);
  expect(workspace.said).toBe("Document saved, 2 pages");
  screen.getByText("What is saved is not encrypted.");
});

it("prints fees only as they are typed", async () => {
  const { backend } = await setUp();
  await userEvent.selectOptions(
    screen.getByRole("combobox", { name: /What is made/ }),
    "Superbill",
  );
  await userEvent.type(screen.getByRole("textbox", { name: "Fee for 20561" }), "85.00");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("The document is saved and recorded.");
  expect(backend.callsOf("write_document")[0]?.form.fees).toEqual([
    { code: "20561", amount: "85.00" },
  ]);
});

it("prints every page of what was saved and recorded before, through the system's dialog", async () => {
  const printed = vi.fn();
  vi.stubGlobal("print", () => {
    printed(screen.getAllByRole("img").length);
  });
  const { backend } = await setUp({
    // The drawing for the screen comes after the one for the printer: it takes no page away.
    preview_document: async ({ whole }: { whole: boolean }) => {
      if (!whole) await new Promise((done) => setTimeout(done, 60));
      return { pages: Array<string>(whole ? 3 : 2).fill("<svg></svg>"), all: 3 };
    },
  });
  await userEvent.type(screen.getByRole("textbox", { name: "Your words" }), "Thank you.");
  await userEvent.click(screen.getByRole("button", { name: "Save and print…" }));
  await waitFor(() => {
    expect(printed).toHaveBeenCalledWith(3);
  });
  expect(printed).toHaveBeenCalledOnce();
  expect(backend.callsOf("write_document")).toHaveLength(1);
});

it("prints nothing that was changed after its pages were drawn, and says so", async () => {
  const printed = vi.fn();
  vi.stubGlobal("print", printed);
  let draw: () => void = () => undefined;
  const typed = new Promise<void>((done) => (draw = done));
  const { workspace } = await setUp({
    preview_document: async ({ whole }: { whole: boolean }) => {
      if (whole) await typed;
      return { pages: ["<svg></svg>"], all: 1 };
    },
  });
  await userEvent.click(screen.getByRole("button", { name: "Save and print…" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Your words" }), "More.");
  draw();
  await waitFor(() => {
    expect(workspace.said).toMatch(/nothing was printed/);
  });
  expect(printed).not.toHaveBeenCalled();
});

it("prints nothing while a page cannot be drawn", async () => {
  const printed = vi.fn();
  vi.stubGlobal("print", printed);
  HTMLImageElement.prototype.decode = () => Promise.reject(new Error("no page"));
  await setUp({ preview_document: () => ({ pages: ["<svg></svg>"], all: 1 }) });
  await userEvent.click(screen.getByRole("button", { name: "Save and print…" }));
  await screen.findByText(/nothing was printed/);
  expect(printed).not.toHaveBeenCalled();
});
