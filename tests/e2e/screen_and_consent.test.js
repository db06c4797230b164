// Consent before the needle: drawn, scanned, by word of mouth, withdrawn, and a withdrawal taken back.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { beginConsent, drawSignature, fillInWritten, signConsent } from "./screens/consent.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

async function atThePatient({ app, page, place }) {
  practiceWithPatient(place);
  await app.start();
  await unlock(page);
  await openPatient(page);
}

async function consentsAfterQuit(app, place) {
  await app.quit();
  return mustCli(place, passphrase, ["history", patient.plain]).consents;
}

journey("A written consent is signed with a drawn signature, and comes back whole", async (tools) => {
  const { app, page, place, step, shot } = tools;
  await step("Given a patient", () => atThePatient(tools));
  await step("When she begins a consent and signs it too early", async () => {
    await beginConsent(page);
    await page.press("Control+Enter");
    await page.says("The consent was not signed.");
    await shot("consent-refused");
  });
  await step("and fills it in", () => fillInWritten(page, patient.letterName));
  await step("and the patient signs with the mouse", async () => {
    await drawSignature(page);
    await shot("consent-drawn");
  });
  await step("Then it is signed", async () => {
    await signConsent(page);
    await shot("consent-signed");
  });
  await step("and holds every stroke and word", async () => {
    const [consent] = await consentsAfterQuit(app, place);
    assert.deepEqual(
      [consent.kind, consent.signed, consent.signer, consent.form_version, consent.regions, consent.copy_given, consent.told.length],
      ["written", "drawn", patient.letterName, "2026-01", ["neck"], true, 9],
    );
    assert.equal(consent.strokes.length, 2);
    assert.ok(consent.strokes[0].length >= 10, `${consent.strokes[0].length} numbers in the first stroke`);
  });
});

/** An image like a scanner makes it, drawn in the page. */
async function scannedForm(page, path) {
  const image = await page.run(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1240, 1754];
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = "#222";
    for (let line = 0; line < 40; line += 1) pen.fillRect(140, 200 + line * 30, 500 + ((line * 137) % 420), 6);
    return canvas.toDataURL("image/png").split(",")[1];
  });
  writeFileSync(path, Buffer.from(image, "base64"));
}

journey("A consent on paper is scanned, a verbal one logged, and a withdrawal taken back and then made", async (tools) => {
  const { app, page, place, step, shot } = tools;
  const scan = join(place.root, "form.png");
  await step("Given a patient and a scanned form", async () => {
    await atThePatient(tools);
    await scannedForm(page, scan);
  });
  await step("When she attaches the scan and signs", async () => {
    await beginConsent(page);
    await fillInWritten(page, patient.letterName);
    await page.click("radio", "On paper, scan attached");
    await page.chooseFile(/^Scan of the signed form/, scan);
    await page.get("img", "The scan of the signed form");
    await shot("consent-scan");
    await signConsent(page);
  });
  await step("and logs a verbal one", async () => {
    await page.click("button", "New consent");
    await page.click("radio", "By word of mouth");
    await page.fill(/^Procedure, as the form names it/, "Dry needling");
    await page.click("checkbox", "Neck");
    await page.click("button", "All of it");
    await page.click("radio", "The patient");
    await signConsent(page);
  });
  await step("Then a withdrawal is taken back by Ctrl+Z", async () => {
    await page.press("w");
    await page.says(/Consent withdrawn at \d\d:\d\d/);
    await shot("consent-withdrawn");
    await page.press("Control+z");
    await page.says("Nothing was withdrawn.");
  });
  await step("and one that is left alone is written down", async () => {
    await page.press("w");
    await page.says(/Consent withdrawn at \d\d:\d\d/);
    await page.press("Escape");
    await page.shows(patient.name);
  });
  await step("and the record holds all three, the withdrawal first", async () => {
    const [withdrawal, verbal, written, ...others] = await consentsAfterQuit(app, place);
    assert.deepEqual(others, []);
    assert.match(withdrawal.withdrawn.time, /^\d\d:\d\d$/);
    assert.equal(verbal.kind, "verbal");
    assert.equal(written.signed, "scan");
    assert.ok(written.scan.startsWith("/9j/"), "the scan is a JPEG");
  });
});
