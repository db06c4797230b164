// Backups: what the empty list teaches, folders added and removed, a backup by hand that can be stopped, and what
// is wrong said where it is.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import { Failure } from "../../backend/failure";
import type { BackedUp } from "../../backend/generated/BackedUp";
import type { BackupsPage } from "../../backend/generated/BackupsPage";
import fixtures from "../../backend/generated/fixtures.json";
import type { Refusal } from "../../backend/generated/Refusal";
import { faultsOf } from "../../test/axe";
import { refusal, workspaceWith } from "../../test/practice";
import BackUp from "./BackUp.svelte";

const none = fixtures.backups_page[0]?.reply as unknown as BackupsPage;
const added = fixtures.add_backup_folder[1]?.reply as unknown as BackupsPage;
const notThere = fixtures.add_backup_folder[0]?.failure as unknown as Refusal;
const [made, , missing] = fixtures.back_up.map(({ reply }) => reply as unknown as BackedUp);
const STICK = "/home/therapist/Filiform/stick";

function setUp(answers: Answers) {
  const { workspace, backend } = workspaceWith({ backups_page: () => none, ...answers });
  const view = render(BackUp, { workspace, screen: { name: "backups" } });
  return { workspace, backend, ...view };
}

it("teaches what a backup is for while there is no folder", async () => {
  const { container } = setUp({});
  await screen.findByText("No folder for backups yet");
  expect(screen.getByText(/every note on it is lost/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Back up now" }).disabled).toBe(
    true,
  );
  await userEvent.click(screen.getByRole("button", { name: "Choose a folder" }));
  expect(document.activeElement).toBe(screen.getByLabelText("Folder"));
  expect(await faultsOf(container)).toEqual([]);
});

it("adds the folder that the system's own dialog answers", async () => {
  const { workspace, backend } = workspaceWith({
    backups_page: () => none,
    add_backup_folder: () => added,
  });
  const chooseFolder = vi.fn(() => Promise.resolve<string | null>(STICK));
  Object.assign(backend, { chooseFolder });
  render(BackUp, { workspace, screen: { name: "backups" } });
  await userEvent.click(await screen.findByRole("button", { name: "Choose a folder" }));
  await screen.findByText(STICK);
  expect(backend.callsOf("add_backup_folder")).toEqual([{ folder: STICK }]);
  chooseFolder.mockResolvedValue(null);
  await userEvent.click(screen.getByRole("button", { name: "Choose…" }));
  expect(backend.callsOf("add_backup_folder")).toHaveLength(1);
});

it("says at the field why a folder is not taken, and keeps what was typed", async () => {
  setUp({ add_backup_folder: () => Promise.reject(new Failure(notThere)) });
  const field = await screen.findByLabelText<HTMLInputElement>("Folder");
  await userEvent.type(field, "/media/nowhere{Enter}");
  await screen.findByText("There is no such folder. Connect its drive, or make it first.");
  expect(field.value).toBe("/media/nowhere");
});

it("takes a folder off the list, and puts it back", async () => {
  const { backend } = setUp({
    backups_page: () => added,
    remove_backup_folder: () => none,
    add_backup_folder: () => added,
  });
  await userEvent.click(await screen.findByRole("button", { name: `Remove ${STICK}` }));
  await screen.findByText(/The backups in it stay/);
  await userEvent.click(screen.getByRole("button", { name: "Put it back" }));
  await screen.findByRole("button", { name: `Remove ${STICK}` });
  expect(backend.callsOf("add_backup_folder")).toEqual([{ folder: STICK }]);
});

it("backs up by hand, says when it was verified, and warns when all lies on one disk", async () => {
  let page = added;
  const { backend, container } = setUp({
    backups_page: () => page,
    back_up: () => {
      page = made?.page ?? none;
      return made as BackedUp;
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Back up now" }));
  await screen.findByText("Backed up and verified.");
  await waitFor(() => {
    expect(screen.getAllByText("Verified today 15:05")).toHaveLength(2);
  });
  expect(screen.getByText(/Every backup lies on the same disk/)).toBeTruthy();
  expect(backend.runsOf("back_up")).toEqual([{ only_if_due: false }]);
  expect(await faultsOf(container)).toEqual([]);
});

it("says at the folder what is wrong with it and what to do", async () => {
  setUp({ backups_page: () => missing?.page ?? none, back_up: () => missing as BackedUp });
  await screen.findByText("This folder is not there. Connect its drive, or choose another folder.");
  await userEvent.click(screen.getByRole("button", { name: "Back up now" }));
  await screen.findByText("One folder failed; it says why below.");
});

it("shows how far it is and can be stopped, also when it was begun elsewhere", async () => {
  let stop: () => void = () => undefined;
  const { workspace } = setUp({
    backups_page: () => added,
    back_up: (_, { heard, signal }) => {
      heard?.({ stage: "reading-back", done: 1, of: 4 });
      return new Promise((_, reject) => {
        stop = () => {
          reject(refusal("interrupted", "Stopped before the end."));
        };
        signal?.addEventListener("abort", stop);
      });
    },
  });
  await screen.findByText(STICK);
  void workspace.backups.run(true);
  expect(await screen.findByText("Reading it again")).toBeTruthy();
  expect(screen.getByText("25 %")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await screen.findByText(/The backup was stopped/);
});

it("says why none was made at all", async () => {
  setUp({
    backups_page: () => added,
    back_up: () => Promise.reject(refusal("disk-full", "The disk is full. Free some space.")),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Back up now" }));
  expect((await screen.findByRole("alert")).textContent).toContain("The disk is full.");
});
