// The choice of a target with the whole shipped content: what is typed is what is taken.

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import recorded from "../../backend/generated/fixtures.json";
import type { Reference } from "../../backend/generated/Reference";
import { words } from "../../strings";
import { Content } from "./content";
import TargetField from "./TargetField.svelte";

const reference = recorded.reference[0]?.reply as Reference;

function setUp() {
  const chosen: string[] = [];
  const onchoose = (id: string) => chosen.push(id);
  // In `props`, because the library has a `target` of its own.
  render(TargetField, { props: { content: new Content(reference), target: "", onchoose } });
  const field = screen.getByRole("combobox", { name: words.chartSession.sites.target });
  return { chosen, field };
}

describe("choosing a target", () => {
  // A word that is also the id of a target once opened the whole list, and Enter took its first row.
  it.each(
    reference.targets.filter((row) => row.name.toLowerCase() === row.id).map((row) => row.id),
  )("takes %s when its whole name is typed", async (id) => {
    const { chosen, field } = setUp();
    await userEvent.type(field, `${id}{Enter}`);
    expect(chosen).toEqual([id]);
  });

  it("takes nothing by itself for a name that can be misread", async () => {
    const { chosen, field } = setUp();
    await userEvent.type(field, "Trap");
    expect(chosen).toEqual([]);
  });
});
