// Backups in the real window: the daily one by itself, one by hand, and a folder that is gone.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { until } from "./harness/until.js";
import { practiceWithPatient, signedYesterday } from "./screens/earlier.js";
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
