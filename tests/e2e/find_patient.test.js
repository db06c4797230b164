// Finding a patient from anywhere, by a few letters without their accents.

import assert from "node:assert/strict";
import { journey } from "./harness/journey.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

journey("Ctrl+K finds the patient from any screen, and Esc gives the focus back", async ({ app, page, place, step, shot }) => {
  await step("Given a practice with a patient", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await page.shows("Today");
  });
  await step("When she presses Ctrl+K and types letters without accents", () => openPatient(page));
  await step("Then the patient's page is open", () => page.says("14 Mar 1984"));
  await step("When she looks for somebody who is not there", async () => {
    await page.press("Control+k");
    await page.type("Nobody Atall");
    await page.says("Nothing fits what you typed.");
  });
  await shot("palette-nothing-found");
  await step("Then Esc closes the palette, and what she typed is forgotten", async () => {
    await page.press("Escape");
    await page.gone("dialog", "Find anything");
    await page.press("Control+k");
    assert.equal((await page.focus()).value, "");
    await page.press("Escape");
  });
  await step("When she types a name into the list of patients", async () => {
    await page.click("button", "Patients");
    await page.shows("Patients");
    await page.type("zoe nun");
    await page.get("option", new RegExp(`^${patient.name}`));
    await page.press("Enter");
  });
  await step("Then the patient's page is open again", () => page.shows(patient.name));
});
