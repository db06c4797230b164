// The pictures of letters: chosen from a file, shown as they are kept, taken away, and refused at their field.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import { faultsOf } from "../../test/axe";
import { practicePage, refusal, workspaceWith } from "../../test/practice";
import Settings from "./Settings.svelte";

const PNG = "iVBORw0KGgoAAAAN";
const LOGO = "Logo of the practice";
const SIGNATURE = "Image of your signature";

beforeEach(() => {
  let n = 0;
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => `blob:${String(++n)}`, revokeObjectURL: vi.fn() }),
  );
});

async function setUp(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({
    change_logo: ({ picture }) => practicePage({ logo: picture }),
    change_signature: ({ picture }) => practicePage({ signature: picture }),
    ...answers,
  });
  const view = render(Settings, { workspace, screen: { name: "settings" } });
  await screen.findByLabelText(LOGO);
  return { workspace, backend, ...view };
}

function file(): File {
  const bytes = Uint8Array.from(atob(PNG), (letter) => letter.charCodeAt(0));
  return new File([bytes], "logo.png", { type: "image/png" });
}

describe("pictures of letters", () => {
  it("keeps the file as it is, shows it, and takes it away again", async () => {
    const { backend, workspace } = await setUp();
    expect(screen.getByText("No logo")).toBeTruthy();
    await userEvent.upload(screen.getByLabelText(LOGO), file());
    await screen.findByRole("img", { name: "The logo that is kept" });
    expect(backend.callsOf("change_logo")).toEqual([{ picture: PNG }]);
    await waitFor(() => {
      expect(workspace.said).toBe("The logo is kept.");
    });
    await userEvent.click(screen.getByRole("button", { name: "Take the logo away" }));
    await screen.findByText("No logo");
    expect(backend.callsOf("change_logo")[1]).toEqual({ picture: null });
    expect(document.activeElement).toBe(screen.getByLabelText(LOGO));
  });

  it("keeps one's own signature apart from the logo", async () => {
    const { backend } = await setUp();
    await userEvent.upload(screen.getByLabelText(SIGNATURE), file());
    await screen.findByRole("img", { name: "The signature that is kept" });
    expect(backend.callsOf("change_logo")).toEqual([]);
    expect(screen.getByText("No logo")).toBeTruthy();
  });

  it("says at the field why a picture was refused, and keeps what was there", async () => {
    await setUp({
      practice_page: () => practicePage({ logo: PNG }),
      change_logo: () => {
        throw refusal("fields", "No picture.", { picture: "This is no PNG or JPEG picture." });
      },
    });
    await userEvent.upload(screen.getByLabelText(LOGO), file());
    await screen.findByText("This is no PNG or JPEG picture.");
    expect(screen.getByLabelText(LOGO).getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByRole("img", { name: "The logo that is kept" })).toBeTruthy();
  });

  it("leaves what was typed elsewhere as it was", async () => {
    await setUp();
    const phone = screen.getByLabelText<HTMLInputElement>("Practice phone");
    await userEvent.type(phone, "555");
    await userEvent.upload(screen.getByLabelText(LOGO), file());
    await screen.findByRole("img", { name: "The logo that is kept" });
    expect(phone.value).toBe("555");
  });

  it("has no fault that axe knows, with pictures and without", async () => {
    const { container } = await setUp({
      practice_page: () => practicePage({ logo: PNG, signature: PNG }),
    });
    await waitFor(() => {
      expect(screen.getAllByRole("img")).toHaveLength(2);
    });
    expect(await faultsOf(container)).toEqual([]);
  });
});
