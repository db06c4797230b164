// Another key for the file: said first, stopped at any time, and its codes shown until they are on paper.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { Failure } from "../../backend/failure";
import type { FileKeyChanged } from "../../backend/generated/FileKeyChanged";
import type { Refusal } from "../../backend/generated/Refusal";
import fixtures from "../../backend/generated/fixtures.json";
import { faultsOf } from "../../test/axe";
import { workspaceWith } from "../../test/practice";
import ChangeKey from "./ChangeKey.svelte";

const runs = fixtures.change_file_key as unknown as { reply?: FileKeyChanged; failure?: Refusal }[];
const wrong = new Failure(runs[0]?.failure as Refusal);
const changed = runs[1]?.reply as FileKeyChanged;

function open(answers: Answers = {}) {
  const { workspace, backend } = workspaceWith({ change_file_key: () => changed, ...answers });
  workspace.open({ name: "settings" });
  workspace.open({ name: "key" });
  const view = render(ChangeKey, { workspace, screen: { name: "key" } });
  return { workspace, backend, ...view };
}

async function change(): Promise<void> {
  await userEvent.type(screen.getByLabelText("Your own passphrase"), "lantern orbit plum kettle");
  await userEvent.click(screen.getByRole("button", { name: "Change the file's key" }));
}

it("says what happens before anything does", async () => {
  const { container } = open();
  screen.getByText(/Until the last moment nothing changes/);
  expect(screen.getByRole("button", { name: "Change the file's key" })).toHaveProperty(
    "disabled",
    true,
  );
  expect(await faultsOf(container)).toEqual([]);
});

it("shows everybody's code until it is written down, then the owner's own", async () => {
  const { workspace, container } = open();
  await change();
  await screen.findByRole("heading", { name: "One-time codes" });
  for (const { name } of changed.codes) screen.getByRole("heading", { name });
  expect(await faultsOf(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "I have written them down" }));
  await screen.findByRole("heading", { name: "Your recovery code" });
  const last = changed.recovery_code.split("-").at(-1) ?? "";
  await userEvent.type(screen.getByRole("textbox"), `${last}{Enter}`);
  await waitFor(() => {
    expect(workspace.screen).toEqual({ name: "settings" });
  });
});

it("keeps the codes while the screen is left", async () => {
  const { workspace, unmount } = open();
  await change();
  await screen.findByRole("heading", { name: "One-time codes" });
  unmount();
  render(ChangeKey, { workspace, screen: { name: "key" } });
  screen.getByRole("heading", { name: "One-time codes" });
});

it("tells a wrong passphrase at its field", async () => {
  open({
    change_file_key: () => {
      throw wrong;
    },
  });
  await change();
  await screen.findByText(wrong.message);
  expect(document.activeElement).toBe(screen.getByLabelText("Your own passphrase"));
});

it("says that nothing was changed when it was stopped", async () => {
  open({
    change_file_key: () => {
      throw new Failure({ code: "interrupted", message: "Stopped.", fields: [] });
    },
  });
  await change();
  await screen.findByText(/nothing was changed/);
});
