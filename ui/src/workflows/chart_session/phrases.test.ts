// Phrases and templates while charting: a key writes a text, and one step takes it back.

import { cleanup, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { paletteGroups } from "../../shell/palette";
import { draftPage, session } from "../../test/ada";
import { open, untilKept } from "../../test/charting";
import { reference as made, refusal } from "../../test/practice";
import { reference } from "../../test/reference";
import type { Workspace } from "../../workspace.svelte";

const HEP = "Home exercise was shown\nand done once.";
const { conditions } = made;
const phrases = [
  { prefix: "hep", text: HEP },
  { prefix: "hepw", text: "Written down, too." },
];

function chart(typed = session(), answers: Answers = {}) {
  return open(typed, {
    open_draft: () =>
      draftPage({
        session: structuredClone(typed),
        phrases,
        templates: ["tennis-elbow", "neck-pain"],
      }),
    reference: () => ({ ...reference, conditions }),
    ...answers,
  });
}

function area(name: string): HTMLTextAreaElement {
  return screen.getByRole<HTMLTextAreaElement>("textbox", { name });
}

describe("a phrase", () => {
  it("is named when its key is typed, and written by Tab where the caret stands", async () => {
    const { kept, user } = await chart();
    await user.type(area("Story"), "Sore. ;HEP");
    const hint = screen.getByText("Tab: Home exercise was shown and done once.");
    expect(hint.getAttribute("role")).toBe("status");
    await user.keyboard("{Tab} Slept well.");
    expect(document.activeElement).toBe(area("Story"));
    expect(area("Story").value).toBe(`Sore. ${HEP} Slept well.`);
    expect(screen.queryByText(/^Tab:/)).toBeNull();
    await untilKept(kept, (draft) => {
      expect(draft.story).toBe(`Sore. ${HEP} Slept well.`);
    });
  });

  it("has no fault that axe knows while it is named", async () => {
    const { user } = await chart();
    await user.type(area("Story"), ";hep");
    // The helper moves the screen, which takes the focus and the hint with it.
    const field = area("Story").closest("[data-field]") ?? document.body;
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    const { violations, passes } = await axe.run(field, { rules });
    expect(within(field as HTMLElement).getByText(/^Tab:/)).toBeTruthy();
    expect(violations).toEqual([]);
    expect(passes.length).toBeGreaterThan(0);
  });

  it("is one step on the way back, however fast it was typed", async () => {
    const { user } = await chart();
    await user.type(area("Story"), ";hep{Tab} Then");
    await user.keyboard("{Control>}z{/Control}");
    expect(area("Story").value).toBe(HEP);
    await user.keyboard("{Control>}z{/Control}");
    expect(area("Story").value).toBe(";hep");
    await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    expect(area("Story").value).toBe(HEP);
  });

  it("stays as typed after Esc, which leaves the note open, and Tab goes on", async () => {
    const { user } = await chart();
    await user.type(area("Story"), ";hep{Escape}");
    expect(screen.queryByText(/^Tab:/)).toBeNull();
    await user.keyboard("{Tab}");
    expect(area("Story").value).toBe(";hep");
    expect(document.activeElement).not.toBe(area("Story"));
  });

  it("names the keys that begin as the one being typed", async () => {
    const { user } = await chart();
    await user.type(area("Story"), ";he");
    expect(screen.getByText(";hep ;hepw")).toBeTruthy();
    await user.keyboard("{Tab}");
    expect(area("Story").value).toBe(";he");
    expect(document.activeElement).not.toBe(area("Story"));
  });

  it("leaves a semicolon of a sentence alone", async () => {
    const { user } = await chart();
    await user.type(area("Story"), "Sore; hep");
    expect(screen.queryByText(/^Tab:/)).toBeNull();
    await user.keyboard("{Tab}");
    expect(area("Story").value).toBe("Sore; hep");
  });

  it("is written in one line where there is only one", async () => {
    const { user } = await chart();
    await user.type(area("Why needling today"), ";hep{Tab}");
    expect(area("Why needling today").value).toBe("Home exercise was shown and done once.");
  });

  it("does not exist for a therapist without phrases", async () => {
    const { user } = await open();
    await user.type(area("Story"), ";hep{Tab}");
    expect(area("Story").value).toBe(";hep");
  });
});

describe("a template", () => {
  const texts = {
    indication: "",
    assessment: "As agreed.",
    position: "",
    advice: "",
    plan: "See again in a week.",
  };

  function templates(workspace: Workspace) {
    const frame = { lock: () => undefined, showKeys: () => undefined, switchSeat: null };
    const groups = paletteGroups(workspace, frame);
    return groups.find(({ title }) => title === "This note")?.items ?? [];
  }

  it("is offered in the palette, that of the note's condition first", async () => {
    const { workspace } = await chart(session({ condition: "neck-pain" }));
    expect(templates(workspace).map(({ label }) => label)).toEqual([
      "Use the template for Neck pain",
      "Use the template for Tennis elbow",
    ]);
    cleanup();
    expect(templates(workspace), "gone with the note").toEqual([]);
  });

  it("writes what the workflow answers, as one step, and says where", async () => {
    const { kept, user, workspace, backend } = await chart(session({ condition: "neck-pain" }), {
      use_template: () => ({ texts }),
    });
    templates(workspace)[0]?.run();
    await untilKept(kept, (draft) => {
      expect(draft.plan).toBe("See again in a week.");
      expect(draft.assessment).toBe("As agreed.");
    });
    expect(backend.callsOf("use_template")[0]?.condition).toBe("neck-pain");
    expect(workspace.said).toMatch(/^Written from the template for .*: Assessment, Plan\.$/);
    await user.click(area("Story"));
    await user.keyboard("{Control>}z{/Control}");
    await untilKept(kept, (draft) => {
      expect([draft.plan, draft.assessment]).toEqual(["", ""]);
    });
  });

  it("leaves alone what is typed while the answer is on its way", async () => {
    let answer: (fills: { texts: typeof texts }) => void = () => undefined;
    const { kept, user, workspace } = await chart(session(), {
      use_template: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    templates(workspace)[0]?.run();
    await user.type(area("Plan"), "Refer back.");
    answer({ texts });
    await untilKept(kept, (draft) => {
      expect([draft.plan, draft.assessment]).toEqual(["Refer back.", "As agreed."]);
    });
  });

  it("says when it could not be used, and changes nothing", async () => {
    const { workspace } = await chart(session(), {
      use_template: () => {
        throw refusal("gone", "This is not in the practice any more.");
      },
    });
    templates(workspace)[0]?.run();
    await waitFor(() => {
      expect(workspace.said).toContain("This is not in the practice any more.");
    });
    expect(area("Plan").value).toBe("");
  });
});
