// The main job: from an empty computer to a letter in the hand of the referring physician.

import assert from "node:assert/strict";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { journey } from "./harness/journey.js";
import { checkStandards, textOf } from "./harness/letter.js";
import { canCheckPdf, isPlay, shots } from "./harness/programs.js";
import { begin, chart, sign } from "./screens/chart.js";
import { saveLetter } from "./screens/letter.js";
import { openPatient } from "./screens/patient.js";
import { patient, practice, session, sites, therapist } from "./screens/people.js";
import { register } from "./screens/registration.js";
import { createPractice, unlock } from "./screens/way_in.js";

journey("The main job, from the first start to the letter", async ({ app, page, place, step, shot }) => {
  await step("Given a computer that has never seen Filiform", () => app.start());
  await step("When she creates her practice", () => createPractice(page, shot));
  await shot("today-new-practice");
  await step("and registers a patient with accents in the name", () => register(page, patient, shot));
  await shot("patient-without-sessions");
  await step("and charts three muscles, pain 7 before and 3 after", async () => {
    await begin(page);
    await shot("chart-empty");
    await chart(page, shot);
  });
  await shot("chart-filled");
  await step("and signs", () => sign(page, shot));
  await step("and starts Filiform again", () => app.restart());
  await step("and unlocks it", () => unlock(page));
  await shot("today-after-a-session");
  await step("Then the history shows the session", async () => {
    await openPatient(page);
    await page.says(/pain 7 before, 3 after/);
    for (const { words } of sites) await page.says(new RegExp(words, "i"));
  });
  await shot("patient-with-a-session");
  const letter = await step("When she saves the letter", () => saveLetter(page, shot));
  await step("Then it is where she said, and says what was done", () => {
    assert.ok(letter.startsWith(place.letters), `${letter} lies where letters are offered`);
    assert.ok(existsSync(letter), `${letter} was written`);
    copyFileSync(letter, join(shots, "letter.pdf"));
    assertTells(textOf(letter));
  });
  if (isPlay && !canCheckPdf()) return;
  const verdict = await step("and it keeps PDF/A-3a and PDF/UA-1", () => checkStandards(letter));
  console.log(verdict.replace(/^/gm, "    "));
});

/** Everything the physician has to find in the letter. */
function assertTells(text) {
  const words = text.replace(/\s+/g, " ");
  const told = [patient.letterName, patient.born, patient.referrer, practice.name, therapist.name, ...sites.map((site) => site.words)];
  for (const one of told) assert.match(words, new RegExp(escaped(one), "i"), `the letter tells “${one}”`);
  for (const score of [session.before, session.after])
    assert.match(words, new RegExp(`\\b${score}\\b`), `the letter tells the score ${score}`);
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
