// Scores of outcome measures, as the real workflows answered them, for tests.

import { Failure } from "../backend/failure";
import fixtures from "../backend/generated/fixtures.json";
import type { ProblemList } from "../backend/generated/ProblemList";
import type { ScoreDraft } from "../backend/generated/ScoreDraft";
import type { ScoreForm } from "../backend/generated/ScoreForm";
import type { ScorePage } from "../backend/generated/ScorePage";

const [begun, correction, again] = fixtures.open_score_form.map(
  ({ reply }) => reply as unknown as ScoreForm,
) as [ScoreForm, ScoreForm, ScoreForm];

/** A score that was kept. */
export const scorePage = fixtures.score_measure[0]?.reply as unknown as ScorePage;
/** A score that stands, and the same one after it was taken back. */
export const standing = fixtures.open_score[0]?.reply as unknown as ScorePage;
export const takenBack = fixtures.take_back_score[0]?.reply as unknown as ScorePage;
/** The form that corrects a score. */
export const correcting = structuredClone(correction);

/** What is refused of 138 %. */
export const outOfRange = new Failure({
  code: "fields",
  message: "",
  fields: (fixtures.check_score[1]?.reply as unknown as ProblemList).problems,
});

/** A score begun on 22 Nov 2026, by somebody whose activities were scored before. */
export function scoreForm(typed: Partial<ScoreDraft> = {}): ScoreForm {
  const form = structuredClone(again);
  return { ...form, score: { ...form.score, ...typed } };
}

/** A score of somebody of whom nothing was scored. */
export const firstForm = structuredClone(begun);
