// The check of the record in the real window: a sound one, one that is not opened, and one that was cut off.

import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cli, mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { until } from "./harness/until.js";
import { practiceWithPatient, signedOn, signedYesterday } from "./screens/earlier.js";
import { saveLetter } from "./screens/letter.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { lock, unlock } from "./screens/way_in.js";

async function openCheck(page) {
  await page.press("Control+k");
  await page.get("dialog", "Find anything");
  await page.type("check the record");
  await page.click("option", "Check the record");
  await page.shows("Check the record");
}

/** Checks with the passphrase, without opening. */
async function checkClosed(page, words = passphrase) {
  await page.fill("Passphrase", words);
  await page.press("Enter");
}

/** Nobody's name is on a screen before the unlock. */
async function namesNobody(page) {
  const source = await page.run(() => document.documentElement.outerHTML);
  for (const word of [patient.family, patient.given, "Ana Rivera", "Quiet Needle"])
    assert.ok(!source.includes(word), `“${word}” is not on the screen`);
}

journey("The record is checked whole, and a letter against it", async ({ app, page, place, step, shot }) => {
  await step("Given a signed note and a letter", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
    await saveLetter(page);
  });
  await step("When she checks the record", async () => {
    await openCheck(page);
    await page.click("button", "Check now");
  });
  await step("Then one sentence says that it is sound, and whose signatures count", async () => {
    await page.says(/All \d+ entries are as they were signed/);
    await page.says("Ana Rivera, PT, DPT: owner, key");
    await shot("verify-sound");
  });
  await step("and a fingerprint that nobody printed is not found", async () => {
    await page.fill("Fingerprint on paper", "0123 4567 89ab cdef");
    await page.press("Enter");
    await page.says(/not in this record|no entry/i);
  });
});

journey("The lock screen checks a record without opening it, and says what is wrong and what is still good", async ({ app, page, place, step, shot }) => {
  const database = join(place.practice, "practice.db");
  const before = join(place.root, "before.db");
  await step("Given a locked practice", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    copyFileSync(database, before);
    signedOn(place, "2026-01-12");
    await app.start();
    await page.shows("Unlock Filiform");
  });
  await step("When somebody checks the record with a wrong passphrase", async () => {
    await page.click("button", "Check the record");
    await page.shows("Check the record");
    await checkClosed(page, "not the words of this practice");
    await page.says("This passphrase does not open the practice.");
  });
  await step("and then with the right one", () => checkClosed(page));
  await step("Then it is sound, nothing was opened, and nobody is named", async () => {
    await page.says(/All \d+ entries are as they were signed/);
    await namesNobody(page);
    await shot("verify-closed");
    assert.equal(cli(place, passphrase, ["patients"]).status, 0, "the practice is free for somebody else");
    await page.click("button", "Back");
    await page.shows("Unlock Filiform");
  });
  await step("When the end of the file is cut off by an older copy of it", async () => {
    await app.quit();
    copyFileSync(before, database);
    await app.start();
    await page.tabTo("Passphrase");
    await page.overwrite(passphrase);
    await page.press("Enter");
  });
  await step("Then it does not open", () => page.shows("The practice could not be opened"));
  await step("and the check names the first entry that fails, and what is still good", async () => {
    await shot("verify-trouble");
    await page.click("button", "Check the record");
    await checkClosed(page);
    await page.says(/Entry \d+ fails: entries are missing/);
    await page.says(/Still good: all \d+ entries that are there/);
    await page.says("What to do");
    await namesNobody(page);
    await shot("verify-cut-off");
    await page.click("button", "Back");
    await page.shows("The practice could not be opened");
  });
  await step("When a page of the file is damaged as well", async () => {
    await app.quit();
    const bytes = readFileSync(database);
    bytes[bytes.length - 2048] ^= 0x40;
    writeFileSync(database, bytes);
    await app.start();
    await page.shows("Unlock Filiform");
    await page.click("button", "Check the record");
    await checkClosed(page);
  });
  await step("Then that is said too", async () => {
    await page.says("a page of practice.db was changed");
    await shot("verify-damaged");
  });
});

journey("Wrong passphrases are slowed down, also when Filiform is started again in between", async ({ app, page, place, step, shot }) => {
  const WAITING = /You can try again in \d+ seconds?\./;
  const waits = async () => {
    const [, seconds] = (await page.says(WAITING)).match(/try again in (\d+) second/);
    return Number(seconds);
  };
  const guess = async () => {
    await page.tabTo("Passphrase");
    await page.overwrite("not the words of this practice");
    await page.press("Enter");
    await page.says("This passphrase does not open the practice.");
  };
  await step("Given a locked practice", async () => {
    practiceWithPatient(place);
    await app.start();
    await page.shows("Unlock Filiform");
  });
  /** Until the next passphrase is taken. */
  const waitOver = () => until("the wait to be over", async () => !WAITING.test(await page.text()), 60_000);
  await step("When somebody guesses until the wait is a long one", async () => {
    // Three are free; then each costs twice as much as the one before: 1, 2, 4, 8, 16 seconds.
    for (let guesses = 1; guesses <= 7; guesses += 1) {
      await waitOver();
      await guess();
      // Each of them is looked at before the next one is typed.
      if (guesses >= 3) await page.says(WAITING);
    }
    assert.ok((await waits()) > 8);
    await shot("unlock-wait");
  });
  await step("and starts Filiform again to get around it", () => app.restart());
  await step("Then the wait goes on", async () => {
    assert.ok((await waits()) > 0);
    assert.notEqual(cli(place, passphrase, ["patients"]).status, 0, "for the terminal too");
  });
  await step("and when it is over the right passphrase opens, and the record says how often it failed", async () => {
    await waitOver();
    await unlock(page);
    await page.shows("Today");
    await lock(page);
    const audit = JSON.stringify(mustCli(place, passphrase, ["audit"]));
    assert.ok(audit.includes("Failed to unlock"), audit.slice(0, 2000));
  });
});
