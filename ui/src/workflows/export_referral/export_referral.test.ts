// The letter: what is offered, what cannot be said, and how it is saved.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeBackend, type Answers } from "../../backend/fake";
import { Failure } from "../../backend/failure";
import type { ExportLetter } from "../../backend/generated/ExportLetter";
import type { LetterExported } from "../../backend/generated/LetterExported";
import { ADA, ada, offer } from "../../test/ada";
import { faultsOf } from "../../test/axe";
import { Workspace } from "../../workspace.svelte";
import ExportReferral from "./ExportReferral.svelte";
import { ownersSeat } from "../../test/rights";

const practice = {
  practice: "Test practice",
  therapist: "A. Rivera, PT",
  me: "1",
  ...ownersSeat,
  resume: null,
};

function exported({ path }: ExportLetter): LetterExported {
  return { document: "d1", path, pages: 1, sha256: "9f86d081884c7d65", replaced: "" };
}

async function open(answers: Answers = {}) {
  const backend = new FakeBackend(
    {},
    {
      offer_letter: () => offer,
      open_patient: () => ada,
      export_letter: exported,
      keep_draft: () => ({ id: "l1", rev: 1, kept_at: "14:09:31" }),
      ...answers,
    },
  );
  const workspace = new Workspace(backend, practice);
  workspace.open({ name: "letter", patient: ADA });
  const { container } = render(ExportReferral, {
    workspace,
    screen: { name: "letter", patient: ADA },
  });
  await screen.findByRole("heading", { name: "Letter for Okafor, Ada" });
  return { backend, workspace, container };
}

describe("what a letter may say", () => {
  it("shows who, when and how much from the record, with no field to type them into", async () => {
    const { container } = await open();
    for (const said of [
      "Dr. L. Hahn",
      "3 Nov 2026 to 22 Nov 2026",
      "5 signed visits",
      offer.reading,
    ])
      expect(container.textContent).toContain(said);
    const fields = screen.getAllByRole("textbox").map((field) => field.getAttribute("id"));
    const names = fields.map(
      (id) => container.querySelector(`label[for="${id ?? ""}"]`)?.textContent,
    );
    expect(names).toEqual(["Expected course", "Plan and request", "Your words", "Save as"]);
    expect(await faultsOf(container)).toEqual([]);
  });

  it("offers 'improving' only when the numbers allow it, and says why not", async () => {
    await open();
    const improving = screen.getByRole<HTMLInputElement>("radio", { name: /improving/ });
    expect(improving.disabled).toBe(true);
    const why = document.getElementById(improving.getAttribute("aria-describedby") ?? "");
    expect(why?.textContent).toContain("the numbers do not allow");
  });

  it("lets 'improving' be chosen when the numbers allow it", async () => {
    const { backend } = await open({ offer_letter: () => ({ ...offer, may_say_improving: true }) });
    await userEvent.click(screen.getByRole("radio", { name: /improving/ }));
    await userEvent.click(screen.getByRole("button", { name: /Save PDF/ }));
    await screen.findByText("The letter is saved.");
    expect(backend.callsOf("export_letter")[0]?.form.news).toBe("improving");
  });

  it("is given out for what it was last time, or for other words, without a prompt", async () => {
    const { backend } = await open();
    const purpose = screen.getByRole<HTMLSelectElement>("combobox", { name: "Purpose" });
    expect(purpose.value).toBe("Treatment");
    expect(screen.queryByRole("textbox", { name: "Purpose in words" })).toBeNull();
    await userEvent.selectOptions(purpose, "In other words…");
    await userEvent.type(screen.getByRole("textbox", { name: "Purpose in words" }), "A study");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Authority" }), "Not said");
    await userEvent.click(screen.getByRole("button", { name: /Save PDF/ }));
    await screen.findByText("The letter is saved.");
    expect(backend.callsOf("export_letter")[0]?.form).toMatchObject({
      purpose: "A study",
      authority: "",
    });
  });

  it("asks what to review only when something is to be reviewed", async () => {
    await open();
    expect(screen.queryByRole("textbox", { name: "What to review" })).toBeNull();
    await userEvent.click(screen.getByRole("radio", { name: "Please review…" }));
    screen.getByRole("textbox", { name: "What to review" });
  });

  it("says where a referrer is added when there is none", async () => {
    const { workspace } = await open({ offer_letter: () => ({ ...offer, addressee: [] }) });
    await userEvent.click(screen.getByRole("button", { name: /Add one/ }));
    expect(workspace.screen).toEqual({ name: "register", patient: ADA });
  });

  it("has nothing to save before the first signed visit", async () => {
    await open({ offer_letter: () => ({ ...offer, visits: 0 }) });
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /Save PDF/ }).disabled).toBe(true);
  });
});

describe("saving a letter", () => {
  it("saves on Ctrl+Enter from any field, and shows file, pages and checksum", async () => {
    const { backend, workspace, container } = await open();
    await userEvent.type(screen.getByRole("textbox", { name: "Your words" }), "Thank you.");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("The letter is saved.");
    expect(backend.callsOf("export_letter")).toEqual([
      {
        patient: ADA,
        form: { ...offer.form, own_words: "Thank you." },
        path: offer.path,
        replace: false,
        draft: "l1",
      },
    ]);
    expect(container.textContent).toContain("9f86d081884c7d65");
    expect(workspace.said).toBe("Letter saved, 1 page");
  });

  it("saves on Enter in the file's name", async () => {
    const { backend } = await open();
    const path = screen.getByRole("textbox", { name: "Save as" });
    await userEvent.clear(path);
    await userEvent.type(path, "/tmp/a.pdf{Enter}");
    await screen.findByText("The letter is saved.");
    expect(backend.callsOf("export_letter").map((letter) => letter.path)).toEqual(["/tmp/a.pdf"]);
  });

  it("asks before it replaces a file", async () => {
    const { backend } = await open({
      export_letter: (letter) => {
        if (!letter.replace) throw new Failure({ code: "file-exists", message: "", fields: [] });
        return exported(letter);
      },
    });
    await userEvent.click(screen.getByRole("button", { name: /Save PDF/ }));
    const replace = await screen.findByRole("button", { name: "Replace it" });
    expect(backend.callsOf("export_letter")).toHaveLength(1);
    await userEvent.click(replace);
    await screen.findByText("The letter is saved.");
    expect(backend.callsOf("export_letter").map((letter) => letter.replace)).toEqual([false, true]);
  });

  it("shows a refusal at its field and in words", async () => {
    const fault = { path: "form.review", code: "missing", message: "Say what to review." };
    await open({
      export_letter: () => {
        throw new Failure({ code: "fields", message: "Say what to review.", fields: [fault] });
      },
    });
    await userEvent.click(screen.getByRole("radio", { name: "Please review…" }));
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      const review = screen.getByRole("textbox", { name: "What to review" });
      expect(review.getAttribute("aria-invalid")).toBe("true");
    });
    screen.getByRole("alert");
  });

  it("says which characters no font could draw", async () => {
    await open({ export_letter: (letter) => ({ ...exported(letter), replaced: "☃" }) });
    await userEvent.click(screen.getByRole("button", { name: /Save PDF/ }));
    await screen.findByText(/No font has a shape for: ☃/);
  });

  it("offers the system's dialog only where there is one", async () => {
    await open();
    expect(screen.queryByRole("button", { name: "Choose…" })).toBeNull();
  });
});
