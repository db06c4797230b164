// Letters: three keys to the first one, then one to a lawyer with its pages beside it, then only what is new.

import assert from "node:assert/strict";
import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { checkStandards, textOf } from "./harness/letter.js";
import { canCheckPdf, isPlay, shots } from "./harness/programs.js";
import { practiceWithPatient, signedOn } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

const OWN = "The copy of the notes that you asked for follows by post.";
const LAWYER = "Reed & Sons";

const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const words = (pdf) => textOf(pdf).replace(/\s+/g, " ");

/** The choice of a list that begins so; the driver cannot open the list of the system. */
const pick = async (page, list, begins) =>
  page.run(
    (select, begins) => {
      select.value = [...select.options].find(({ label }) => label.startsWith(begins)).value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    },
    await page.get("combobox", list),
    begins,
  );

const pathNow = async (page) => page.run((field) => field.value, await page.get("field", "Save as"));

journey("Letters to several readers, each with its pages beside it and kept in the record", async ({ app, page, place, step, shot }) => {
  await step("Given a patient with three visits", async () => {
    practiceWithPatient(place);
    for (const [days, pain_before] of [[20, 7], [13, 5], [6, 3]]) signedOn(place, daysAgo(days), patient, { pain_before, pain_after: 2 });
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  const first = await step("When she presses L and Ctrl+Enter on the patient's page", async () => {
    await page.press("l", "Control+Enter");
    await page.says("The letter is saved.");
    await page.get("img", "Letter, page 1 of 1");
    await shot("letter-three-keys");
    return page.run(() => [...document.querySelectorAll("dd")].map((told) => told.textContent).find((told) => told.endsWith(".pdf")));
  });
  await step("Then the referring clinician's letter lies where letters are offered", () => {
    assert.ok(first.startsWith(place.letters) && existsSync(first), first);
    assert.match(words(first), new RegExp(`Dear ${patient.referrer},.*improving.*${patient.letterName}`));
    copyFileSync(first, join(shots, "letter-clinical.pdf"));
  });
  await step("When she writes to a lawyer who is not on record", async () => {
    await page.press("Escape");
    await openPatient(page);
    await page.press("l");
    await page.shows(/^Letter for/);
    await pick(page, "Who reads it", "Somebody who is not on record");
    await pick(page, "What they are", "Lawyer");
    await page.fill("Name and address", `${LAWYER}\n1 Court Square`);
    await page.fill("Your words", OWN);
    await page.click("checkbox", "Pain at each visit");
    await page.get("img", "Letter, page 1 of 1");
    await page.painted();
    await shot("letter-lawyer");
  });
  const second = await step("and saves it", async () => {
    const path = await pathNow(page);
    await page.press("Control+Enter");
    await page.says("The letter is saved.");
    return path;
  });
  await step("Then it says what she ticked and typed, and no more", () => {
    const said = words(second);
    assert.match(said, /Dear Reed & Sons,/);
    assert.ok(said.includes(OWN) && !said.includes("Before each session"), said);
    copyFileSync(second, join(shots, "letter-lawyer.pdf"));
  });
  await step("When another visit was signed and she writes to the clinician again", async () => {
    await app.quit();
    signedOn(place, daysAgo(1), patient, { pain_before: 2, pain_after: 1 });
    await app.start();
    await unlock(page);
    await openPatient(page);
    await page.press("l");
    await page.shows(/^Letter for/);
    await pick(page, "Who reads it", patient.referrer);
    await page.click("radio", /^Since the letter of/);
    await page.says("1 signed visit");
    await page.get("img", "Letter, page 1 of 1");
    await page.painted();
    await shot("letter-since-last");
  });
  const third = await step("and saves that", async () => {
    const path = await pathNow(page);
    await page.press("Control+Enter");
    await page.says("The letter is saved.");
    return path;
  });
  await step("Then the record holds readers, purposes, times and hashes", async () => {
    assert.match(words(third), /This letter tells what the letter of .* did not\./);
    copyFileSync(third, join(shots, "letter-since-last.pdf"));
    await app.quit();
    const { lines } = mustCli(place, passphrase, ["audit", "--kind", "exports"]);
    const told = lines.map(({ details }) => details);
    assert.equal(told.length, 3);
    assert.match(told[1], /to Reed & Sons; for: Legal proceedings/);
    for (const n of [0, 2]) assert.match(told[n], new RegExp(`to ${patient.referrer}; for: Treatment; on the authority of: Referral`));
    writeFileSync(join(shots, "letter-audit.txt"), told.join("\n"));
  });
  if (isPlay && !canCheckPdf()) return;
  await step("and each keeps PDF/A-3a and PDF/UA-1", () => [first, second, third].forEach((pdf) => checkStandards(pdf)));
});
