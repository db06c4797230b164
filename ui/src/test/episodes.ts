// Episodes of care, as the real workflows answered them, for tests and for looking at screens.

import { Failure } from "../backend/failure";
import type { EpisodeDraft } from "../backend/generated/EpisodeDraft";
import type { EpisodeForm } from "../backend/generated/EpisodeForm";
import type { EpisodePage } from "../backend/generated/EpisodePage";
import type { EpisodeStepPage } from "../backend/generated/EpisodeStepPage";
import fixtures from "../backend/generated/fixtures.json";
import type { HistoryPage } from "../backend/generated/HistoryPage";
import type { PatientPage } from "../backend/generated/PatientPage";
import type { ProblemList } from "../backend/generated/ProblemList";
import type { Reference } from "../backend/generated/Reference";
import type { Today } from "../backend/generated/Today";

const [begun, standing] = fixtures.open_episode_form.map(
  ({ reply }) => reply as unknown as EpisodeForm,
) as [EpisodeForm, EpisodeForm];

/** The clinical content. */
export const content = fixtures.reference[0]?.reply as unknown as Reference;

/** An episode that was closed with a discharge, in full. */
export const closedPage = fixtures.keep_episode[0]?.reply as unknown as EpisodePage;

/** A patient with an open episode, with a closed one, and without any. */
const pages = fixtures.open_patient.map(({ reply }) => reply as unknown as PatientPage);
export const withEpisode = pages.at(-2) as PatientPage;
export const withClosed = pages.at(-1) as PatientPage;

/** A first screen on which an episode needs attention. */
export const busyToday = fixtures.today.at(-1)?.reply as unknown as Today;

/** A history with the steps of an episode, and the newest of them in full. */
export const historyOfEpisode = fixtures.review_history.at(-1)?.reply as unknown as HistoryPage;
export const closedStep = fixtures.open_episode_step[0]?.reply as unknown as EpisodeStepPage;

/** What is refused of a form with nothing in it. */
export const episodeRefused = new Failure({
  code: "fields",
  message: "2 answers need another look.",
  fields: (fixtures.check_episode[0]?.reply as unknown as ProblemList).problems,
});

/** A new episode begun on 22 Nov 2026. */
export function episodeForm(typed: Partial<EpisodeDraft> = {}): EpisodeForm {
  const form = structuredClone(begun);
  return { ...form, typed: { ...form.typed, content: { ...form.typed.content, ...typed } } };
}

/** The open episode as it stands, to be changed. */
export function episodeToChange(fields: Partial<EpisodeForm> = {}): EpisodeForm {
  return { ...structuredClone(standing), ...fields };
}
