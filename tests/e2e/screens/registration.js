// The form that registers a patient.

import { patient } from "./people.js";

/** Registers a patient from the first screen, by keyboard. */
export async function register(page, who = patient, shot = async () => {}) {
  await page.press("Control+k");
  await page.get("dialog", "Find anything");
  await page.type("New patient");
  await page.press("Enter");
  await fillIn(page, who);
  await shot("register-filled");
  await page.press("Control+Enter");
  await page.shows(who.name);
}

export async function fillIn(page, who) {
  await page.shows("New patient");
  // The form takes the focus when it is there; a Tab pressed before that would step over its first field.
  await page.get("textbox", "Family name");
  await page.tabTo("Family name");
  await page.overwrite(who.family);
  await page.tabTo("Given name");
  await page.overwrite(who.given);
  await page.tabTo("Date of birth");
  await page.overwrite(who.born);
  if (who.condition) await addCondition(page, who.condition);
  if (who.referrer) await addReferrer(page, who);
}

async function addCondition(page, condition) {
  await page.tabTo("Condition 1");
  await page.overwrite(condition);
  await page.get("option", new RegExp(`^${condition}`));
  await page.press("Enter");
}

async function addReferrer(page, who) {
  await page.tabTo("Referring clinician");
  await page.overwrite(who.referrer);
  await page.tabTo("Practice or hospital");
  await page.overwrite(who.organisation);
}
