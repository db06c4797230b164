// The caseload: what waits, a month's visits, and a month before, by the keyboard and by the mouse.

import { journey } from "./harness/journey.js";
import { demoPractice } from "./screens/earlier.js";
import { unlock } from "./screens/way_in.js";

journey("The caseload shows what waits and what was done, month by month", async ({ app, page, place, step, shot }) => {
  await step("Given a practice of made-up patients", async () => {
    demoPractice(place);
    await app.start();
    await unlock(page);
    await page.shows("Today");
  });
  await step("When she opens the caseload", async () => {
    await page.click("button", "Caseload");
    await page.shows("Caseload");
    await page.get("heading", /^Done in /);
  });
  await step("Then it counts visits, events and what it does not say", async () => {
    await page.says("Visits by therapist");
    await page.says("Per 1,000 visits");
    await page.says("exact Poisson interval (Garwood), 95 %");
  });
  await shot("caseload");
  await step("When she goes a month back", async () => {
    const before = await page.run(() => document.querySelector("#caseload-month").innerText);
    await page.click("button", "Month before");
    await page.gone("heading", before);
    await page.get("heading", /^Done in /);
  });
  await shot("caseload-month-before");
  await step("Then a visit without a code leads to its note", async () => {
    await page.run(() => document.querySelector("details summary")?.click());
    const [visit] = await page.all("button", /\d+ \w{3} \d{4}$/);
    await page.run((row) => row.click(), visit);
    await page.says("Fingerprint");
    await page.press("Escape");
  });
});
