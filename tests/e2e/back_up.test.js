// Backups in the real window: the daily one by itself, one by hand, and a folder that is gone.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { typeAndWatch } from "./harness/latency.js";
import { until } from "./harness/until.js";
import { practiceWithPatient, registered, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase } from "./screens/people.js";
import { lock, unlock } from "./screens/way_in.js";

const files = (folder) => readdirSync(folder).filter((name) => name.startsWith("filiform-"));

journey("She chooses a folder, is backed up daily, and is told when the folder is gone", async ({ app, page, place, step, shot }) => {
  const stick = join(place.folders.HOME, "stick");
  /** A picture in both themes. */
  const look = async (name) => {
    for (const theme of ["light", "dark"]) {
      await page.run((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      await shot(`${name}-${theme}`);
    }
    await page.run(() => delete document.documentElement.dataset.theme);
  };
  await step("Given a practice without any backup", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    mkdirSync(stick);
    await app.start();
    await unlock(page);
    await page.says("No backup is made: choose a folder for backups");
    await look("today-no-backup");
  });
  await step("When she follows the line on Today", async () => {
    await page.click("button", "Backups");
    await page.shows("Backups");
    await page.says("No folder for backups yet");
    await look("backups-none");
  });
  await step("and names a folder that is not there", async () => {
    await page.fill("Folder", join(stick, "nowhere"));
    await page.press("Enter");
    await page.says("There is no such folder. Connect its drive, or make it first.");
  });
  await step("and then the stick", async () => {
    await page.fill("Folder", stick);
    await page.press("Enter");
    await page.says("No backup in it yet");
    assert.deepEqual(files(stick), [], "nothing is written by choosing a folder");
  });
  await step("Then a backup by hand is verified", async () => {
    await page.click("button", "Back up now");
    await page.says("Backed up and verified.");
    await page.says(/Verified today \d\d:\d\d/);
    await page.says("Every backup lies on the same disk as the practice");
    assert.equal(files(stick).length, 1);
    await look("backups-verified");
  });
  await step("And the file opens with her passphrase on the command line", async () => {
    await lock(page);
    await app.quit();
    const found = mustCli(place, passphrase, ["restore", join(stick, files(stick)[0]), "--look"]);
    assert.equal(found.holds.sessions, 1);
  });
  await step("When the stick was emptied and she unlocks again, the daily backup runs by itself", async () => {
    rmSync(join(stick, files(stick)[0]));
    // As if the last one had been made yesterday: the list beside the practice is all that knows of it.
    rmSync(join(place.practice, "practice.backups"));
    await app.start();
    await unlock(page);
    await page.shows("Backups");
    await page.fill("Folder", stick);
    await page.press("Enter");
    await page.says("No backup in it yet");
    await lock(page);
    await unlock(page);
    await until("the daily backup", () => files(stick).length === 1);
    await page.click("button", "Today");
    await page.says(/Every backup lies on the same disk|Backup verified today/);
    await look("today-backed-up");
  });
  await step("When the stick is pulled, Today and the backups say what to do", async () => {
    rmSync(stick, { recursive: true });
    await page.click("button", "Backups");
    await page.shows("Backups");
    await page.says("This folder is not there. Connect its drive, or choose another folder.");
    await look("backups-missing");
  });
});

const share = (numbers, at) => numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * at))];
const spoken = ({ ms }) => `median ${share(ms, 0.5).toFixed(1)} ms, 95th percentile ${share(ms, 0.95).toFixed(1)} ms, worst ${share(ms, 1).toFixed(1)} ms`;

// The figures are read as ratios: the same field of the same note in the same run, with and without a backup.
journey("Charting goes on while the backup is made", async ({ app, page, place, step }) => {
  const stick = join(place.folders.HOME, "stick");
  const WORDS = "woke at four with the arm asleep, turned over and felt better by six.";
  /** Into the story of her patient's open note. */
  const openStory = async () => {
    await openPatient(page);
    await page.press("n");
    await page.get("navigation", "Sections of the note");
    await page.press("Alt+1");
    await page.tabTo("Story");
  };
  const begun = () => readdirSync(place.practice).includes("backup.partial");
  await step("Given a practice whose backup takes a while", async () => {
    mustCli(place, passphrase, ["demo", "--patients", "600", "--sessions", "10", "--seed", "5"]);
    registered(place);
    mkdirSync(stick);
    await app.start();
    await unlock(page);
    await page.click("button", "Backups");
    await page.fill("Folder", stick);
    await page.press("Enter");
    await page.says("No backup in it yet");
  });
  const alone = await step("and a note that is typed with nothing else going on", async () => {
    await openStory();
    return typeAndWatch(app, page, WORDS);
  });
  const beside = await step("When she types the same while a backup is made", async () => {
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.type("backups");
    await page.click("option", "Backups");
    await page.click("button", "Back up now");
    await openStory();
    const running = [begun()];
    const typed = await typeAndWatch(app, page, WORDS);
    running.push(begun() || files(stick).length === 1);
    assert.deepEqual(running, [true, true], "the backup was being made meanwhile");
    return typed;
  });
  console.log(`  KEY TO LETTER alone:                  ${spoken(alone)}`);
  console.log(`  KEY TO LETTER while a backup is made: ${spoken(beside)}; ${(share(beside.ms, 0.5) / share(alone.ms, 0.5)).toFixed(2)} and ${(share(beside.ms, 0.95) / share(alone.ms, 0.95)).toFixed(2)} times as long`);
  await step("Then what she typed is in the note, and the backup is verified", async () => {
    await page.holds(WORDS + WORDS);
    await until("the backup", () => files(stick).length === 1, 120_000);
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.type("backups");
    await page.click("option", "Backups");
    await page.says(/Verified today/);
  });
});
