// The way back: the newest backup is offered, a look changes nothing, the difference comes first, and what is refused
// is said where it was typed.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Answers } from "../../backend/fake";
import { Failure } from "../../backend/failure";
import type { BackupLook } from "../../backend/generated/BackupLook";
import type { BackupOffer } from "../../backend/generated/BackupOffer";
import type { BackupRestored } from "../../backend/generated/BackupRestored";
import fixtures from "../../backend/generated/fixtures.json";
import type { Refusal } from "../../backend/generated/Refusal";
import { faultsOf } from "../../test/axe";
import { backendWith, refusal, status } from "../../test/practice";
import RestoreBackup from "./RestoreBackup.svelte";

const offer = fixtures.offer_backup[0]?.reply as unknown as BackupOffer;
const same = fixtures.look_at_backup[0]?.reply as unknown as BackupLook;
const wrong = fixtures.look_at_backup[1]?.failure as unknown as Refusal;
const CODE = "7K3M-9QXZ-T4VB-2HRN-C8WD-M0PG-6YEF";
const STRONG = "correct horse battery";

const older: BackupLook = {
  ...same,
  holds: { patients: 1, sessions: 5, others: 8 },
  here: {
    known: true,
    last: "23 Nov 2026 10:00",
    lost: { patients: 0, sessions: 2, others: 0 },
    regained: { patients: 0, sessions: 0, others: 0 },
  },
};

const restored: BackupRestored = {
  made: same.made,
  folder: "/home/therapist/Filiform/practice",
  kept_aside: "/home/therapist/Filiform/practice.before-restore-2026-11-23-100000",
  keys_of_its_day: false,
};

function setUp(answers: Answers = {}) {
  const backend = backendWith({
    offer_backup: () => offer,
    look_at_backup: () => older,
    restore_backup: () => restored,
    ...answers,
  });
  const props = { onrestored: vi.fn(), onback: vi.fn(), onbefore: vi.fn(() => Promise.resolve()) };
  const view = render(RestoreBackup, { backend, ...props });
  return { backend, ...props, ...view };
}

async function check(): Promise<void> {
  await waitFor(() => {
    expect(screen.getByLabelText<HTMLInputElement>("Backup").value).toBe(offer.file);
  });
  await userEvent.type(screen.getByLabelText("Passphrase"), `${STRONG}{Enter}`);
}

it("offers the newest backup, and shows the difference before anything is changed", async () => {
  const { backend, container } = setUp();
  await screen.findByText("The newest backup that this computer knows. Verified today 15:05.");
  expect(await faultsOf(container)).toEqual([]);
  await check();
  await screen.findByRole("heading", { name: "What comes back" });
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "What comes back" }));
  expect(screen.getByText("1 patient, 5 signed sessions, 8 other entries")).toBeTruthy();
  expect(screen.getByText("2 signed sessions")).toBeTruthy();
  expect(screen.getByText(/you would go on without what is only here/)).toBeTruthy();
  expect(backend.runsOf("restore_backup")).toEqual([]);
  expect(await faultsOf(container)).toEqual([]);
});

it("keeps what is typed elsewhere, then restores in place of the practice here", async () => {
  const { backend, onbefore, onrestored } = setUp();
  await check();
  await userEvent.click(await screen.findByRole("button", { name: "Restore" }));
  await waitFor(() => {
    expect(onrestored).toHaveBeenCalled();
  });
  expect(onbefore).toHaveBeenCalledTimes(1);
  expect(backend.runsOf("restore_backup")).toEqual([
    { file: offer.file, passphrase: STRONG, recovery_code: "", into: "" },
  ]);
});

it("restores beside the practice, and says at its field which folder is not taken", async () => {
  let taken = true;
  const { backend, onrestored } = setUp({
    restore_backup: ({ into }) => {
      if (taken)
        throw refusal("fields", "Something is there.", { into: "Something is there already." });
      return { ...restored, folder: into, kept_aside: null };
    },
  });
  await check();
  await userEvent.click(await screen.findByRole("radio", { name: /Beside it/ }));
  await userEvent.type(screen.getByLabelText("New folder"), "/home/r/twin{Enter}");
  await screen.findByText("Something is there already.");
  taken = false;
  await userEvent.click(screen.getByRole("button", { name: "Restore" }));
  await screen.findByText("Folder: /home/r/twin");
  expect(backend.runsOf("restore_backup")[1]?.into).toBe("/home/r/twin");
  expect(onrestored).not.toHaveBeenCalled();
});

it("asks nothing about a place where no practice is", async () => {
  setUp({ look_at_backup: () => ({ ...same, here: null, keys_of_its_day: true }) });
  await check();
  await screen.findByText("What comes back");
  expect(screen.queryByText("Where to")).toBeNull();
  expect(screen.getByText(/of the day it was made/)).toBeTruthy();
});

it("says that a practice which cannot be opened was not compared", async () => {
  const unknown = { ...older.here, known: false, last: "" } as BackupLook["here"];
  setUp({ look_at_backup: () => ({ ...older, here: unknown }) });
  await check();
  await screen.findByText(/could not be opened to compare them/);
});

it("opens it with the recovery code and a new passphrase", async () => {
  const { backend } = setUp();
  await screen.findByText(/newest backup/);
  await userEvent.click(screen.getByRole("button", { name: "Use the recovery code" }));
  expect(screen.getByText(/nobody can help/)).toBeTruthy();
  await userEvent.type(screen.getByLabelText("Recovery code"), CODE);
  await userEvent.type(screen.getByLabelText("New passphrase"), STRONG);
  await userEvent.type(screen.getByLabelText("New passphrase, again"), STRONG);
  await userEvent.click(screen.getByRole("button", { name: "Check the backup" }));
  await screen.findByText(/with the new passphrase/);
  expect(backend.runsOf("look_at_backup")).toEqual([
    { file: offer.file, passphrase: STRONG, recovery_code: CODE, into: "" },
  ]);
});

it("says a wrong passphrase at its field, and what is no backup at the file", async () => {
  let failure = new Failure(wrong);
  setUp({ look_at_backup: () => Promise.reject(failure) });
  await check();
  await screen.findByText("This passphrase, of today or of its day, does not open the backup.");
  expect(document.activeElement).toBe(screen.getByLabelText("Passphrase"));
  failure = refusal("not-a-backup", "This file is no backup of Filiform. Nothing was changed.");
  await userEvent.click(screen.getByRole("button", { name: "Check the backup" }));
  await screen.findByText("This file is no backup of Filiform. Nothing was changed.");
  expect(document.activeElement).toBe(screen.getByLabelText("Backup"));
});

it("takes a stop for no failure", async () => {
  setUp({ look_at_backup: () => Promise.reject(refusal("interrupted", "Stopped.")) });
  await check();
  await screen.findByText("Stopped. Nothing was changed.");
});

it("leads to the door when a restore failed after it had closed the practice", async () => {
  let state: "open" | "locked" = "open";
  const { onrestored } = setUp({
    practice_status: () => status({ state }),
    restore_backup: () => {
      state = "locked";
      throw refusal("in-use", "This practice is open in another program.");
    },
  });
  await check();
  await userEvent.click(await screen.findByRole("button", { name: "Restore" }));
  await screen.findByText(/The practice is locked now/);
  await userEvent.click(screen.getByRole("button", { name: "Unlock" }));
  expect(onrestored).toHaveBeenCalled();
});
