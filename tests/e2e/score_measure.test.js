// A questionnaire is scored by keyboard: refused out of range, kept, corrected by an entry of its own.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

const SCORE = /^Score, 0 to 100 %/;

journey("A Neck Disability Index is scored, refused out of range, and corrected", async ({ app, page, place, step, shot }) => {
  /** A picture in both themes. */
  const both = async (name) => {
    for (const theme of ["light", "dark"]) {
      await page.run((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      await shot(`${name}-${theme}`);
    }
    await page.run(() => delete document.documentElement.dataset.theme);
  };
  await step("Given a patient with neck pain", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she scores the index with a slip of the finger", async () => {
    await page.press("s");
    await page.shows("Score a measure");
    await page.fill("Measure", "Neck Dis");
    await page.press("Enter");
    await page.fill(SCORE, "138");
    await page.press("Control+Enter");
  });
  await step("Then it is refused at its field, and nothing is lost", async () => {
    await page.says("The score must lie between 0 and 100.");
    await both("score-refused");
  });
  await step("and kept once it is right", async () => {
    await page.fill(SCORE, "83");
    await page.press("Control+Enter");
    await page.says(/Kept: Neck Disability Index: 83 %/);
    await page.says("Neck Disability Index: 83 %");
    await shot("score-kept");
  });
  await step("When it turns out to be wrong, it is corrected with the reason", async () => {
    await page.click("button", /Neck Disability Index: 83 %/);
    await page.click("button", "Correct it");
    await page.shows("Correct: Neck Disability Index: 83 %");
    await page.fill(SCORE, "38");
    await page.fill("Why it is corrected", "Digits were swapped.");
    await shot("score-correcting");
    await page.press("Control+Enter");
    await page.says("Neck Disability Index: 38 %");
  });
  await step("and the record holds the right one, and says so", async () => {
    await app.quit();
    const { scores } = mustCli(place, passphrase, ["history", patient.plain]);
    assert.equal(scores.length, 1);
    assert.deepEqual([scores[0].total, scores[0].why, scores[0].stands], ["38", "Digits were swapped.", true]);
  });
});
