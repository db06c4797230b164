// Who did what: read by an owner after a day's work, narrowed, and saved for somebody who may ask.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cli, mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { lock, unlock } from "./screens/way_in.js";

journey("She reads who did what, narrows it to one patient's letters and looks, and saves it as CSV", async ({ app, page, place, step, shot }) => {
  const file = join(place.root, "list.csv");
  await step("Given a patient with a note and a letter, and somebody who guessed a passphrase", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    mustCli(place, passphrase, ["letter", patient.plain, "-o", join(place.root, "letter.pdf"), "--purpose", "Treatment"]);
    assert.notEqual(cli(place, "not this passphrase", ["patients"]).status, 0);
    await app.start();
    await unlock(page);
  });
  await step("and a look at the patient, written down with the lock", async () => {
    await openPatient(page);
    await lock(page);
    await unlock(page);
    await page.shows(/Today|Núñez/);
  });
  await step("When she opens the list by the palette", async () => {
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.type("who did");
    await page.click("option", "Who did what");
    await page.shows("Who did what");
  });
  const everything = await step("Then she reads each thing in words, the newest first", async () => {
    const text = await page.says("Set the practice's details");
    await shot("audit");
    return text;
  });
  await step("with the failed unlock, the letter's purpose and the look", () => {
    for (const words of ["Failed to unlock", "Exported a letter", "for: Treatment", "Signed a note", "Opened the record", "Searched", patient.name])
      assert.ok(everything.includes(words), `${words} is not in: ${everything}`);
    assert.ok(!everything.includes(patient.plain), "what was sought is nowhere");
  });
  await step("When she narrows it to what left the practice", async () => {
    await page.run(
      (select) => {
        select.value = [...select.options].find((option) => option.text === "What left the practice").value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      },
      await page.get("field", "What"),
    );
    await page.says("1 entry");
    await shot("audit-narrowed");
  });
  await step("and saves it", async () => {
    await page.click("button", "Save as CSV…");
    await page.get("dialog", "Save the list as CSV");
    await page.fill("Save as", file);
    await shot("audit-save");
    await page.press("Enter");
    await page.says("List saved, 1 line");
    await page.says("Exported the list of who did what");
    await shot("audit-saved");
  });
  await step("Then the file holds the letter and no formula, and the practice knows of it", async () => {
    const [heading, row, end] = readFileSync(file, "utf8").split("\r\n");
    assert.match(heading, /^\ufeffnumber,recorded_at,who,what,details/);
    assert.ok(row.includes("Exported a letter") && row.includes(patient.name) && end === "", row);
    await app.quit();
    const { lines } = mustCli(place, passphrase, ["audit", "--kind", "exports"]);
    assert.deepEqual(
      lines.map(({ what }) => what),
      ["Exported the list of who did what", "Exported a letter"],
    );
  });
});

journey("The list of one record is one step from the patient's page", async ({ app, page, place, step, shot }) => {
  await step("Given a patient", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she opens the rarer actions by keyboard", async () => {
    await page.tabTo("More about this record");
    await page.press("Enter");
    await page.get("menuitem", "Who did what to this record");
    await shot("patient-menu");
    await page.press("Enter");
  });
  await step("Then she reads who did what to this record", async () => {
    await page.shows(`Who did what: ${patient.name}`);
    await page.says("Registered the patient");
    await shot("audit-of-patient");
  });
  await step("and Esc leads back", async () => {
    await page.press("Escape");
    await page.shows(patient.name);
  });
});
