// An attached file in the history: shown, saved as a copy, withdrawn with a reason.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import {
  fileExists,
  letter,
  letterLine,
  saved,
  scar,
  scarFile,
  scarLine,
  withdrawalRefused,
} from "../../test/attachments";
import { faultsOf } from "../../test/axe";
import { workspaceWith } from "../../test/practice";
import BetweenNote from "./BetweenNote.svelte";

const urls = { made: 0, revoked: 0 };

beforeEach(() => {
  Object.assign(urls, { made: 0, revoked: 0 });
  vi.stubGlobal(
    "URL",
    Object.assign(URL, {
      createObjectURL: () => `blob:${String((urls.made += 1))}`,
      revokeObjectURL: () => (urls.revoked += 1),
    }),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function shown(answers: Answers = {}, line = scarLine, maySave = true) {
  const { backend } = workspaceWith({
    open_attachment: () => scar,
    open_attached_file: () => scarFile,
    save_attachment: () => saved,
    withdraw_attachment: () => scar,
    ...answers,
  });
  const ontakenback = vi.fn();
  const view = render(BetweenNote, { backend, line, maySave, ontakenback });
  return { backend, ontakenback, ...view };
}

describe("an attached file", () => {
  it("is shown where it is an image, and its bytes go with the dialog", async () => {
    const { container, unmount } = shown();
    const image = await screen.findByRole("img", { name: scar.words.title });
    expect(image.getAttribute("src")).toMatch(/^blob:/);
    expect(await faultsOf(container)).toEqual([]);
    unmount();
    expect(urls).toEqual({ made: 1, revoked: 1 });
  });

  it("says of a PDF how it can be opened", async () => {
    shown({ open_attachment: () => letter }, letterLine);
    await screen.findByText(/A PDF is not shown/);
  });

  it("is saved as a copy after a warning, and over another file only when asked", async () => {
    let exists = true;
    const { backend, container } = shown({
      save_attachment: () => {
        if (exists) throw fileExists;
        return saved;
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Save a copy…" }));
    screen.getByText(scar.warning);
    expect(await faultsOf(container)).toEqual([]);
    const form = within(screen.getByRole("form", { name: "Save a copy" }));
    await userEvent.type(form.getByLabelText("Who it is for"), "Dr. L. Hahn");
    await userEvent.type(form.getByLabelText("File"), "/home/copy.png");
    await userEvent.click(form.getByRole("button", { name: "Save the copy" }));
    await userEvent.click(await form.findByRole("checkbox"));
    exists = false;
    await userEvent.click(form.getByRole("button", { name: "Save the copy" }));
    await screen.findByText(`Saved as ${saved.path}.`);
    expect(backend.callsOf("save_attachment").at(-1)).toMatchObject({
      recipient: "Dr. L. Hahn",
      replace: true,
    });
  });

  it("offers no copy to whoever may not save one, or of what tells of another patient", async () => {
    const { unmount } = shown({}, scarLine, false);
    await screen.findByRole("button", { name: "Attached by mistake" });
    expect(screen.queryByRole("button", { name: "Save a copy…" })).toBeNull();
    unmount();
    const withdrawn = { ...scar, withdrawn: "wrong-patient" as const, may_withdraw: false };
    shown({ open_attachment: () => withdrawn });
    await screen.findByRole("img", { name: scar.words.title });
    expect(screen.queryByRole("button", { name: "Save a copy…" })).toBeNull();
  });

  it("is withdrawn with a reason, which is asked for at its field", async () => {
    let isRefused = true;
    const { backend, ontakenback } = shown({
      withdraw_attachment: () => {
        if (isRefused) throw withdrawalRefused;
        return scar;
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Attached by mistake" }));
    await userEvent.click(screen.getByRole("button", { name: "Withdraw it" }));
    await screen.findByText(/Why is it withdrawn/);
    isRefused = false;
    await userEvent.click(screen.getByRole("radio", { name: "Another patient's" }));
    screen.getByText(/leaves the practice with nobody's record/);
    await userEvent.click(screen.getByRole("button", { name: "Withdraw it" }));
    await waitFor(() => {
      expect(ontakenback).toHaveBeenCalledOnce();
    });
    expect(backend.callsOf("withdraw_attachment").at(-1)?.withdrawal.reason).toBe("wrong-patient");
  });
});
