// A front desk records a visit that was called off; the therapist sees it in the timeline and in the counts.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { lock, unlock } from "./screens/way_in.js";

const DESK = { name: "Dana Desk", passphrase: "lantern orbit plum kettle" };
const CLINICAL = ["trapezius", "NPRS", "New session", "Neck pain"];

/** Somebody at the front desk, added from the terminal. */
function withFrontDesk(place) {
  const file = join(place.folders.TMPDIR, "dana.txt");
  writeFileSync(file, DESK.passphrase, { mode: 0o600 });
  mustCli(place, passphrase, ["therapist", "add", "--name", DESK.name, "--role", "front-desk", "--new-passphrase-file", file]);
}

/** Who pays, typed where the details are changed. */
async function typePayer(page) {
  await page.press("e");
  await page.shows(/^Details of/);
  await page.fill("Payer", "Cascade Health Plan");
  await page.fill("Member number", "CH-2203");
  await page.press("Control+Enter");
  await page.shows(patient.name);
}

journey("A front desk records a visit that was called off, and the therapist sees it", async ({ app, page, place, step, shot }) => {
  await step("Given a front desk at work", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    withFrontDesk(place);
    await app.start();
    await unlock(page, DESK.passphrase);
    await openPatient(page);
  });
  await step("When they write down who pays", () => typePayer(page));
  await step("and that a visit was called off, with a lock in between", async () => {
    await page.press("h");
    await page.shows("Visit not held");
    await page.click("radio", "Called off");
    await page.fill("Time of the visit", "9:30");
    await page.press("Tab");
    await shot("not-held-begun");
    await lock(page);
    await unlock(page, DESK.passphrase);
    await page.shows("Visit not held");
    await page.click("radio", "The patient");
    await shot("not-held-filled");
    const text = await page.text();
    for (const word of CLINICAL) assert.ok(!text.includes(word), `${word} is not in: ${text}`);
    await page.press("Control+Enter");
  });
  await step("Then it stands on the patient's page, and nothing clinical beside it", async () => {
    await page.says("Kept: Visit cancelled");
    await page.says("Visits not held");
    await shot("not-held-front-desk");
    const text = await page.text();
    for (const word of CLINICAL) assert.ok(!text.includes(word), `${word} is not in: ${text}`);
  });
  await step("and the therapist sees it in the timeline, in full", async () => {
    await lock(page);
    await unlock(page);
    await openPatient(page);
    await page.says("Visit cancelled");
    await shot("not-held-timeline");
    await page.click("button", /Visit cancelled/);
    await page.get("dialog", "Visit cancelled");
    await page.says(`Signed by ${DESK.name}`);
    await shot("not-held-in-full");
  });
  await step("When it was recorded by mistake, and she takes it back", async () => {
    await page.click("button", "Recorded by mistake");
    await page.click("button", "Take it back");
    await page.says("Visit cancelled, taken back");
  });
  await step("Then the record says both, and verifies", async () => {
    await app.quit();
    const { not_held: visits, patient: who } = mustCli(place, passphrase, ["history", patient.plain]);
    assert.deepEqual([visits.length, visits[0].how, visits[0].stands], [1, "cancelled", false]);
    assert.deepEqual(who.details.payer, { name: "Cascade Health Plan", member_number: "CH-2203" });
    assert.deepEqual(mustCli(place, passphrase, ["verify"]).problems, []);
  });
});
