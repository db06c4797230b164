// Locking in the middle of a note: nothing is lost, and nobody else sees anything.

import assert from "node:assert/strict";
import { journey } from "./harness/journey.js";
import { until } from "./harness/until.js";
import { begin } from "./screens/chart.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { lock, newPassphrase, unlock } from "./screens/way_in.js";

const STORY = "Slept through for the first time in a month.";

journey("Locking mid-note keeps the note and the caret, and the page forgets", async ({ app, page, place, step }) => {
  await step("Given a note with the caret in the middle of a sentence", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
    await begin(page);
    await page.press("Alt+1");
    await page.tabTo("Story");
    await page.overwrite(STORY);
    for (let n = 0; n < 9; n += 1) await page.press("ArrowLeft");
  });
  await step("When she locks", () => lock(page));
  await step("Then the page holds no word of the patient", async () => {
    const source = await page.run(
      () => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href,
    );
    for (const word of [patient.family, patient.given, "Slept"]) assert.ok(!source.includes(word), `“${word}” is not in the page`);
  });
  await step("When she unlocks", () => unlock(page));
  await step("Then the note is open with the same words and the caret where it was", async () => {
    const story = await until("the caret in the story", async () => {
      const focus = await page.focus();
      return focus?.name === "Story" && focus;
    });
    assert.equal(story.value, STORY);
    assert.equal(story.start, STORY.length - 9);
  });
});

journey("A wrong passphrase says so and tells nothing; the recovery code sets a new one", async ({ app, page, place, step, shot }) => {
  const fresh = "seven quiet boats beyond the salt pier";
  const code = await step("Given a practice", async () => {
    const recoveryCode = practiceWithPatient(place);
    await app.start();
    return recoveryCode;
  });
  await step("When somebody types a wrong passphrase", async () => {
    await page.tabTo("Passphrase");
    await page.overwrite("not the words of this practice");
    await page.press("Enter");
  });
  await step("Then one line says so, and names nobody", async () => {
    const text = await page.says("This passphrase does not open the practice.");
    for (const word of [patient.family, "Ana Rivera", "Quiet Needle"]) assert.ok(!text.includes(word), `“${word}” is not on the screen`);
  });
  await shot("unlock-wrong-passphrase");
  await step("When she uses the recovery code and a new passphrase", async () => {
    await page.click("button", "Use the recovery code");
    await page.tabTo("Recovery code");
    await page.overwrite(code.toLowerCase());
    await newPassphrase(page, fresh);
    await shot("unlock-recovery-code");
    await page.press("Enter");
  });
  await step("Then the practice is open", () => page.shows("Today"));
  await step("and from now on only the new passphrase opens it", async () => {
    await lock(page);
    await page.tabTo("Passphrase");
    await page.overwrite(passphrase);
    await page.press("Enter");
    await page.says("This passphrase does not open the practice.");
    await unlock(page, fresh);
    await page.shows("Today");
  });
});

journey("No open dialog keeps it from locking, and each unlock is back at the caret", async ({ app, page, place, step }) => {
  const isBack = async () => {
    const story = await until("the caret in the story", async () => {
      const focus = await page.focus();
      return focus?.name === "Story" && focus;
    });
    assert.equal(story.value, STORY);
    assert.equal(await page.run(() => document.querySelectorAll("dialog[open]").length), 0);
  };
  await step("Given a note with the caret in its story", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
    await begin(page);
    await page.press("Alt+1");
    await page.tabTo("Story");
    await page.overwrite(STORY);
  });
  const dialogs = [
    ["the palette", () => page.press("Control+k")],
    ["what is missing before signing", () => page.press("Control+Enter")],
  ];
  for (const [name, open] of dialogs) {
    await step(`When ${name} is open and she locks, it is locked at once and nothing of it is left`, async () => {
      await open();
      await page.press("Control+l");
      await until("the lock screen", () => page.has("heading", "Unlock Filiform"));
      assert.equal(await page.run(() => document.querySelectorAll("dialog[open]").length), 0);
      await unlock(page);
    });
    await step("Then the note is open at the caret, and no dialog", isBack);
  }
});
