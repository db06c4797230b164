// The check of the record: one plain sentence, what is still good, what to do; and a stop that is no failure.

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import type { RecordVerified } from "../../backend/generated/RecordVerified";
import { faultsOf } from "../../test/axe";
import { refusal, workspaceWith } from "../../test/practice";
import CheckClosed from "./CheckClosed.svelte";
import VerifyRecord from "./VerifyRecord.svelte";

const sound: RecordVerified = {
  entries: 12,
  patients: 1,
  sessions: 3,
  problems: [],
  headline: "All 12 entries are as they were signed.",
  good: "",
  signers: ["A. Rivera, PT: owner, key 3f9a 1c22 9c1e d2aa"],
  todo: [],
};

const faulty: RecordVerified = {
  ...sound,
  problems: [
    { seq: 0, what: "a page of practice.db was changed" },
    { seq: 7, what: "this entry was changed" },
  ],
  headline: "Entry 7 fails: this entry was changed.",
  good: "Still good: entries 1 to 6, the last of 22 Nov 2026 14:05.",
  signers: ["A. Rivera, PT: owner, key 3f9a 1c22 9c1e d2aa"],
  todo: ["Write nothing more.", "Restore the newest backup."],
};

function setUp(answers: Answers) {
  const { workspace, backend } = workspaceWith(answers);
  const view = render(VerifyRecord, { workspace, screen: { name: "verify" } });
  return { backend, ...view };
}

it("says in one sentence that a record is sound", async () => {
  const { container } = setUp({ verify_record: () => sound });
  await userEvent.click(screen.getByRole("button", { name: "Check now" }));
  await screen.findByText("All 12 entries are as they were signed.");
  expect(screen.getByText("Read: 12 entries, 1 patient, 3 signed sessions.")).toBeTruthy();
  expect(screen.queryByText("What to do")).toBeNull();
  expect(await faultsOf(container)).toEqual([]);
});

it("names the first entry that fails, what is still good and what to do", async () => {
  const { container } = setUp({ verify_record: () => faulty });
  await userEvent.click(screen.getByRole("button", { name: "Check now" }));
  await screen.findByText("Entry 7 fails: this entry was changed.");
  expect(screen.getByText(/Still good: entries 1 to 6/)).toBeTruthy();
  expect(screen.getByText("Restore the newest backup.")).toBeTruthy();
  expect(screen.getByText("The file: a page of practice.db was changed")).toBeTruthy();
  expect(await faultsOf(container)).toEqual([]);
});

it("takes a stop for no failure", async () => {
  const stop = refusal("interrupted", "Stopped before the end.");
  setUp({ verify_record: () => Promise.reject(stop) });
  await userEvent.click(screen.getByRole("button", { name: "Check now" }));
  await screen.findByText(/The check was stopped/);
});

it("holds a letter and a fingerprint against the record, and says what refuses them", async () => {
  const { backend } = setUp({
    check_export: () => ({
      verdict: "ahead",
      headline: "This file is newer than the record.",
      words: "Look for the newer one.",
    }),
    check_fingerprint: () => Promise.reject(refusal("fields", "Type at least 16 digits.")),
  });
  await userEvent.type(screen.getByLabelText("Saved letter"), "/home/r/letter.pdf{Enter}");
  await screen.findByText("This file is newer than the record.");
  expect(backend.callsOf("check_export")).toEqual([{ path: "/home/r/letter.pdf" }]);
  await userEvent.type(screen.getByLabelText("Fingerprint on paper"), "7f3a{Enter}");
  await screen.findByText("Type at least 16 digits.");
});

it("checks a record that stays closed, and asks again for a passphrase that was wrong", async () => {
  const { workspace, backend } = workspaceWith({
    check_closed_record: ({ passphrase }) =>
      passphrase === "right"
        ? Promise.resolve(faulty)
        : Promise.reject(
            refusal("wrong-passphrase", "This passphrase does not open the practice."),
          ),
  });
  let left = 0;
  const onback = () => {
    left += 1;
  };
  const { container } = render(CheckClosed, { backend: workspace.backend, onback });
  const field = screen.getByLabelText("Passphrase");
  expect(document.activeElement).toBe(field);
  await userEvent.type(field, "wrong{Enter}");
  await screen.findByText("This passphrase does not open the practice.");
  await userEvent.clear(field);
  await userEvent.type(field, "right{Enter}");
  await screen.findByText("Entry 7 fails: this entry was changed.");
  expect(backend.runsOf("check_closed_record").map(({ passphrase }) => passphrase)).toEqual([
    "wrong",
    "right",
  ]);
  expect(await faultsOf(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Back" }));
  expect(left).toBe(1);
});
