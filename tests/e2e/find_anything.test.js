// Finding anything from one box: words of notes, filters, a target, and the note itself.

import assert from "node:assert/strict";
import { journey } from "./harness/journey.js";
import { practiceWithPatient, signedOn } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

const marked = (page) => page.run(() => [...document.querySelectorAll("dialog mark")].map((mark) => mark.textContent));

journey("Ctrl+K finds words of notes, narrows by filters and opens the note", async ({ app, page, place, step, shot }) => {
  await step("Given a patient with three notes", async () => {
    practiceWithPatient(place);
    signedOn(place, "2026-11-03", patient, { story: "Stiff after the garden, and after driving." });
    signedOn(place, "2026-11-10", patient, { story: "Läuft again. <b>Sore</b> for a day." });
    signedOn(place, "2026-11-17", patient, { story: "Garden all day; no soreness." });
    await app.start();
    await unlock(page);
    await page.shows("Today");
  });
  await step("When she types the beginnings of two words", async () => {
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.type("gard so");
    await page.get("option", /17 Nov 2026/);
  });
  await step("Then what fits is marked in the words of the note", async () => {
    assert.deepEqual(await marked(page), ["Gard", "so"]);
  });
  await shot("find-words");
  await step("When she looks for a word without its accent", async () => {
    await page.overwrite("lauft -garden");
    await page.get("option", /10 Nov 2026/);
  });
  await step("Then it is found, and what looks like markup is text", async () => {
    assert.deepEqual(await marked(page), ["Läuft"]);
    await page.says("<b>Sore</b> for a day.");
  });
  await step("When she goes by what was needled, and a month that has nothing", async () => {
    await page.overwrite("upper trap");
    await page.get("option", /^Upper trapezius/);
    await shot("find-target");
    await page.click("option", /^Upper trapezius/);
    await page.get("option", /17 Nov 2026/);
    await page.overwrite("target:UT date:2026-10");
    await page.says("Nothing fits what you typed.");
    await page.overwrite("target:UT date:soon");
    await page.says("Write a date like date:2026-11-22");
  });
  await shot("find-filters");
  await step("When she chooses an old note by the keyboard", async () => {
    await page.overwrite('"after the garden"');
    await page.press("Enter");
  });
  await step("Then the note is open on its patient's page", async () => {
    await page.says("Stiff after the garden, and after driving.");
    await page.says("Fingerprint");
    await page.press("Escape");
    await page.shows(patient.name);
  });
  await step("When she looks for the middle of a word on the patient's page", async () => {
    await page.press("Control+k");
    await page.type("ardens");
    await page.says("Nothing fits what you typed.");
    await page.overwrite("arde");
    await page.says("In this patient's notes");
  });
  await shot("find-inside-patient");
  await step("Then both notes of the garden are there", async () => {
    assert.deepEqual(await marked(page), ["arde", "arde"]);
    await page.press("Escape");
    await openPatient(page);
  });
});
