// Cover and lock in the settings, and what is typed there outliving a lock.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { blankPractice } from "../../forms/blank";
import { faultsOf } from "../../test/axe";
import { lockPage, practicePage, refusal, workspaceWith } from "../../test/practice";
import Settings from "./Settings.svelte";

async function setUp(answers: Answers = {}, hears: boolean | null = null) {
  const { workspace, backend } = workspaceWith({
    change_lock_times: (times) => lockPage({ times }),
    change_pin: ({ pin }) => lockPage({ has_pin: pin !== null }),
    keep_draft: () => ({ id: "s1", rev: 1, kept_at: "14:09:31" }),
    ...answers,
  });
  if (hears !== null) Object.assign(backend, { hearsSystem: () => Promise.resolve(hears) });
  const view = render(Settings, { workspace, screen: { name: "settings" } });
  await screen.findByLabelText("Lock after");
  return { workspace, backend, ...view };
}

it("keeps other times on purpose, and the cover can be off", async () => {
  const { backend, workspace, container } = await setUp();
  const save = screen.getByRole("button", { name: "Save the times" });
  expect(save).toHaveProperty("disabled", true);
  await userEvent.selectOptions(screen.getByLabelText("Cover the screen after"), "never by itself");
  const lock = screen.getByLabelText("Lock after");
  await userEvent.clear(lock);
  await userEvent.type(lock, "30");
  await userEvent.click(save);
  await waitFor(() => {
    expect(workspace.said).toBe("Cover and lock times saved.");
  });
  expect(backend.callsOf("change_lock_times")).toEqual([{ cover_minutes: null, lock_minutes: 30 }]);
  expect(await faultsOf(container)).toEqual([]);
});

it("shows a refused time at its field", async () => {
  await setUp({
    change_lock_times: () => {
      throw refusal("fields", "No.", { cover_minutes: "The cover must come before the lock." });
    },
  });
  await userEvent.selectOptions(screen.getByLabelText("Cover the screen after"), "15 minutes");
  await userEvent.click(screen.getByRole("button", { name: "Save the times" }));
  expect(await screen.findByText("The cover must come before the lock.")).toBeTruthy();
});

it("sets a PIN with the passphrase, leaves neither in its field, and removes it", async () => {
  const { backend } = await setUp();
  expect(screen.getByText(/No PIN is set, so the lock takes/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Remove the PIN" })).toBeNull();
  await userEvent.type(screen.getByLabelText(/^PIN, 4 to 8/), "4071");
  await userEvent.type(screen.getByLabelText("Passphrase, for the PIN"), "words");
  await userEvent.click(screen.getByRole("button", { name: "Set the PIN" }));
  expect(await screen.findByText(/five wrong PINs lock/)).toBeTruthy();
  for (const label of [/^PIN, 4 to 8/, "Passphrase, for the PIN"]) {
    expect(screen.getByLabelText<HTMLInputElement>(label).value).toBe("");
  }
  await userEvent.type(screen.getByLabelText("Passphrase, for the PIN"), "words");
  await userEvent.click(screen.getByRole("button", { name: "Remove the PIN" }));
  expect(await screen.findByText(/No PIN is set/)).toBeTruthy();
  expect(backend.callsOf("change_pin")).toEqual([
    { passphrase: "words", pin: "4071" },
    { passphrase: "words", pin: null },
  ]);
});

it.each([
  ["easy-pin", { pin: "This PIN is among the first." }, "This PIN is among the first.", /^PIN/],
  ["wrong-passphrase", {}, "It does not open the practice.", "Passphrase, for the PIN"],
])("tells %s at its field", async (code, paths, words, label) => {
  await setUp({
    change_pin: () => {
      throw refusal(code, "It does not open the practice.", paths);
    },
  });
  await userEvent.type(screen.getByLabelText(/^PIN, 4 to 8/), "1234");
  await userEvent.type(screen.getByLabelText("Passphrase, for the PIN"), "words");
  await userEvent.click(screen.getByRole("button", { name: "Set the PIN" }));
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.getByLabelText(label, { selector: "input" }).getAttribute("aria-invalid")).toBe(
    "true",
  );
});

it.each([
  [true, /also locks when this computer goes to sleep/],
  [false, /does not tell Filiform when it goes to sleep/],
])("says in one line whether the computer tells of its sleep: %s", async (hears, line) => {
  await setUp({}, hears);
  expect(await screen.findByText(line)).toBeTruthy();
});

it("keeps what is typed before a lock, with the caret, and no passphrase", async () => {
  const { backend, workspace } = await setUp();
  await userEvent.type(screen.getByLabelText("Passphrase, for the PIN"), "secret words");
  await userEvent.type(screen.getByLabelText("Practice phone"), "555");
  await workspace.keepAll();
  const kept = backend.callsOf("keep_draft").at(-1);
  expect(kept).toMatchObject({ kind: "settings", patient: null });
  expect(kept?.body).toMatchObject({ practice: { phone: "555" }, therapist: null });
  expect(kept?.caret).toMatch(/^\d+:3$/);
  expect(JSON.stringify(backend.callsOf("keep_draft"))).not.toContain("secret");
});

it("goes on with what was typed before the lock, at the caret", async () => {
  const first = await setUp();
  await userEvent.type(screen.getByLabelText("Practice phone"), "555");
  await first.workspace.keepAll();
  const caret = first.backend.callsOf("keep_draft").at(-1)?.caret ?? null;
  first.unmount();
  const practice = { ...blankPractice(), name: "Rivera Physical Therapy", phone: "555" };
  const unsaved = {
    typed: { practice, therapist: null, phrases: null, templates: null },
    kept: { draft: "s1", rev: 1, caret, kept_at: "14:09:31" },
  };
  await setUp({ practice_page: () => practicePage({ unsaved }) });
  const phone = screen.getByLabelText<HTMLInputElement>("Practice phone");
  expect(phone.value).toBe("555");
  expect(screen.getByText("changed, not saved yet")).toBeTruthy();
  expect([document.activeElement, phone.selectionStart]).toEqual([phone, 3]);
});
