// Screening and consent of a patient as the real workflows answered them.

import fixtures from "../backend/generated/fixtures.json";
import type { CheckRow } from "../backend/generated/CheckRow";
import type { SafetyPage } from "../backend/generated/SafetyPage";

/** Every check of the content. */
export const checks = fixtures.reference[0]?.reply.checks as unknown as CheckRow[];

/** Nothing answered, nothing agreed. */
export const blankPage = fixtures.open_safety[0]?.reply as unknown as SafetyPage;

/** Some checks answered with yes, a consent in writing. */
export const screenedPage = fixtures.give_consent[1]?.reply as unknown as SafetyPage;

/** A guardian is about to sign. */
export const typingPage: SafetyPage = {
  ...blankPage,
  lines: screenedPage.lines,
  consent_typed: {
    draft: "00000000-0000-7000-8000-0000000000d2",
    rev: 3,
    caret: null,
    kept_at: "14:09:31",
    sheet: {
      ...blankPage.blank_consent,
      kind: "written",
      procedure: "Dry needling",
      told: ["procedure", "risks"],
      relation: "guardian",
      signed: "drawn",
      strokes: [[120, 200, 180, 90, 240, 210, 300, 120, 360, 200, 460, 150, 620, 190]],
    },
  },
};
