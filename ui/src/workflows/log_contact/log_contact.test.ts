// Logging a contact: nothing typed is lost, faults stand at their fields, and a text is offered, not imposed.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { faultsOf } from "../../test/axe";
import { contactForm, contactPage, contactRefused } from "../../test/between";
import { workspaceWith } from "../../test/practice";
import LogContact from "./LogContact.svelte";

async function setUp(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({
    open_contact_form: () => contactForm(),
    check_contact: () => ({ problems: [] }),
    log_contact: () => contactPage,
    ...answers,
  });
  workspace.open({ name: "patient", id: "p1" });
  workspace.open({ name: "contact", patient: "p1" });
  const view = render(LogContact, { workspace, screen: { name: "contact", patient: "p1" } });
  await screen.findByLabelText("What was said");
  return { workspace, backend, ...view };
}

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label, { selector: "input, textarea, select" });
}

describe("a contact", () => {
  it("is typed by keyboard alone, kept at once on Ctrl+Enter, and leads back to the patient", async () => {
    const { backend, workspace, container } = await setUp();
    expect(await faultsOf(container)).toEqual([]);
    screen.getByText("Okafor, Adá · 14 Mar 1984 (42)");
    screen.getByRole("radio", { name: "Phone call" }).focus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    await userEvent.selectOptions(field("With"), "family");
    await userEvent.type(field("Name"), "Her sister");
    await userEvent.type(field("What was said"), "Slept well.");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
    const [sent] = backend.callsOf("log_contact");
    expect(sent?.patient).toBe("p1");
    expect(sent?.draft).toBe("d1");
    expect(sent?.contact).toMatchObject({
      date: "2026-11-22",
      time: "15:05",
      who: { role: "family", name: "Her sister" },
      said: "Slept well.",
    });
    expect(workspace.said).toBe(`Kept: ${contactPage.words.title}`);
  });

  it("begins at the first question", async () => {
    await setUp();
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "Phone call" }));
  });

  it("keeps what is typed after a pause, and nothing for somebody who only looked", async () => {
    const { backend, workspace, unmount } = await setUp();
    await userEvent.tab();
    expect(backend.callsOf("keep_draft")).toHaveLength(0);
    await userEvent.type(field("What was said"), "Slept");
    await waitFor(() => {
      expect(backend.callsOf("keep_draft")).toHaveLength(1);
    });
    expect(backend.callsOf("keep_draft")[0]).toMatchObject({
      draft: null,
      kind: "contact",
      patient: "p1",
      rev: 0,
      body: { said: "Slept" },
      caret: "said:5",
    });
    await userEvent.type(field("What was said"), " w");
    unmount();
    await workspace.leftAllKept();
    expect(backend.callsOf("keep_draft").at(-1)).toMatchObject({ body: { said: "Slept w" } });
  });

  it("keeps half-typed words before the lock", async () => {
    const { backend, workspace } = await setUp();
    await userEvent.clear(field("Date"));
    await userEvent.type(field("Date"), "21 no");
    await workspace.lock();
    expect(backend.callsOf("keep_draft").at(-1)).toMatchObject({ body: { date: "21 no" } });
    expect(backend.calls.map(({ command }) => command).slice(-2)).toEqual(["keep_draft", "lock"]);
  });

  it("goes on where it was left, with the caret", async () => {
    const { backend } = await setUp({
      open_contact_form: () =>
        contactForm(
          { said: "She call", date: "21 no" },
          { kept: { draft: "d9", rev: 4, caret: "said:8", kept_at: "14:01:02" } },
        ),
    });
    expect(field("Date").value).toBe("21 no");
    expect(document.activeElement).toBe(field("What was said"));
    screen.getByText("kept 14:01:02");
    await userEvent.keyboard("ed");
    await waitFor(() => {
      expect(backend.callsOf("keep_draft").at(-1)).toMatchObject({
        draft: "d9",
        rev: 4,
        body: { said: "She called" },
      });
    });
  });

  it("offers the referrer and the headings of a talk, and puts neither in by itself", async () => {
    await setUp();
    expect(screen.queryByRole("button", { name: "Put headings in" })).toBeNull();
    await userEvent.click(screen.getByRole("radio", { name: "Talk with a physician" }));
    expect(field("What was said").value).toBe("");
    screen.getByText(/only your board can say/);
    await userEvent.type(field("What was said"), "Called back.");
    await userEvent.click(screen.getByRole("button", { name: "Put headings in" }));
    expect(field("What was said").value).toBe(`Called back.\n\n${contactForm().talk_headings}`);
    expect(contactForm().talk_headings).toContain("insertion points");
    expect(screen.queryByRole("button", { name: "Put headings in" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "It was Dr. L. Hahn, who referred" }));
    expect(field("Name").value).toBe("Dr. L. Hahn");
    expect(field("With").value).toBe("physician");
  });

  it("shows each fault at its field and loses nothing", async () => {
    const { workspace } = await setUp({
      log_contact: () => {
        throw contactRefused;
      },
    });
    await userEvent.type(field("What was said"), "Slept well.");
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    await screen.findByText(/What was it: a phone call/);
    screen.getByText(/Who was it: the patient/);
    expect(field("With").getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "Phone call" }));
    expect(field("What was said").value).toBe("Slept well.");
    expect(workspace.screen.name).toBe("contact");
  });

  it("asks how only of a contact of another kind", async () => {
    await setUp();
    expect(screen.queryByLabelText("How")).toBeNull();
    await userEvent.click(screen.getByRole("radio", { name: "Something else" }));
    expect(field("How").getAttribute("aria-required")).toBe("true");
  });

  it("is set aside only after asking", async () => {
    const { backend, workspace } = await setUp();
    await userEvent.type(field("What was said"), "Slept{Tab}");
    await userEvent.click(await screen.findByRole("button", { name: "Discard" }));
    expect(backend.callsOf("discard_draft")).toHaveLength(0);
    await userEvent.click(screen.getByRole("button", { name: "Discard it" }));
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
    expect(backend.callsOf("discard_draft")).toEqual([{ draft: "d1" }]);
  });
});
