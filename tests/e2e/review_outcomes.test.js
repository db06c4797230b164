// A course of care is reviewed: from baseline to latest, with the rule behind every sentence.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient, signedOn } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

const DAY = 86_400_000;
const ago = (days) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
const BETTER =
  "Better by the published threshold and by more than a published estimate of measurement error.";

journey("Outcomes are read from baseline to latest, and each sentence says why", async ({ app, page, place, step, shot }) => {
  const both = async (name) => {
    for (const theme of ["light", "dark"]) {
      await page.run((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      await shot(`${name}-${theme}`);
    }
    await page.run(() => delete document.documentElement.dataset.theme);
  };
  await step("Given five visits and three scores", async () => {
    practiceWithPatient(place);
    for (const [days, before, after] of [[42, 7, 4], [35, 6, 3], [21, 5, 3], [14, 4, 2], [2, 4, 2]])
      signedOn(place, ago(days), patient, { pain_before: before, pain_after: after });
    for (const [days, total] of [[42, "38"], [21, "26"], [2, "16"]])
      mustCli(place, passphrase, ["score", patient.plain, "-"], { measure: "ndi", date: ago(days), total });
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("Then the strip says the measure before anything else is asked", async () => {
    await page.says(/Neck Disability Index 38 % → 16 %:/);
    await both("outcomes-strip");
  });
  await step("When she opens the outcomes", async () => {
    await page.press("o");
    await page.shows("Outcomes");
    await page.says(BETTER);
    await page.says("3 to 9 points: joined, and no verdict.");
    await both("outcomes");
  });
  await step("Then the sentence opens its rule and its source", async () => {
    await page.click("button", `Why: ${BETTER}`);
    await page.says(/larger than the largest published detectable change that was seen/);
    await page.says("Sources");
    await shot("outcomes-why");
  });
  await step("and the command line says the same", async () => {
    await app.quit();
    const { series } = mustCli(place, passphrase, ["outcomes", patient.plain]);
    assert.deepEqual(series.map(({ name }) => name), ["Pain now, before each visit", "Neck Disability Index"]);
    assert.equal(series[1].said[1].words, BETTER);
  });
});
