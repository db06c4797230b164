// The settings: each part is saved on purpose, and what was typed waits until it is.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { faultsOf } from "../../test/axe";
import { practicePage, refusal, workspaceWith } from "../../test/practice";
import { applyTheme, chosenTheme } from "../../theme";
import Settings from "./Settings.svelte";

const CODE = "7K3M-9QXZ-T4VB-2HRN-C8WD-M0PG-6YEF";
const STRONG = "correct horse battery";

async function setUp(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({
    change_practice: (practice) => practicePage({ practice }),
    change_therapist: (therapist) => practicePage({ therapist }),
    change_passphrase: () => ({}),
    renew_recovery_code: () => ({ recovery_code: CODE }),
    ...answers,
  });
  const view = render(Settings, { workspace, screen: { name: "settings" } });
  await screen.findByLabelText("Name of the practice");
  return { workspace, backend, ...view };
}

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label);
}

describe("practice and therapist", () => {
  it("saves a change on purpose and says so", async () => {
    const { backend, workspace } = await setUp();
    const save = screen.getByRole("button", { name: "Save practice details" });
    expect(save).toHaveProperty("disabled", true);
    await userEvent.type(field("Practice phone"), "555");
    expect(screen.getByText("changed, not saved yet")).toBeTruthy();
    expect(backend.callsOf("change_practice")).toHaveLength(0);
    await userEvent.click(save);
    await waitFor(() => {
      expect(workspace.said).toBe("Practice details saved.");
    });
    expect(backend.callsOf("change_practice")[0]).toMatchObject({ phone: "555" });
    expect(screen.queryByText("changed, not saved yet")).toBeNull();
  });

  it("keeps what was typed while another screen is open", async () => {
    const { workspace, unmount } = await setUp();
    await userEvent.type(field("Practice phone"), "555");
    unmount();
    render(Settings, { workspace, screen: { name: "settings" } });
    expect((await screen.findByLabelText<HTMLInputElement>("Practice phone")).value).toBe("555");
    expect(screen.getByText("changed, not saved yet")).toBeTruthy();
  });

  it("saving one part leaves the other as it was typed", async () => {
    await setUp();
    await userEvent.type(field("Credentials"), "PT");
    await userEvent.type(field("Practice phone"), "555");
    await userEvent.click(screen.getByRole("button", { name: "Save practice details" }));
    await waitFor(() => {
      expect(screen.getAllByText("changed, not saved yet")).toHaveLength(1);
    });
    expect(field("Credentials").value).toBe("PT");
  });

  it("shows a fault at its field", async () => {
    await setUp({
      change_therapist: () => {
        throw refusal("fields", "An NPI has ten digits.", { npi: "An NPI has ten digits." });
      },
    });
    await userEvent.type(field("NPI"), "12");
    await userEvent.click(screen.getByRole("button", { name: "Save your details" }));
    await waitFor(() => {
      expect(field("NPI").getAttribute("aria-invalid")).toBe("true");
    });
    expect(document.activeElement).toBe(field("NPI"));
  });
});

describe("the passphrase", () => {
  async function change(): Promise<void> {
    await userEvent.type(field("Passphrase until now"), "old one");
    await userEvent.type(field("New passphrase"), STRONG);
    await userEvent.type(field("New passphrase, again"), STRONG);
    await userEvent.click(screen.getByRole("button", { name: "Change passphrase" }));
  }

  it("changes and leaves nothing of either in the fields", async () => {
    const { backend } = await setUp();
    await change();
    await screen.findByText("The new passphrase holds from now on.");
    expect(backend.callsOf("change_passphrase")).toEqual([{ old: "old one", new: STRONG }]);
    const left = ["Passphrase until now", "New passphrase", "New passphrase, again"].map(
      (label) => field(label).value,
    );
    expect(left).toEqual(["", "", ""]);
  });

  it("says at the old one that it was wrong", async () => {
    await setUp({
      change_passphrase: () => {
        throw refusal("wrong-passphrase", "This passphrase does not open the practice.");
      },
    });
    await change();
    await screen.findByText("This passphrase does not open the practice.");
    expect(field("Passphrase until now").getAttribute("aria-invalid")).toBe("true");
  });

  it("is not left in memory when the screen is left", async () => {
    const { workspace, unmount } = await setUp();
    await userEvent.type(field("Passphrase until now"), "old one");
    unmount();
    render(Settings, { workspace, screen: { name: "settings" } });
    const old = await screen.findByLabelText<HTMLInputElement>("Passphrase until now");
    expect(old.value).toBe("");
  });
});

describe("the recovery code", () => {
  async function renew(): Promise<void> {
    await userEvent.type(field("Passphrase, for a new code"), "old one");
    await userEvent.click(screen.getByRole("button", { name: "New recovery code" }));
  }

  async function confirm(group: string): Promise<void> {
    await userEvent.type(screen.getByLabelText(/Type the last group/), group);
    await userEvent.click(screen.getByRole("button", { name: "I have it safe, go on" }));
  }

  it("is drawn anew with the passphrase and shown alone until it is on paper", async () => {
    const { backend, workspace, container } = await setUp();
    expect(screen.getByRole("button", { name: "New recovery code" })).toHaveProperty(
      "disabled",
      true,
    );
    await renew();
    const sheet = await screen.findByRole("heading", { name: "Your recovery code" });
    expect(document.activeElement).toBe(sheet);
    expect(backend.callsOf("renew_recovery_code")).toEqual([{ passphrase: "old one" }]);
    const groups = screen.getByRole("list", { name: "Recovery code" }).querySelectorAll("li");
    expect([...groups].map((group) => group.textContent)).toEqual(CODE.split("-"));
    expect(screen.queryByRole("heading", { name: "Settings" })).toBeNull();
    expect(await faultsOf(container)).toEqual([]);
    await confirm("6YEE");
    expect(screen.getByText(/not the last group/)).toBeTruthy();
    await userEvent.clear(screen.getByLabelText(/Type the last group/));
    await confirm("6yef");
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Settings" }));
    expect(workspace.said).toContain("The new recovery code holds");
    expect(container.textContent).not.toContain("6YEF");
    expect(field("Passphrase, for a new code").value).toBe("");
  });

  it("is still there for somebody who went to look for paper on another screen", async () => {
    const { workspace, unmount } = await setUp();
    await renew();
    await screen.findByRole("heading", { name: "Your recovery code" });
    unmount();
    render(Settings, { workspace, screen: { name: "settings" } });
    expect(await screen.findByText("6YEF")).toBeTruthy();
  });

  it("stays what it was when the passphrase is wrong", async () => {
    await setUp({
      renew_recovery_code: () => {
        throw refusal("wrong-passphrase", "This passphrase does not open the practice.");
      },
    });
    await renew();
    await screen.findByText("This passphrase does not open the practice.");
    expect(field("Passphrase, for a new code").getAttribute("aria-invalid")).toBe("true");
    expect(screen.queryByRole("heading", { name: "Your recovery code" })).toBeNull();
  });

  it("is not shown when it could not be written, and it says so", async () => {
    await setUp({
      renew_recovery_code: () => {
        throw refusal("disk-full", "The disk is full.");
      },
    });
    await renew();
    expect((await screen.findByRole("alert")).textContent).toContain("The disk is full.");
    expect(screen.queryByRole("heading", { name: "Your recovery code" })).toBeNull();
  });
});

describe("the rest", () => {
  afterEach(() => {
    localStorage.clear();
    applyTheme("system");
  });

  it("tells where the data lives, the way to its backups, and the fingerprint", async () => {
    await setUp();
    expect(screen.getByText("/home/r/filiform")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Backups" })).toBeTruthy();
    expect(screen.getByText("9f86 d081 884c 7d65")).toBeTruthy();
    expect(screen.getByText("Filiform 0.1.0")).toBeTruthy();
  });

  it("takes a theme at once and remembers it", async () => {
    await setUp();
    await userEvent.click(screen.getByRole("radio", { name: "Dark" }));
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    expect(chosenTheme()).toBe("dark");
    await userEvent.click(screen.getByRole("radio", { name: "Like the system" }));
    expect(document.documentElement.dataset["theme"]).toBeUndefined();
  });

  it("has no fault that axe knows", async () => {
    const { container } = await setUp();
    expect(await faultsOf(container)).toEqual([]);
  });
});
