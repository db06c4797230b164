// Charting keeps every word: a power cut takes at most the last second, closing the window nothing.

import assert from "node:assert/strict";
import { journey } from "./harness/journey.js";
import { pause, until } from "./harness/until.js";
import { begin } from "./screens/chart.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { unlock } from "./screens/way_in.js";

/** What may be lost, in milliseconds. */
const LAST_SECOND_MS = 1000;

/** Long enough that typing it without a pause takes several seconds. */
const STORY = "Woke at four with the arm asleep, turned over, felt better by six; no headache since Tuesday. ".repeat(6).trim();

/** Types a few keys at a time and notes when each part of the text was there. */
async function typeNoting(page, text) {
  const noted = [];
  for (let n = 0; n < text.length; n += 4) {
    await page.type(text.slice(n, n + 4));
    noted.push({ at: Date.now(), text: text.slice(0, n + 4) });
  }
  return noted;
}

async function chartTo(page, field) {
  await unlock(page);
  await openPatient(page);
  await begin(page);
  await page.press("Alt+1");
  await page.tabTo(field);
}

/** After a restart and unlock, what the note holds and where the caret stands. */
async function found(app) {
  await app.start();
  await unlock(app.page);
  return until("the caret in the story", async () => {
    const focus = await app.page.focus();
    return focus?.name === "Story" && focus;
  });
}

journey("A power cut a second after the last key takes nothing", async ({ app, page, place, step }) => {
  const text = STORY.slice(0, 90);
  await step("Given a note being charted", async () => {
    practiceWithPatient(place);
    await app.start();
    await chartTo(page, "Story");
  });
  await step("When she types, and a second later the power goes", async () => {
    await page.type(text);
    await pause(LAST_SECOND_MS);
    await app.powerCut();
  });
  const story = await step("and she starts and unlocks Filiform again", () => found(app));
  await step("Then the note is there to its last letter, with the caret behind it", () => {
    assert.equal(story.value, text);
    assert.equal(story.start, text.length);
  });
});

journey("A power cut in the middle of a sentence takes at most the last second", async ({ app, page, place, step }) => {
  await step("Given a note being charted", async () => {
    practiceWithPatient(place);
    await app.start();
    await chartTo(page, "Story");
  });
  const safe = await step("When she types without a pause and the power goes", async () => {
    const noted = await typeNoting(page, STORY);
    const cut = await app.powerCut();
    const old = noted.filter(({ at }) => at < cut - LAST_SECOND_MS);
    assert.ok(old.length > 20, `typing took long enough to prove something: ${cut - noted[0].at} ms`);
    return old.at(-1).text;
  });
  const story = await step("and she starts and unlocks Filiform again", () => found(app));
  await step("Then everything is there up to the last second", () => {
    assert.ok(STORY.startsWith(story.value), `nothing else is there than what she typed: “${story.value}”`);
    assert.ok(story.value.startsWith(safe), `of ${safe.length} letters older than a second, ${story.value.length} are there`);
  });
});

journey("Closing the window right after a key loses nothing", async ({ app, page, place, step }) => {
  const text = STORY.slice(0, 60);
  await step("Given a note being charted", async () => {
    practiceWithPatient(place);
    await app.start();
    await chartTo(page, "Story");
  });
  await step("When she types and closes the window at once", async () => {
    await page.type(text);
    await app.quit();
  });
  const story = await step("and she starts and unlocks Filiform again", () => found(app));
  await step("Then every letter is there", () => assert.equal(story.value, text));
});
