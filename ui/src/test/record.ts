// Who did what, and how long records are kept, as the real workflows answered it.

import { Failure } from "../backend/failure";
import type { AuditLine } from "../backend/generated/AuditLine";
import type { AuditPage } from "../backend/generated/AuditPage";
import fixtures from "../backend/generated/fixtures.json";
import type { Refusal } from "../backend/generated/Refusal";
import type { RetentionPage } from "../backend/generated/RetentionPage";
import type { Retirement } from "../backend/generated/Retirement";

const [everything, ofAda, nothing, badDay] = fixtures.review_audit;

/** Six lines of the whole practice with older ones behind them, of one patient, and none. */
export const auditPage = everything?.reply as unknown as AuditPage;
export const auditOfAda = ofAda?.reply as unknown as AuditPage;
export const auditEmpty = nothing?.reply as unknown as AuditPage;
export const auditRefused = new Failure(badDay?.failure as unknown as Refusal);

/** A line of a record that is gone. */
export const destroyedLine: AuditLine = {
  ...(auditPage.lines[0] as AuditLine),
  id: "e-destroyed",
  what: "Destroyed the record",
  details: "registered by mistake; Registered twice.",
  group: "retention",
  kind: "record-destroyed",
  name: "Destroyed record",
  destroyed: true,
};

/** Without a rule; eight years later with one, and Ada due. */
export const retentionOff = fixtures.retention_page[0]?.reply as unknown as RetentionPage;
export const retentionDue = fixtures.retention_page[1]?.reply as unknown as RetentionPage;
export const ruleRefused = new Failure(fixtures.set_retention[0]?.failure as unknown as Refusal);

/** Ada's record: before there is a rule, under a hold, not due yet, and due. */
export const offerNoRule = fixtures.offer_retirement[0]?.reply as unknown as Retirement;
export const offerHeld = fixtures.hold_record[1]?.reply as unknown as Retirement;
export const offerNotDue = fixtures.lift_hold[0]?.reply as unknown as Retirement;
export const offerDue = fixtures.offer_retirement[1]?.reply as unknown as Retirement;
export const holdRefused = new Failure(fixtures.hold_record[0]?.failure as unknown as Refusal);
