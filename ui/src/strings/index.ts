// The catalogue of every word on screen: `words.kit.close`, `words.shell.lock`. A workflow adds its
// own file here and is typed from then on.

import { bodyChart } from "./body_chart";
import { charts } from "./charts";
import { chartSession } from "./chart_session";
import { dates } from "./dates";
import { exportReferral } from "./export_referral";
import { findPatient } from "./find_patient";
import { forms } from "./forms";
import { keys } from "./keys";
import { kit } from "./kit";
import { lock } from "./lock";
import { registerPatient } from "./register_patient";
import { reviewHistory } from "./review_history";
import { settings } from "./settings";
import { shell } from "./shell";
import { signSession } from "./sign_session";
import { today } from "./today";
import { unlock } from "./unlock";

export const words = {
  bodyChart,
  charts,
  chartSession,
  dates,
  exportReferral,
  findPatient,
  forms,
  keys,
  kit,
  lock,
  registerPatient,
  reviewHistory,
  settings,
  shell,
  signSession,
  today,
  unlock,
} as const;
