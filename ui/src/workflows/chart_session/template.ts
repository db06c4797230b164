// Templates: the therapist's own texts for a condition, written into the fields that hold nothing. What they
// hold, and which fields are empty, is answered by the workflows.

import { tick } from "svelte";
import { Failure } from "../../backend/failure";
import type { TemplateTexts } from "../../backend/generated/TemplateTexts";
import type { PaletteGroup } from "../../kit";
import { words } from "../../strings";
import type { Workspace } from "../../workspace.svelte";
import type { SessionForm } from "./draft.svelte";

const text = words.chartNote.template;

/** The fields that a template fills, as they are called on screen. */
const labels: Record<keyof TemplateTexts, string> = words.settings.templates.texts;

/** What the palette offers while charting: every template, that of the note's condition first. */
export function templateGroup(workspace: Workspace, form: SessionForm): PaletteGroup {
  const { condition } = form.session;
  const { conditions } = form.content.reference;
  const first = (id: string) => (id === condition ? 0 : 1);
  const ids = [...form.page.templates].sort((a, b) => first(a) - first(b));
  return {
    title: text.group,
    items: ids.map((id) => {
      const name = conditions.find((known) => known.id === id)?.name ?? id;
      const run = () => void use(workspace, form, id, name);
      return { id: `template-${id}`, label: text.use(name), run };
    }),
  };
}

async function use(workspace: Workspace, form: SessionForm, id: string, name: string) {
  try {
    const filled = await fillFrom(form, id);
    workspace.say(
      text.written(
        name,
        filled.map((field) => labels[field]),
      ),
    );
  } catch (thrown) {
    workspace.say(`${text.failed} ${Failure.from(thrown).message}`);
  }
}

/** Fills the empty fields as one step on the way back. Answers which they were. */
export async function fillFrom(
  form: SessionForm,
  condition: string,
): Promise<(keyof TemplateTexts)[]> {
  const { session } = form;
  const asked = { condition, session: form.snapshot() };
  const { texts } = await form.backend.call("use_template", asked);
  const fields = Object.keys(texts) as (keyof TemplateTexts)[];
  // Nothing that was typed since the question is lost either.
  const empty = fields.filter((field) => texts[field] !== "" && session[field].trim() === "");
  form.newStep();
  for (const field of empty) session[field] = texts[field];
  await tick();
  form.newStep();
  return empty;
}
