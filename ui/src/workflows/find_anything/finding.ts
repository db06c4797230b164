// What the box that finds anything finds: patients first, then notes, letters and targets.

import type { FoundAnything } from "../../backend/generated/FoundAnything";
import type { LetterFound } from "../../backend/generated/LetterFound";
import type { NoteFound } from "../../backend/generated/NoteFound";
import type { SaidFound } from "../../backend/generated/SaidFound";
import type { PatientLine } from "../../backend/generated/PatientLine";
import type { TargetFound } from "../../backend/generated/TargetFound";
import type { PaletteFound, PaletteItem } from "../../kit";
import { words } from "../../strings";
import type { Workspace } from "../../workspace.svelte";

const w = words.findAnything;

/** So many of each kind are worth reading before another word is typed. */
const SHOWN = 8;

/** One answer to what is typed. `inside` is the patient in sight, whose notes come before those of others. */
export async function findAnything(
  workspace: Workspace,
  query: string,
  inside: string | null,
): Promise<PaletteFound[]> {
  const found = await workspace.backend.call("find_anything", { query, inside, limit: SHOWN });
  return [inGroups(workspace, found)];
}

function inGroups(workspace: Workspace, found: FoundAnything): PaletteFound {
  const shownAbove = new Set(found.inside.map(({ session }) => session));
  const others = found.notes.filter(({ session }) => !shownAbove.has(session));
  const note = (one: NoteFound) => noteItem(workspace, one);
  return {
    first: [
      { title: w.patients, items: found.patients.map((one) => patientItem(workspace, one)) },
      { title: w.inside, items: found.inside.map(note) },
    ],
    then: [
      { title: w.targets, items: found.targets.map(targetItem) },
      { title: w.notes, items: others.map(note) },
      { title: w.said, items: found.said.map((one) => saidItem(workspace, one)) },
      { title: w.letters, items: found.letters.map((one) => letterItem(workspace, one)) },
    ],
    remarks: found.remarks,
  };
}

function patientItem(workspace: Workspace, { id, name, born, age }: PatientLine): PaletteItem {
  return {
    id,
    label: name,
    detail: `${born} (${String(age)})`,
    run: () => {
      workspace.open({ name: "patient", id });
    },
  };
}

function noteItem(workspace: Workspace, note: NoteFound): PaletteItem {
  const when = w.when(note.date, note.region);
  return {
    id: note.session,
    label: note.name,
    detail: note.voided ? w.voided(when) : when,
    excerpt: note.excerpt,
    run: () => {
      workspace.open({ name: "patient", id: note.patient, session: note.session });
    },
  };
}

/** Opens what was said, where it was said: an entry of the timeline, or the note it was added to. */
function saidItem(workspace: Workspace, said: SaidFound): PaletteItem {
  const { patient, name, between, session, what, date, excerpt } = said;
  const where = between ? { between } : session === null ? {} : { session };
  return {
    id: `${between?.id ?? session ?? patient} ${what} ${date}`,
    label: name,
    detail: w.when(date, what),
    excerpt,
    run: () => {
      workspace.open({ name: "patient", id: patient, ...where });
    },
  };
}

function letterItem(workspace: Workspace, letter: LetterFound): PaletteItem {
  return {
    id: letter.id,
    label: w.letter(letter.what, letter.recipient),
    detail: w.letterOf(letter.name, letter.date),
    run: () => {
      workspace.open({ name: "patient", id: letter.patient });
    },
  };
}

function targetItem({ id, name, region, query }: TargetFound): PaletteItem {
  return { id, label: name, detail: region, typed: query, run: () => undefined };
}
