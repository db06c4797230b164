// The sections of the note in their order, and which parts of the draft each one holds.

import { words } from "../../strings";

export interface SectionInfo {
  id: string;
  title: string;
  paths: readonly string[];
}

const titles = words.chartSession.sections;

export const sections = [
  {
    id: "story",
    title: titles.story,
    paths: [
      "date",
      "time",
      "ended",
      "episode",
      "region",
      "story",
      "present",
      "not_held",
      "not_held.how",
      "first_visit.medicines",
      "since_last.soreness",
      "since_last.soreness_hours",
    ],
  },
  {
    id: "before",
    title: titles.before,
    paths: [
      "screening",
      "screening_yes",
      "acknowledged",
      "consent",
      "consent_withdrawn_at",
      "pain_before",
      "pains",
      "findings",
      "condition",
      "indication",
    ],
  },
  { id: "sites", title: titles.sites, paths: ["sites", "line"] },
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
      "stopped_early.reason",
      "stopped_early.recovery",
      "breathlessness_advice",
      "breathlessness_time",
    ],
  },
  { id: "other-care", title: titles.otherCare, paths: ["other_care"] },
  {
    id: "plan",
    title: titles.plan,
    paths: ["plan", "timed_minutes", "total_minutes", "codes"],
  },
] as const satisfies readonly SectionInfo[];

/** Goes to the first control of a section. Answers whether the section is there. */
export function goToSection(root: Element, id: string): boolean {
  const section = root.querySelector(`#section-${id}`);
  section?.scrollIntoView?.({ block: "start" });
  const control = section?.querySelector<HTMLElement>(
    'input, textarea, select, [role="radio"][tabindex="0"], button:not([tabindex="-1"])',
  );
  control?.focus({ preventScroll: true });
  // What comes into sight on the way may turn out taller than it was taken for.
  requestAnimationFrame(() => section?.scrollIntoView?.({ block: "start" }));
  return control !== null && control !== undefined;
}
