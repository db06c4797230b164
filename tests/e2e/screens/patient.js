// A patient's page, and the way to it.

import { patient } from "./people.js";

/** Finds a patient with the palette, typed without accents, and opens the page. */
export async function openPatient(page, who = patient) {
  await page.press("Control+k");
  await page.get("dialog", "Find anything");
  await page.type(who.plain);
  await page.get("option", new RegExp(`^${who.name}`));
  await page.press("Enter");
  await page.shows(who.name);
}
