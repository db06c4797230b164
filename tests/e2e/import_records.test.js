// Records of another system: a table is read, tried, decided on, imported and taken back, all by keyboard.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

/** One new patient with two notes, one who is here already, one row that cannot be read. */
const rows = (twin) =>
  [
    "Last name;First name;DOB;MRN;Visit date;Provider;Subjective;Plan",
    "Weiß;Jürgen;31/12/1971;77;05/03/2024;B. Elsewhere, PT;Sore for a day after;Again in a week",
    "Weiß;Jürgen;31/12/1971;77;12/03/2024;B. Elsewhere, PT;Better;",
    twin,
    "Broken;Row;31/02/1990;79;;;;",
  ].join("\r\n");

async function answer(page, field, words) {
  await page.run(
    (select, text) => {
      select.value = [...select.options].find((option) => option.text.startsWith(text)).value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    },
    await page.get("field", field),
    words,
  );
}

journey("A table of another system is tried row by row, imported, read as imported, and taken back", async ({ app, page, place, step, shot }) => {
  const file = join(place.root, "old system.csv");
  await step("Given a practice with a patient, and a table that names the same person", async () => {
    practiceWithPatient(place);
    const twin = `${patient.family.toUpperCase()};${patient.given};14/03/1984;X9;01/02/2024;;A note from before;`;
    writeFileSync(file, Buffer.from(rows(twin), "utf8"));
    await app.start();
    await unlock(page);
  });
  await step("When she opens the import by the palette", async () => {
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.type("import");
    await page.click("option", "Import records");
    await page.shows("Import records");
    await page.says("Nothing was imported yet.");
    await shot("import-empty");
  });
  await step("and reads the file", async () => {
    await page.tabTo("CSV or XLSX file");
    await page.overwrite(file);
    await page.tabTo("System the records come from");
    await page.overwrite("Old Charts 3");
    await page.press("Enter");
    await page.says("2. What the columns mean");
    await page.says("Jürgen");
    await shot("import-columns");
  });
  await step("Then she sees what would come of every row, the refused ones first", async () => {
    await page.tabTo("Try it", "Tab", 60);
    await page.press("Enter");
    await page.says("3. What would come of it");
    await page.says("This is no date of the calendar");
    await shot("import-refused");
  });
  await step("and that somebody may be here already, whom she decides about", async () => {
    await answer(page, "Show", "To decide");
    await page.says("Somebody with the same name and date of birth is here already");
    await shot("import-conflict");
    await answer(page, "Decision for row 4", "The same person");
    await page.says("You decided something since.");
    await page.click("button", "Try it with what you decided");
    await page.says("for 1 patient who is here already");
  });
  await step("When she imports the rest", async () => {
    await page.click("checkbox", "Import without the row that is refused or not decided");
    await page.click("button", "Import");
    await page.says("1 patient registered, 3 notes brought in, 1 row left out.");
    await shot("import-done");
  });
  await step("Then the notes stand in the history as written elsewhere", async () => {
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.type("weiss");
    await page.get("option", /^Weiß/);
    await page.press("Enter");
    await page.says("Imported note");
    await page.says("from Old Charts 3");
    await shot("import-history");
  });
  await step("and the import is taken back as a whole", async () => {
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.type("import");
    await page.click("option", "Import records");
    await page.says("Imports that stand");
    await page.click("button", /^Take this import back: Old Charts 3/);
    await page.get("dialog", "Take this import back");
    await shot("import-undo");
    await page.click("button", "Take this import back", await page.get("dialog", "Take this import back"));
    await page.says("Nothing was imported yet.");
  });
  await step("so that the practice is as it was", async () => {
    await app.quit();
    const { patients } = mustCli(place, passphrase, ["patients"]);
    assert.deepEqual(
      patients.map(({ name }) => name),
      [patient.name],
    );
    assert.deepEqual(mustCli(place, passphrase, ["history", patient.plain]).imported_notes, []);
  });
});
