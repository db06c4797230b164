// The sections of the note in their order, and which parts of the draft each one holds.

import { words } from "../../strings";

export interface SectionInfo {
  id: string;
  title: string;
  paths: readonly string[];
}

const titles = words.chartSession.sections;

export const sections = [
  { id: "story", title: titles.story, paths: ["date", "time", "region", "story"] },
  { id: "before", title: titles.before, paths: ["pain_before"] },
  { id: "sites", title: titles.sites, paths: ["sites"] },
  {
    id: "after",
    title: titles.after,
    paths: [
      "pain_after",
      "tolerance",
      "response",
      "needles_in",
      "needles_out",
      "needle_difference",
      "events_asked",
      "events",
      "breathlessness_advice",
    ],
  },
  { id: "other-care", title: titles.otherCare, paths: ["other_care"] },
  { id: "plan", title: titles.plan, paths: ["plan"] },
] as const satisfies readonly SectionInfo[];

/** Goes to the first control of a section. Answers whether the section is there. */
export function goToSection(root: Element, id: string): boolean {
  const section = root.querySelector(`#section-${id}`);
  section?.scrollIntoView?.({ block: "start" });
  const control = section?.querySelector<HTMLElement>(
    'input, textarea, select, [role="radio"][tabindex="0"], button:not([tabindex="-1"])',
  );
  control?.focus({ preventScroll: true });
  return control !== null && control !== undefined;
}
