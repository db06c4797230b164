// The way back in the real window: on a clean computer, over a practice that went on, and for one that is damaged.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient, signedOn, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { lock, newPassphrase, unlock } from "./screens/way_in.js";

const FRESH = "gravel sonnet mitten harbour";
const backups = (folder) => readdirSync(folder).filter((name) => name.endsWith(".tar"));

/** Pictures of the screen in both themes. */
function looker({ page, shot }) {
  return async (name) => {
    for (const theme of ["light", "dark"]) {
      await page.run((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      await shot(`${name}-${theme}`);
    }
    await page.run(() => delete document.documentElement.dataset.theme);
  };
}

/** Chooses a folder and backs up in the window; answers with the file. */
async function backUp(page, stick) {
  await page.click("button", "Backups");
  await page.shows("Backups");
  await page.fill("Folder", stick);
  await page.press("Enter");
  await page.says("No backup in it yet");
  await page.click("button", "Back up now");
  await page.says("Backed up and verified.");
  return join(stick, backups(stick)[0]);
}

/** The patient and the note are there again. */
async function sameNote(page) {
  await openPatient(page, patient);
  const [latest] = await page.all("button", /\d+ \w+ \d{4} \d\d:\d\d/);
  await page.run((row) => row.click(), latest);
  await page.says(/upper trapezius · 0.25 × 40 mm/);
  await page.says("Fingerprint");
}

journey("A backup comes back on a clean computer, with the same patient and the same note", async (tools) => {
  const { app, page, place, step } = tools;
  const look = looker(tools);
  const stick = join(place.folders.HOME, "stick");
  let file = "";
  await step("Given a practice with a signed note, backed up onto a stick", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    mkdirSync(stick);
    await app.start();
    await unlock(page);
    file = await backUp(page, stick);
    await lock(page);
    await app.quit();
  });
  await step("When the computer is a clean one", async () => {
    renameSync(dirname(place.practice), join(place.root, "the-old-computer"));
    await app.start();
    await page.shows("Welcome to Filiform");
  });
  await step("and she chooses the backup from the stick", async () => {
    await page.click("button", "I have a backup");
    await page.shows("Restore a backup");
    await page.fill("Backup", `${file}x`);
    await page.fill("Passphrase", "not this one at all");
    await page.press("Enter");
    await page.says("There is no such file.");
    await page.fill("Backup", file);
    await page.press("Enter");
    await page.says("does not open the backup");
    await look("restore-refused");
    await page.overwrite(passphrase);
    await page.press("Enter");
  });
  await step("Then she sees what it holds, and nothing has been changed", async () => {
    await page.shows("What comes back");
    await page.says("1 patient, 1 signed session");
    assert.ok(!existsSync(join(place.practice, "practice.db")));
  });
  await step("When she restores it, the door says so", async () => {
    await page.click("button", "Restore");
    await page.says(/The backup of .* is in place/);
  });
  await step("And her passphrase opens the same patient and the same note", async () => {
    await unlock(page);
    await page.shows("Today");
    await sameNote(page);
    await app.quit();
    assert.deepEqual(mustVerify(place), []);
  });
});

/** The faults that the command line finds in the record. */
function mustVerify(place) {
  return mustCli(place, passphrase, ["verify"]).problems;
}

journey("A restore over the practice shows the difference first and keeps the one of before aside", async (tools) => {
  const { app, page, place, step } = tools;
  const look = looker(tools);
  const stick = join(place.folders.HOME, "stick");
  let file = "";
  await step("Given a backup, and a visit that was charted after it", async () => {
    practiceWithPatient(place);
    signedOn(place, "2026-11-02");
    mkdirSync(stick);
    file = mustCli(place, passphrase, ["backup", stick]).file;
    signedYesterday(place);
    await app.start();
    await unlock(page);
  });
  await step("When she looks at the backup from the settings", async () => {
    await page.press("Control+k");
    await page.type("restore");
    await page.press("Enter");
    await page.shows("Restore a backup");
    await page.fill("Backup", file);
    await page.fill("Passphrase", passphrase);
    await page.press("Enter");
    await page.shows("What comes back");
  });
  await step("Then she is told that one visit is only here", async () => {
    await page.says("1 signed session");
    await page.says("you would go on without what is only here");
    await look("restore-difference");
  });
  await step("She brings it back beside, and goes on working", async () => {
    await page.click("radio", /Beside it/);
    await page.fill("New folder", join(place.folders.HOME, "twin"));
    await look("restore-beside");
    await page.press("Enter");
    await page.says("It is back, beside the practice here.");
    await page.click("button", "Done");
    await openPatient(page, patient);
  });
  await step("and then in its place: the page locks, and the door says where the one of before is", async () => {
    await page.press("Control+k");
    await page.type("restore");
    await page.press("Enter");
    await page.fill("Backup", file);
    await page.fill("Passphrase", passphrase);
    await page.press("Enter");
    await page.shows("What comes back");
    await page.click("button", "Restore");
    await page.says(/The backup of .* is in place/);
    await page.says("before-restore");
    await look("restore-over-door");
  });
  await step("Both are whole", async () => {
    await unlock(page);
    await app.quit();
    assert.deepEqual(mustVerify(place), []);
    const aside = readdirSync(dirname(place.practice)).find((name) => name.includes("before-restore"));
    const before = { ...place, practice: join(dirname(place.practice), aside), environment: place.environment };
    assert.equal(mustCli(before, passphrase, ["verify"]).sessions, 2);
    assert.equal(mustCli(place, passphrase, ["verify"]).sessions, 1);
  });
});

journey("A damaged practice offers the last backup, and the recovery code brings it back", async (tools) => {
  const { app, page, place, step } = tools;
  const look = looker(tools);
  const stick = join(place.folders.HOME, "stick");
  let code = "";
  await step("Given a backup, and a practice file that was ruined since", async () => {
    code = practiceWithPatient(place);
    signedYesterday(place);
    mkdirSync(stick);
    await app.start();
    await unlock(page);
    await backUp(page, stick);
    await lock(page);
    await app.quit();
    writeFileSync(join(place.practice, "practice.db"), Buffer.alloc(8192, 7));
    await app.start();
  });
  await step("When she unlocks", async () => {
    await page.shows("Unlock Filiform");
    await page.tabTo("Passphrase");
    await page.overwrite(passphrase);
    await page.press("Enter");
    await page.shows("The practice could not be opened");
    await page.says(/The newest backup that this computer knows/);
    await look("trouble-damaged");
  });
  await step("Then the last backup is offered", async () => {
    await page.click("button", "Restore a backup");
    await page.says(/The newest backup that this computer knows\. Verified today \d\d:\d\d/);
  });
  await step("and the code on her sheet opens it where the passphrase is forgotten", async () => {
    await page.click("button", "Use the recovery code");
    await page.says("nobody can help");
    await page.fill("Recovery code", code);
    await newPassphrase(page, FRESH);
    await look("restore-with-code");
    await page.press("Enter");
    await page.shows("What comes back");
    await page.says("could not be opened to compare them");
    await page.click("button", "Restore");
    await page.says(/The backup of .* is in place/);
  });
  await step("With the new passphrase she is back at her note", async () => {
    await unlock(page, FRESH);
    await page.shows("Today").catch(() => null);
    await sameNote(page);
  });
});
