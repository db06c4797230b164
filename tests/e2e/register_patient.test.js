// Registering without a mouse: Tab reaches every field in reading order, and one sees where one is.

import assert from "node:assert/strict";
import { journey } from "./harness/journey.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { unlock } from "./screens/way_in.js";

const FIELDS = [
  "Family name",
  "Given name",
  "Date of birth",
  "Sex",
  "Record number",
  "Phone",
  "E-mail",
  "Address",
  "Condition 1",
  "Add a condition",
  "Referring clinician",
  "Practice or hospital",
  "Referrer's address",
  "Referrer's phone",
  "Reason for referral",
  "Payer",
  "Member number",
  "Register patient",
];

journey("Tab reaches every field of the registration, and the focus is always seen", async ({ app, page, place, step }) => {
  await step("Given a new registration", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await page.shows("Today");
    await page.click("button", "New patient");
    await page.shows("New patient");
    await page.get("field", /^Family name/);
    await page.tabTo(FIELDS[0]);
    await page.painted();
  });
  const stops = await step("When she presses Tab again and again", async () => {
    const passed = [];
    for (let here = await page.focus(); ; here = await page.focus()) {
      passed.push({ ...here, label: here?.group ?? here?.name ?? "nothing" });
      if (passed.at(-1).label === FIELDS.at(-1) || passed.length > 60) return passed;
      await page.press("Tab");
      await page.painted();
    }
  });
  await step("Then she passes every field, in this order", () => {
    const labels = stops.map(({ label }) => label);
    assert.deepEqual(
      labels.filter((label) => FIELDS.includes(label)),
      FIELDS,
      labels.join(" · "),
    );
  });
  await step("and sees the focus at each of them", () => {
    const unseen = stops.filter(({ ringed, inSight }) => !ringed || !inSight).map(({ label }) => label);
    assert.deepEqual(unseen, []);
  });
  await step("and Shift+Tab leads back", () => page.tabTo(FIELDS[0], "Shift+Tab"));
});
