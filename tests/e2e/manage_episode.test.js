// An episode of care by keyboard: opened from a referral, refused where it cannot stand, counted by its visits, closed.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { choose } from "./screens/chart.js";
import { practiceWithPatient, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A wide window, and the narrowest one that is promised. */
const SIZES = { wide: [1440, 900], narrow: [1024, 700] };

journey("An episode of care is opened, refused where it cannot stand, counted and closed", async ({ app, page, place, step, shot }) => {
  /** Pictures of the screen: wide and narrow, light and dark. */
  const everyWay = async (name) => {
    for (const [size, [width, height]] of Object.entries(SIZES)) {
      await app.session.resize(width, height);
      for (const theme of ["light", "dark"]) {
        await page.run((wanted) => (document.documentElement.dataset.theme = wanted), theme);
        await shot(`${name}-${size}-${theme}`);
      }
    }
    await page.run(() => delete document.documentElement.dataset.theme);
    await app.session.resize(...SIZES.wide);
  };
  await step("Given a patient who was seen yesterday", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she opens an episode from the referral, with a date that cannot be", async () => {
    await page.press("p");
    await page.shows("Open an episode of care");
    await everyWay("episode-blank");
    await page.fill("Dated", day(3));
    await page.fill("Diagnosis on the referral", "Cervical radiculopathy, C6 left");
    await page.fill("Visits authorised", "2");
    await page.fill("How often and how long", "Once a week for 6 weeks");
    await page.press("Control+Enter");
  });
  await step("Then it is refused at its field, and every word is still there", async () => {
    await page.says("The episode was not kept.");
    await page.holds("Cervical radiculopathy, C6 left");
    await everyWay("episode-refused");
  });
  await step("and kept once it is right, with a goal", async () => {
    await page.fill("Dated", day(-10));
    await page.fill("Authorised until", day(40));
    await page.click("button", "Add a goal");
    await page.type("Drive for an hour without the arm going numb");
    await page.press("Control+Enter");
    await page.says(/Kept: /);
    await page.says(/0 of 2 visits/);
    await shot("episode-kept");
  });
  await step("When two visits were signed in it, the page says that they are used up, and stops nothing", async () => {
    await app.quit();
    const [episode] = mustCli(place, passphrase, ["episode", patient.plain]).episodes;
    for (const days of [-4, -2]) {
      mustCli(place, passphrase, ["chart", patient.plain, "-", "--sign"], {
        date: day(days),
        time: "09:00",
        region: "neck",
        episode: episode.id,
        story: "Arm goes numb when driving.",
      });
    }
    await app.start();
    await unlock(page);
    await openPatient(page);
    await page.says(/2 of 2 visits/);
    await shot("episode-used-up");
  });
  await step("and she closes it with a discharge", async () => {
    await page.click("button", /^Open the episode/);
    await page.shows("Episode of care");
    await page.click("button", "Close with a discharge");
    await choose(page, "Why care ended", "Goals met");
    await page.fill("Status, and goals met or why not", "Drives for an hour, no numbness since the last visit.");
    await everyWay("episode-closing");
    await page.press("Control+Enter");
    await page.says(/Kept: /);
    await page.says("1 closed episode");
    await shot("episode-closed");
  });
  await step("Then the record holds it whole", async () => {
    await app.quit();
    const [episode] = mustCli(place, passphrase, ["episode", patient.plain]).episodes;
    assert.equal(JSON.stringify(episode).includes("Cervical radiculopathy, C6 left"), true);
    assert.equal(JSON.stringify(episode).includes("goals-met"), true);
  });
});
