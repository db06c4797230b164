// Phrases and templates in the settings: saved on purpose, each part by itself, faults at their fields.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { blankTherapist } from "../../forms/blank";
import { faultsOf } from "../../test/axe";
import { practicePage, refusal, workspaceWith } from "../../test/practice";
import Settings from "./Settings.svelte";

async function setUp(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({
    change_practice: (practice) => practicePage({ practice }),
    change_therapist: (therapist) => practicePage({ therapist }),
    ...answers,
  });
  const view = render(Settings, { workspace, screen: { name: "settings" } });
  await screen.findByLabelText("Name of the practice");
  return { workspace, backend, user: userEvent.setup(), ...view };
}

function part(name: string) {
  return within(screen.getByRole("region", { name }));
}

describe("phrases", () => {
  it("begin with what they are for, and are added by keyboard alone", async () => {
    const { backend, user, workspace, container } = await setUp();
    expect(part("Phrases").getByText(/;hep and Tab write it out/)).toBeTruthy();
    part("Phrases").getByRole("button", { name: "Add a phrase" }).focus();
    await user.keyboard("{Enter}");
    await waitFor(() => {
      expect(document.activeElement).toBe(part("Phrases").getByLabelText("Key"));
    });
    await user.keyboard("hep{Tab}Home exercise shown.{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.said).toBe("Phrases saved.");
    });
    expect(backend.callsOf("change_therapist")[0]?.phrases).toEqual([
      { prefix: "hep", text: "Home exercise shown." },
    ]);
    expect(await faultsOf(container)).toEqual([]);
  });

  it("wait while another screen is open", async () => {
    const { workspace, user, unmount } = await setUp();
    await user.click(part("Phrases").getByRole("button", { name: "Add a phrase" }));
    await user.type(part("Phrases").getByLabelText("Key"), "hep");
    unmount();
    render(Settings, { workspace, screen: { name: "settings" } });
    const key = await screen.findByLabelText<HTMLInputElement>("Key");
    expect(key.value).toBe("hep");
  });

  it("are saved without what is half typed elsewhere, and are not undone by saving that", async () => {
    const { backend, user, workspace } = await setUp();
    await user.type(screen.getByLabelText("Credentials"), "PT");
    await user.click(part("Phrases").getByRole("button", { name: "Add a phrase" }));
    await user.type(part("Phrases").getByLabelText("Key"), "hep");
    await user.type(part("Phrases").getByLabelText("Text"), "Shown.");
    await user.click(screen.getByRole("button", { name: "Save phrases" }));
    await waitFor(() => {
      expect(workspace.said).toBe("Phrases saved.");
    });
    await user.click(screen.getByRole("button", { name: "Save your details" }));
    await waitFor(() => {
      expect(workspace.said).toBe("Your details are saved.");
    });
    const [phrases, details] = backend.callsOf("change_therapist");
    expect(phrases?.credentials).toBe("");
    expect(details?.credentials).toBe("PT");
    expect(details?.phrases).toEqual([{ prefix: "hep", text: "Shown." }]);
  });

  it("show a fault at its field, and can be removed", async () => {
    const kept = [
      { prefix: "hep", text: "Shown." },
      { prefix: "np", text: "Neck." },
    ];
    const { user } = await setUp({
      practice_page: () => practicePage({ therapist: { ...blankTherapist(), phrases: kept } }),
      change_therapist: () => {
        throw refusal("fields", "One thing is wrong.", {
          "phrases[1].prefix": "Another phrase has this key.",
        });
      },
    });
    const second = within(part("Phrases").getByRole("group", { name: "Phrase 2" }));
    await user.clear(second.getByLabelText("Key"));
    await user.type(second.getByLabelText("Key"), "hep{Enter}");
    await second.findByText("Another phrase has this key.");
    expect(document.activeElement).toBe(second.getByLabelText("Key"));
    await user.click(part("Phrases").getByRole("button", { name: "Remove phrase 1" }));
    expect(part("Phrases").queryByRole("group", { name: "Phrase 2" })).toBeNull();
    expect(document.activeElement).toBe(
      part("Phrases").getByRole("button", { name: "Add a phrase" }),
    );
  });
});

describe("templates", () => {
  it("hold texts for a condition that is found by any of its names", async () => {
    const { backend, user, workspace, container } = await setUp();
    await user.click(part("Templates").getByRole("button", { name: "Add a template" }));
    await waitFor(() => {
      expect(document.activeElement).toBe(
        part("Templates").getByRole("combobox", { name: "Condition" }),
      );
    });
    await user.keyboard("cervicalgia{Enter}");
    await user.type(part("Templates").getByLabelText("Plan"), "See again in a week.");
    expect(await faultsOf(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Save templates" }));
    await waitFor(() => {
      expect(workspace.said).toBe("Templates saved.");
    });
    const texts = { indication: "", assessment: "", position: "", advice: "" };
    expect(backend.callsOf("change_therapist")[0]?.templates).toEqual([
      { condition: "neck-pain", texts: { ...texts, plan: "See again in a week." } },
    ]);
  });

  it("keep words that name no condition, and show the fault there", async () => {
    const { backend, user } = await setUp({
      change_therapist: () => {
        throw refusal("fields", "Two things are wrong.", {
          "templates[0].condition": "No condition has this name.",
          "templates[0].texts": "A template needs at least one text.",
        });
      },
    });
    await user.click(part("Templates").getByRole("button", { name: "Add a template" }));
    await user.type(part("Templates").getByRole("combobox", { name: "Condition" }), "zzz{Tab}");
    await user.click(screen.getByRole("button", { name: "Save templates" }));
    await screen.findByText("A template needs at least one text.");
    expect(screen.getByText("No condition has this name.")).toBeTruthy();
    expect(backend.callsOf("change_therapist")[0]?.templates[0]?.condition).toBe("zzz");
    expect(
      part("Templates").getByRole<HTMLInputElement>("combobox", { name: "Condition" }).value,
    ).toBe("zzz");
  });
});

describe("open boxes", () => {
  it("are written down once, each with its size and lot", async () => {
    const { backend, user, workspace, container } = await setUp();
    await user.click(part("Open boxes").getByRole("button", { name: "Add a box" }));
    await waitFor(() => {
      expect(document.activeElement).toBe(part("Open boxes").getByLabelText("Needle"));
    });
    await user.keyboard("0.25x40{Tab}Seirin{Tab}A17{Tab}30 Jun 2028{Tab}");
    expect(await faultsOf(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Save open boxes" }));
    await waitFor(() => {
      expect(workspace.said).toBe("Open boxes saved.");
    });
    expect(backend.callsOf("change_therapist")[0]?.boxes).toEqual([
      { needle: "0.25x40", brand: "Seirin", lot: "A17", expires: "2028-06-30", opened: "" },
    ]);
  });
});
