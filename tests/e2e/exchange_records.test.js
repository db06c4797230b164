// Records leave: one for another system, and a whole practice in an encrypted archive.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

const ARCHIVE = "gravel sonnet mitten harbour";

journey("She gives a patient's record to another system as FHIR R4", async ({ app, page, place, step, shot }) => {
  const file = join(place.root, "record.json");
  await step("Given a patient with a signed note", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she exports this record from the patient's page", async () => {
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.type("export this record");
    await page.click("option", /Export this record/);
    await page.shows("Export records");
    await page.says("What is exported is not encrypted");
  });
  await step("for another system, from which nothing is left out", async () => {
    await page.choose("Form", "For another system (FHIR R4)");
    await page.says("A bundle holds the whole record");
    await shot("records-fhir");
  });
  await step("and says for whom and why", async () => {
    await page.fill("Who it is for", "Harbour Clinic");
    await page.choose("Purpose", "Treatment");
    await page.fill("Save as", file);
    await page.press("Enter");
    await page.says("Resources in the bundle");
    await shot("records-fhir-saved");
  });
  await step("Then the file is a bundle of this patient, and the record says where it went", async () => {
    const bundle = JSON.parse(readFileSync(file, "utf8"));
    assert.equal(bundle.resourceType, "Bundle");
    const kinds = bundle.entry.map(({ resource }) => resource.resourceType);
    for (const kind of ["Patient", "Encounter", "Procedure", "Observation", "Provenance"])
      assert.ok(kinds.includes(kind), kind);
    await app.quit();
    const { lines } = mustCli(place, passphrase, ["audit", "--kind", "exports"]);
    assert.equal(lines.length, 1);
    assert.ok(lines[0].details.includes("Harbour Clinic"), lines[0].details);
  });
});

journey("The owner takes everything out in one encrypted file", async ({ app, page, place, step, shot }) => {
  const file = join(place.root, "everything.age");
  await step("Given a practice with a patient", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    await app.start();
    await unlock(page);
  });
  await step("When she goes from the settings to exporting records", async () => {
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.type("export records");
    await page.click("option", /Export records/);
    await page.shows("Export records");
    await page.choose("Form", "Everything, as PDFs, bundles and tables");
    await page.says("The archive is encrypted");
  });
  await step("and forgets the passphrase", async () => {
    await page.fill("Who it is for", "The new system");
    await page.choose("Purpose", "Moving to another system");
    await page.fill("Save as", file);
    await page.click("button", "Export");
    await page.says("Type a few words that do not belong together.");
    await shot("records-archive-refused");
    assert.ok(!existsSync(file));
  });
  await step("and then types it twice", async () => {
    await page.fill("New passphrase", ARCHIVE);
    await page.fill("New passphrase, again", ARCHIVE);
    await page.click("button", "Export");
    await page.says("Exported and recorded");
    await shot("records-archive-saved");
  });
  await step("Then there is one file, nobody reads a name in it, and nothing lies beside it", async () => {
    const bytes = readFileSync(file);
    assert.ok(bytes.subarray(0, 21).equals(Buffer.from("age-encryption.org/v1")));
    assert.ok(!bytes.includes(Buffer.from(patient.family)));
    const beside = readdirSync(place.root).filter((name) => name.startsWith(".filiform"));
    assert.deepEqual(beside, []);
    await app.quit();
  });
});
