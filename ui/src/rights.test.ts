// One table, in Rust, says who may do what; the window offers nothing else.

import { expect, it } from "vitest";
import { mayOpen, mayRun } from "./rights";
import { deskPractice } from "./test/people";
import { openPractice, workspaceWith } from "./test/practice";
import { paletteGroups } from "./shell/palette";
import { Workspace, type ScreenName } from "./workspace.svelte";

const frame = { lock: () => undefined, showKeys: () => undefined, switchSeat: null };

it("leads a front desk to patients and to their own seat, and nowhere clinical", () => {
  const { rights } = deskPractice;
  const open: ScreenName[] = [
    "today",
    "patients",
    "patient",
    "register",
    "notHeld",
    "attach",
    "settings",
  ];
  for (const name of open) expect(mayOpen(rights, name), name).toBe(true);
  const closed: ScreenName[] = [
    "chart",
    "consent",
    "contact",
    "event",
    "episode",
    "addendum",
    "void",
    "rightPatient",
    "letter",
    "audit",
    "retention",
    "retire",
    "people",
    "key",
    "verify",
  ];
  for (const name of closed) expect(mayOpen(rights, name), name).toBe(false);
  expect(mayRun(rights, "practice_status")).toBe(true);
});

it("leads the owner everywhere", () => {
  expect(mayOpen(openPractice.rights, "people")).toBe(true);
  expect(mayRun(openPractice.rights, "retire_record")).toBe(true);
});

it("offers a front desk no command they would be refused, in sight of a patient too", () => {
  const { backend } = workspaceWith();
  const workspace = new Workspace(backend, deskPractice);
  workspace.open({ name: "patient", id: "p1" });
  const labels = paletteGroups(workspace, frame).flatMap(({ items }) =>
    items.map(({ label }) => label),
  );
  expect(labels).toEqual([
    "Visit not held",
    "Attach a file",
    "Edit details",
    "Today",
    "Patients",
    "New patient",
    "Settings",
    "Lock",
    "Keys",
  ]);
});

it("says so instead of opening a screen that a role does not reach", () => {
  const { backend } = workspaceWith();
  const workspace = new Workspace(backend, deskPractice);
  workspace.open({ name: "audit" });
  expect(workspace.screen).toEqual({ name: "today" });
  expect(workspace.said).toMatch(/Your role/);
});

it("does not return to a place that a changed role does not reach", () => {
  const { backend } = workspaceWith();
  const trail = [{ name: "patients" }, { name: "letter", patient: "p1" }] as const;
  expect(new Workspace(backend, deskPractice, [...trail]).screen).toEqual({ name: "patients" });
});
