// Who works in the practice, as the real workflows answered.

import fixtures from "../backend/generated/fixtures.json";
import type { CameBack } from "../backend/generated/CameBack";
import type { Refusal } from "../backend/generated/Refusal";
import type { TherapistJoined } from "../backend/generated/TherapistJoined";
import type { TherapistsPage } from "../backend/generated/TherapistsPage";
import { Failure } from "../backend/failure";
import type { OpenPractice } from "../workspace.svelte";

const joins = fixtures.add_therapist as unknown as {
  reply?: TherapistJoined;
  failure?: Refusal;
}[];

/** One person, the owner. */
export const alone = fixtures.therapists_page[0]?.reply as TherapistsPage;

/** B. Chen has joined as a therapist. */
export const chenJoined = joins[1]?.reply as TherapistJoined;

/** A front desk has joined too. */
export const staffed = joins[2]?.reply?.page as TherapistsPage;

/** B. Chen audits now. */
export const chenAudits = fixtures.change_role[0]?.reply as TherapistsPage;

/** B. Chen has left. */
export const chenLeft = fixtures.remove_therapist[0]?.reply as TherapistsPage;

/** The owner's passphrase was wrong. */
export const wrongPassphrase = new Failure(joins[0]?.failure as Refusal);

/** Every fault of an empty form. */
export const nobodyYet = fixtures.check_new_therapist[0]?.reply;

/** What a front desk unlocked. */
const unlocked = fixtures.unlock as unknown as { reply?: OpenPractice; failure?: Refusal }[];
export const deskPractice = unlocked.find(({ reply }) => reply?.role === "front-desk")
  ?.reply as OpenPractice;

/** B. Chen's passphrase, after the file's key was changed. */
export const mustComeBack = new Failure(
  unlocked.find(({ failure }) => failure?.code === "must-come-back")?.failure as Refusal,
);

/** B. Chen came back. */
export const cameBack = fixtures.come_back[0]?.reply as unknown as CameBack;
