// This file is written by `cargo xtask bindings`. Copy a value before changing it.

import type { BillingCode } from "./BillingCode";
import type { Current } from "./Current";
import type { ElectrodePair } from "./ElectrodePair";
import type { DischargeDraft } from "./DischargeDraft";
import type { EventDraft } from "./EventDraft";
import type { Finding } from "./Finding";
import type { FirstVisit } from "./FirstVisit";
import type { GoalDraft } from "./GoalDraft";
import type { Medicine } from "./Medicine";
import type { NotHeld } from "./NotHeld";
import type { OtherCareDraft } from "./OtherCareDraft";
import type { OwnTarget } from "./OwnTarget";
import type { PainRating } from "./PainRating";
import type { Present } from "./Present";
import type { ReassessmentDraft } from "./ReassessmentDraft";
import type { RecoveryLine } from "./RecoveryLine";
import type { SessionDraft } from "./SessionDraft";
import type { SinceLast } from "./SinceLast";
import type { SiteDraft } from "./SiteDraft";
import type { StoppedEarly } from "./StoppedEarly";

export const billingCode: BillingCode = {
  "code": "",
  "units": null
};

export const current: Current = {
  "channels": null,
  "device": "",
  "dial": "",
  "direct_dose": "",
  "effect": null,
  "hz": "",
  "intensity": "",
  "intensity_to_ua": null,
  "intensity_ua": null,
  "pairs": [],
  "pulse_to_us": null,
  "pulse_us": null,
  "seconds": null,
  "seconds_to": null,
  "waveform": ""
};

export const electrodePair: ElectrodePair = {
  "here": null,
  "with_row": null,
  "words": ""
};

export const discharge: DischargeDraft = {
  "date": "",
  "follow_up": "",
  "home_programme": "",
  "reason": null,
  "reason_words": "",
  "summary": ""
};

export const event: EventDraft = {
  "action": "",
  "course": "",
  "kind": "",
  "note": "",
  "onset_min": null,
  "resolved": "",
  "row": null,
  "sensation": "",
  "severity": null
};

export const finding: Finding = {
  "after": "",
  "before": "",
  "name": "",
  "note": "",
  "side": null,
  "unit": ""
};

export const firstVisit: FirstVisit = {
  "allergies": "",
  "examination": "",
  "goals": "",
  "history": "",
  "medicines": [],
  "prognosis": "",
  "red_flags": "",
  "red_flags_asked": null
};

export const goal: GoalDraft = {
  "decided_on": "",
  "due": "",
  "state": "open",
  "text": ""
};

export const medicine: Medicine = {
  "change": "",
  "dose": "",
  "name": ""
};

export const notHeld: NotHeld = {
  "by": "",
  "how": null,
  "reason": ""
};

export const otherCare: OtherCareDraft = {
  "grade": "",
  "kind": "",
  "minutes": null,
  "note": "",
  "segment": ""
};

export const ownTarget: OwnTarget = {
  "kind": null,
  "length_mm": null,
  "name": "",
  "region": ""
};

export const painRating: PainRating = {
  "activity": "",
  "moment": "before",
  "place": "",
  "scale": "nprs",
  "value": null,
  "window": "now"
};

export const present: Present = {
  "name": "",
  "role": null
};

export const reassessment: ReassessmentDraft = {
  "date": "",
  "found": ""
};

export const recoveryLine: RecoveryLine = {
  "at": "",
  "seen": ""
};

export const session: SessionDraft = {
  "acknowledged": [],
  "advice": "",
  "assessment": "",
  "breathlessness_advice": null,
  "breathlessness_slip": null,
  "breathlessness_time": "",
  "codes": [],
  "condition": "",
  "consent": null,
  "consent_withdrawn_at": "",
  "date": "",
  "ended": "",
  "episode": "",
  "events": [],
  "events_asked": false,
  "findings": [],
  "first_visit": null,
  "indication": "",
  "line": "",
  "needle_difference": "",
  "needles_in": null,
  "needles_out": null,
  "next_visit": "",
  "not_held": null,
  "operator": "",
  "other_care": [],
  "pain_after": null,
  "pain_areas": [],
  "pain_before": null,
  "pains": [],
  "plan": "",
  "plan_changed": "",
  "position": "",
  "present": [],
  "region": "",
  "response": "",
  "screening": null,
  "screening_note": "",
  "screening_yes": [],
  "since_last": null,
  "sites": [],
  "stop_rule": "",
  "stopped_early": null,
  "story": "",
  "time": "",
  "timed_minutes": null,
  "tolerance": null,
  "total_minutes": null
};

export const sinceLast: SinceLast = {
  "bruise": null,
  "change": null,
  "later_event": null,
  "medicine": "",
  "note": "",
  "soreness": null,
  "soreness_hours": null,
  "warning_signs": ""
};

export const site: SiteDraft = {
  "activity": null,
  "at": "",
  "bleeding": null,
  "brand": "",
  "current": null,
  "depth_mm": null,
  "depth_to_mm": null,
  "familiar_pain": null,
  "fanned_to": null,
  "grip": "",
  "guidance": null,
  "haemostasis_s": null,
  "indication": "",
  "left_in_s": null,
  "left_in_to_s": null,
  "level": "",
  "lot": "",
  "needle": "",
  "needles": null,
  "needles_to": null,
  "not_done": false,
  "note": "",
  "on_chart": [],
  "on_stretch": null,
  "own_target": null,
  "pain_after": null,
  "pain_before": null,
  "pain_window": null,
  "passes": null,
  "passes_to": null,
  "passes_until": "",
  "path": "",
  "place": "",
  "points": null,
  "position": "",
  "referred_to": "",
  "repeats": "",
  "sensations": "",
  "side": null,
  "sought": null,
  "stimulated_every_s": null,
  "stimulated_for_s": null,
  "target": "",
  "techniques": [],
  "tissue": null,
  "trigger_points": [],
  "turned_degrees": null,
  "turned_direction": "",
  "twitch": null,
  "twitches": null
};

export const stoppedEarly: StoppedEarly = {
  "reason": "",
  "recovery": []
};
