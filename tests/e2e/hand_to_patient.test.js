// The patient answers one measure alone: the screen tells nothing else, and only the therapist's PIN leads back.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { PIN, setPin } from "./screens/locking.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

async function tellsNothing(page) {
  const source = await page.run(() => document.documentElement.outerHTML + document.title);
  for (const word of [patient.family, patient.given, "Ana Rivera", "Quiet Needle"])
    assert.ok(!source.includes(word), `“${word}” is in the page`);
}

journey("A patient answers one measure alone, and the PIN leads back to the score", async ({ app, page, place, step, shot }) => {
  await step("Given a PIN and a score of pain that is begun", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await setPin(page);
    await openPatient(page);
    await page.press("s");
    await page.shows("Score a measure");
    await page.fill("Measure", "Pain now");
    await page.press("Enter");
  });
  await step("When the screen is handed to the patient", async () => {
    await page.click("button", "Hand to the patient");
    await page.says("Done");
    await page.says("10 means worst pain imaginable.");
  });
  await step("Then it tells nothing but that measure", async () => {
    await tellsNothing(page);
    for (const theme of ["light", "dark"]) {
      await page.run((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      await shot(`patients-page-${theme}`);
    }
    await page.run(() => delete document.documentElement.dataset.theme);
  });
  await step("and after the answer it tells nothing at all", async () => {
    await page.click("radio", "6");
    await page.click("button", "Done");
    await page.says("Please give the computer back to your therapist.");
    await tellsNothing(page);
    await page.press("Escape");
    await page.press("Control+k");
    await tellsNothing(page);
    await shot("patients-page-over");
  });
  await step("When the therapist types a wrong PIN and then the right one", async () => {
    await page.click("button", "I am the therapist");
    await page.fill("PIN", "9999");
    await page.press("Enter");
    await page.says(/tries are left/);
    await tellsNothing(page);
    await page.fill("PIN", PIN);
    await page.press("Enter");
    await page.shows("Score a measure");
  });
  await step("Then the answer waits in the score for a signature", async () => {
    await shot("patients-answer-waits");
    await page.press("Control+Enter");
    await page.says(/Kept: Numeric Pain Rating Scale - Pain now: 6 points/);
    await app.quit();
    const { scores } = mustCli(place, passphrase, ["history", patient.plain]);
    assert.deepEqual(scores.map(({ total, how }) => [total, how]), [["6", "alone"]]);
  });
});
