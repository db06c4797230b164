// What the box finds, where each of it leads, and that what was found is text and nothing else.

import { expect, it } from "vitest";
import fixtures from "../../backend/generated/fixtures.json";
import type { FoundAnything } from "../../backend/generated/FoundAnything";
import type { PaletteFound, PaletteItem } from "../../kit";
import { workspaceWith } from "../../test/practice";
import { findAnything } from "./finding";

const recorded = fixtures.find_anything as { args: { query: string }; reply: FoundAnything }[];

/** The answer that the real workflow gave to this. */
function answerTo(query: string): FoundAnything {
  const found = recorded.find(({ args }) => args.query === query);
  if (!found) throw new Error(`not recorded: ${query}`);
  return found.reply;
}

async function found(query: string, inside: string | null = null) {
  const { workspace, backend } = workspaceWith({ find_anything: () => answerTo(query) });
  const [answer] = await findAnything(workspace, query, inside);
  if (!answer) throw new Error("there is always an answer");
  return { workspace, backend, answer };
}

function items(answer: PaletteFound, title: string): readonly PaletteItem[] {
  return [...answer.first, ...answer.then].find((group) => group.title === title)?.items ?? [];
}

it("finds a patient by name and opens the page", async () => {
  const { workspace, answer } = await found("oka");
  const [ada] = items(answer, "Patients");
  expect(ada).toMatchObject({ label: "Okafor, Adá", detail: "14 Mar 1984 (42)" });
  ada?.run();
  expect(workspace.screen).toEqual({ name: "patient", id: answerTo("oka").patients[0]?.id });
});

it("shows words of notes with what was found marked, and opens the note", async () => {
  const { workspace, answer } = await found("stiff driv");
  const [newest] = items(answer, "Notes");
  expect(newest).toMatchObject({ label: "Okafor, Adá", detail: "Neck · 20 Nov 2026" });
  expect(newest?.excerpt?.filter(({ hit }) => hit).map(({ text }) => text)).toEqual([
    "Stiff",
    "driv",
  ]);
  newest?.run();
  const [note] = answerTo("stiff driv").notes;
  const opened = { name: "patient", id: note?.patient, session: note?.session };
  expect(workspace.screen).toEqual(opened);
});

it("goes on from a target to where it was needled", async () => {
  const { answer } = await found("upper trap");
  expect(items(answer, "Needled at")[0]).toMatchObject({
    label: "Upper trapezius",
    typed: "target:trapezius-upper ",
  });
});

it("says what it does not know", async () => {
  const { answer } = await found("region:moon");
  expect(answer.remarks).toEqual(["No region is called so."]);
});

it("asks for the patient in sight, and shows a note once", async () => {
  const reply = answerTo("stiff driv");
  const { workspace, backend } = workspaceWith({
    find_anything: () => ({ ...reply, inside: reply.notes.slice(0, 1) }),
  });
  const [answer] = await findAnything(workspace, "stiff driv", "p1");
  expect(backend.callsOf("find_anything")).toEqual([
    { query: "stiff driv", inside: "p1", limit: 8 },
  ]);
  expect(items(answer as PaletteFound, "In this patient's notes")).toHaveLength(1);
  expect(items(answer as PaletteFound, "Notes")).toHaveLength(reply.notes.length - 1);
});
