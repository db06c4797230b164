// Nobody at the desk: the screen is covered, then locked, by itself; work goes on at the caret.

import assert from "node:assert/strict";
import { cli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { below } from "./harness/processes.js";
import { pause, until } from "./harness/until.js";
import { Display } from "./harness/x11.js";
import { begin } from "./screens/chart.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { PIN, setPin, setShortestTimes, typePin } from "./screens/locking.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { lock, unlock } from "./screens/way_in.js";

const STORY = "Slept through for the first time in a month.";
/** Times are long when somebody else builds on this computer, and the journey waits for one of them. */
const IDLE_MS = 90_000;

/** A note with the caret nine letters before the end of its story. */
async function midNote(page) {
  await openPatient(page);
  await begin(page);
  await page.press("Alt+1");
  await page.tabTo("Story");
  await page.overwrite(STORY);
  for (let n = 0; n < 9; n += 1) await page.press("ArrowLeft");
}

/** The same note again, with the same words and the caret where it was. */
async function isBack(page) {
  const story = await until("the caret in the story", async () => {
    const focus = await page.focus();
    return focus?.name === "Story" && focus;
  });
  assert.equal(story.value, STORY);
  assert.equal(story.start, STORY.length - 9);
}

async function tellsNothing(page) {
  const source = await page.run(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }) + document.title);
  for (const word of [patient.family, patient.given, "Slept", "Ana Rivera", "Quiet Needle"])
    assert.ok(!source.includes(word), `“${word}” is not in the page`);
}

const isClosed = (place) => cli(place, passphrase, ["patients"]).status === 0;

journey("The screen covers itself, a PIN goes on at the caret, and then it locks itself", async ({ app, page, place, step, shot }) => {
  await step("Given a PIN and the shortest times", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await setPin(page);
    await setShortestTimes(page);
    await shot("settings-cover-and-lock");
    await app.quit();
    // A minute passes in fifteen seconds.
    place.extra = { FILIFORM_IDLE_SPEED: "4" };
    await app.start();
    await unlock(page);
  });
  await step("When she leaves in the middle of a note", () => midNote(page));
  await step("Then the screen covers itself", () => until("the cover", () => page.has("heading", "Covered"), IDLE_MS));
  await step("and nothing on it tells of a patient or of whose practice it is", () => tellsNothing(page));
  await shot("cover");
  await step("and whoever guesses is told how many tries are left", async () => {
    await typePin(page, "9999");
    await page.says("This is not the PIN. 4 tries are left.");
  });
  await shot("cover-wrong-pin");
  await step("When she types the PIN", () => typePin(page, PIN));
  await step("Then the note is open at the caret", () => isBack(page));
  await step("When she stays away", () => until("the cover", () => page.has("heading", "Covered"), IDLE_MS));
  await step("Then it locks itself", () => until("the lock", () => page.has("heading", "Unlock Filiform"), IDLE_MS));
  await step("and the file is closed", () => assert.ok(isClosed(place)));
  await step("When she unlocks", () => unlock(page));
  await step("Then the note is open at the caret", () => isBack(page));
});

journey("Five wrong PINs lock; the cover comes on its key, over a dialog", async ({ app, page, place, step }) => {
  await step("Given a PIN", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await setPin(page);
    await midNote(page);
  });
  await step("When the screen is covered over an open dialog", async () => {
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.press("Control+Shift+l");
    await page.shows("Covered");
    assert.ok(!(await page.has("dialog", "Find anything")));
  });
  await step("and somebody guesses five times", async () => {
    for (const left of ["4 tries are left", "3 tries are left", "2 tries are left", "One more wrong try locks"]) {
      await typePin(page, "9999");
      await page.says(left);
    }
    await typePin(page, "9999");
  });
  await step("Then it is locked, and only the passphrase opens it", async () => {
    await page.shows("Unlock Filiform");
    await tellsNothing(page);
    assert.ok(isClosed(place));
    await unlock(page);
  });
  await step("and work goes on at the caret", () => isBack(page));
});

journey("It locks before the computer sleeps and when its screen is locked, also when the page hangs", async ({ app, page, place, step }) => {
  await place.furnishLogind();
  const { logind } = place;
  await step("Given a computer that says when it sleeps, and a note", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await until("Filiform to delay the sleep", async () => (await logind.say("delays")) === "1");
    await page.click("button", "Settings");
    await page.says("Filiform also locks when this computer goes to sleep or locks its screen.");
    await midNote(page);
  });
  await step("When the lid is closed", async () => assert.equal(await logind.say("sleep"), "slept after 1"));
  await step("Then the file was closed before the computer slept", () => assert.ok(isClosed(place)));
  await step("and in the morning the note is open at the caret", async () => {
    await logind.say("wake");
    await page.shows("Unlock Filiform");
    await tellsNothing(page);
    await unlock(page);
    await isBack(page);
  });
  await step("When the screen of the session is locked", () => logind.say("lock"));
  await step("Then Filiform is locked too", async () => {
    await page.shows("Unlock Filiform");
    await unlock(page);
    await isBack(page);
  });
  const before = below(app.pid).find(({ name }) => name.startsWith("WebKitWeb"));
  await step("When the page hangs and the lid is closed", async () => {
    // Not at once: the driver must have its answer first.
    await page.run(() => {
      setTimeout(() => {
        for (;;);
      }, 500);
    });
    await pause(1000);
    await until("Filiform to delay the sleep", async () => (await logind.say("delays")) === "1");
    await logind.say("sleep");
  });
  await step("Then the file is closed all the same, and the page that hung is gone", async () => {
    assert.ok(isClosed(place));
    await until("the process of the page to be gone", () => !below(app.pid).some(({ pid }) => pid === before.pid));
  });
});

journey("Without a bus nothing breaks, and one line says so; a lock clears what the app put on the clipboard", async ({ app, page, place, step }) => {
  const isFilled = () => Display.asked((display) => display.isFilled("CLIPBOARD"));
  await step("Given a note on a computer without a system bus", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await page.click("button", "Settings");
    await page.says(/does not tell Filiform when it goes to sleep/);
    await midNote(page);
  });
  await step("When its story is copied", async () => {
    await page.press("Control+a", "Control+c");
    await until("the clipboard to be filled", isFilled);
  });
  await step("and Filiform is locked", () => lock(page));
  await step("Then the clipboard is empty", () => until("the clipboard to be empty", async () => !(await isFilled())));
});

journey("What is typed in the settings and in a letter outlives a lock, at the caret", async ({ app, page, place, step }) => {
  await step("Given a new phone number in the settings, not saved yet", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await page.click("button", "Settings");
    await page.fill("Practice phone", "503 555 0142");
    for (let n = 0; n < 4; n += 1) await page.press("ArrowLeft");
  });
  await step("When Filiform is locked and unlocked", async () => {
    await lock(page);
    await unlock(page);
  });
  await step("Then the settings are open at the caret, with the number not saved yet", async () => {
    const phone = await until("the caret in the phone number", async () => {
      const focus = await page.focus();
      return focus?.name === "Practice phone" && focus;
    });
    assert.deepEqual([phone.value, phone.start], ["503 555 0142", 8]);
    await page.says("changed, not saved yet");
  });
  await step("When the same is done with a letter", async () => {
    await openPatient(page);
    await page.press("l");
    await page.shows(/^Letter for/);
    await page.tabTo("Your words");
    await page.overwrite("Thank you for the referral.");
    await lock(page);
    await unlock(page);
  });
  await step("Then the letter is open with its words", async () => {
    const own = await until("the caret in the letter", async () => {
      const focus = await page.focus();
      return focus?.name === "Your words" && focus;
    });
    assert.equal(own.value, "Thank you for the referral.");
  });
});
