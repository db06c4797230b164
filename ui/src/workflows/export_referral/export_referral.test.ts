// The letter: what is offered, what cannot be said, and how it is saved.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBackend } from "../../backend/fake";
import { Failure } from "../../backend/failure";
import { ADA, ada, letterReads, offer } from "../../test/ada";
import { faultsOf } from "../../test/axe";
import { drawPages, exported, onePage, open, practice } from "../../test/letter";
import { Workspace } from "../../workspace.svelte";
import ExportReferral from "./ExportReferral.svelte";

beforeEach(drawPages);
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("what a letter may say", () => {
  it("shows who, when and how much from the record, with no field to type them into", async () => {
    const { container } = await open();
    for (const said of [
      "Dr. L. Hahn",
      "3 Nov 2026 to 22 Nov 2026",
      "5 signed visits",
      letterReads.reading,
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
    const improving = screen.getByRole<HTMLInputElement>("radio", {
      name: /improving, no action/,
    });
    expect(improving.disabled).toBe(true);
    const why = document.getElementById(improving.getAttribute("aria-describedby") ?? "");
    expect(why?.textContent).toContain("the numbers do not allow");
  });

  it("lets 'improving' be chosen when the numbers allow it", async () => {
    const { backend } = await open({
      preview_letter: () => ({ ...onePage, reads: { ...letterReads, may_say_improving: true } }),
    });
    await waitFor(() => {
      expect(screen.getAllByRole("radio", { name: /improving/ })).toHaveLength(1);
    });
    await userEvent.click(screen.getByRole("radio", { name: /improving, no action/ }));
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
    const nobody = { ...letterReads, addressee: [] };
    const { workspace } = await open({
      offer_letter: () => ({ ...offer, reads: nobody }),
      preview_letter: () => ({ ...onePage, reads: nobody }),
    });
    await userEvent.click(screen.getByRole("button", { name: /Add one/ }));
    expect(workspace.screen).toEqual({ name: "register", patient: ADA });
  });

  it("has nothing to save before the first signed visit", async () => {
    const none = { ...letterReads, visits: 0 };
    await open({
      offer_letter: () => ({ ...offer, reads: none }),
      preview_letter: () => ({ pages: [], all: 0, reads: none, problems: [] }),
    });
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /Save PDF/ }).disabled).toBe(true);
  });
});

describe("who reads it, which time, what stands in it", () => {
  it("brings with a reader what was chosen for such a reader last time", async () => {
    const { backend } = await open();
    await userEvent.selectOptions(
      screen.getByRole("combobox", { name: "Who reads it" }),
      "Ada Okafor · The patient",
    );
    expect(
      screen.getByRole<HTMLInputElement>("checkbox", { name: "Pain at each visit" }).checked,
    ).toBe(false);
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("The letter is saved.");
    expect(backend.callsOf("export_letter")[0]?.form).toMatchObject({
      to: "patient",
      addressed: "",
      wording: "plain",
      purpose: "Request of the patient",
      authority: "",
    });
  });

  it("takes a name only for a reader who is not on record", async () => {
    const { backend, container } = await open();
    expect(screen.queryByRole("textbox", { name: "Name and address" })).toBeNull();
    await userEvent.selectOptions(
      screen.getByRole("combobox", { name: "Who reads it" }),
      "Somebody who is not on record…",
    );
    await userEvent.selectOptions(
      screen.getByRole("combobox", { name: /What they are/ }),
      "Lawyer",
    );
    await userEvent.type(
      screen.getByRole("textbox", { name: /Name and address/ }),
      "Reed & Sons{Enter}1 Court Square",
    );
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("The letter is saved.");
    expect(backend.callsOf("export_letter")[0]?.form).toMatchObject({
      to: "lawyer",
      addressed: "Reed & Sons\n1 Court Square",
      purpose: "Legal proceedings",
    });
  });

  it("offers the time since the last letter to a reader who had one, and to no other", async () => {
    await open();
    screen.getByRole("radio", { name: "Since the letter of 10 Nov 2026" });
    await userEvent.selectOptions(
      screen.getByRole("combobox", { name: "Who reads it" }),
      "Ada Okafor · The patient",
    );
    expect(screen.queryByRole("radio", { name: /Since the letter/ })).toBeNull();
  });

  it("asks for days only when it speaks of some, and shows a fault at its day", async () => {
    const message = "The last day is before the first.";
    await open({
      preview_letter: ({ form }) =>
        form.span === "dates"
          ? { ...onePage, pages: [], problems: [{ path: "form.until", code: "order", message }] }
          : onePage,
    });
    expect(screen.queryByRole("textbox", { name: "First day" })).toBeNull();
    await userEvent.click(screen.getByRole("radio", { name: "From … to …" }));
    screen.getByRole("textbox", { name: "First day" });
    await screen.findByText(message);
  });

  it("leaves out what is not ticked, and keeps it so in the draft", async () => {
    const { backend } = await open();
    await userEvent.click(screen.getByRole("checkbox", { name: "Pain at each visit" }));
    await waitFor(() => {
      expect(backend.callsOf("keep_draft").at(-1)?.body).toMatchObject({
        form: { parts: { chart: false, events: true } },
      });
    });
  });

  it("marks an improvement that the numbers do not show as an opinion", async () => {
    const { backend } = await open();
    await userEvent.click(screen.getByRole("radio", { name: /marked as your opinion/ }));
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("The letter is saved.");
    expect(backend.callsOf("export_letter")[0]?.form.news).toBe("improving-in-opinion");
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

  it("is saved by whoever is quicker than the record", async () => {
    let answer: (given: typeof offer) => void = () => undefined;
    const backend = new FakeBackend(
      {},
      {
        offer_letter: () => new Promise((given) => (answer = given)),
        open_patient: () => ada,
        preview_letter: () => onePage,
        export_letter: exported,
      },
    );
    const workspace = new Workspace(backend, practice);
    workspace.open({ name: "letter", patient: ADA });
    render(ExportReferral, { workspace, screen: { name: "letter", patient: ADA } });
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    answer(offer);
    await screen.findByText("The letter is saved.");
    expect(backend.callsOf("export_letter")).toHaveLength(1);
  });
});
