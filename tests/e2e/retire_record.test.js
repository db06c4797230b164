// The end of a record: a rule, a hold, and a destruction that leaves no byte and breaks no chain.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient, signedOn } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

journey("She sets her rule, holds a record, lifts the hold, and destroys what is due", async ({ app, page, place, step, shot }) => {
  await step("Given a patient who was last seen in 2010", async () => {
    practiceWithPatient(place);
    signedOn(place, "2010-03-02");
    await app.start();
    await unlock(page);
  });
  await step("When she goes from the settings to keeping records", async () => {
    await page.click("button", "Settings");
    await page.run((way) => way.focus(), await page.get("button", "Keeping and destroying records"));
    await page.press("Enter");
    await page.shows("Keeping records");
    await page.says("Without a rule nothing is ever due");
    await shot("retention-off");
  });
  await step("and sets a rule of her own", async () => {
    await page.click("checkbox", /^Records may be destroyed/);
    for (const [field, years] of [
      ["Years after the last visit", "7"],
      ["Of age at", "18"],
      ["Years after coming of age", "3"],
    ])
      await page.fill(field, years);
    await page.press("Enter");
    await page.says("1 record may be destroyed");
    await shot("retention-due");
  });
  await step("and looks at what is due", async () => {
    await page.click("button", `Look at it: ${patient.name}`);
    await page.shows(`Hold or destroy: ${patient.name}`);
    await page.says("7 years after the last visit on 2 Mar 2010");
    await shot("retire");
  });
  await step("A hold keeps it", async () => {
    await page.fill("Reason", "Letter from a court.", await page.get("region", "Legal hold"));
    await page.press("Enter");
    await page.says("Held since");
    assert.ok(!(await page.has("button", "Destroy the record…")));
    await shot("retire-held");
  });
  await step("until it is lifted", async () => {
    await page.fill("Reason", "Settled.", await page.get("region", "Legal hold"));
    await page.press("Enter");
    await page.get("button", "Destroy the record…");
  });
  // By keys, as the fields lie below what is in sight.
  const typeInto = async (field, text) => {
    const part = await page.get("region", "Destroy the record");
    await page.run((input) => input.focus(), await page.get("field", field, part));
    await page.overwrite(text);
  };
  await step("A wrong name is refused at its field, after the second question", async () => {
    await typeInto("Reason", "The period is over.");
    await typeInto("Type the family name", "Smith");
    await page.press("Enter");
    await page.get("dialog", "Destroy this record for good?");
    await shot("retire-asked");
    await page.click("button", "Destroy it");
    await page.says("as it stands on this page");
    await shot("retire-refused");
  });
  await step("The right one destroys it", async () => {
    await typeInto("Type the family name", "nunez-angstrom");
    await page.press("Enter");
    await page.click("button", "Destroy it");
    await page.says("No byte of it is left in the practice file");
    await page.says("Backups and copies of the folder");
    await shot("retire-done");
  });
  await step("and nobody finds the patient any more", async () => {
    await page.click("button", "Go to the patients");
    await page.shows("Patients");
    assert.ok(!(await page.text()).includes(patient.family));
  });
  await step("The chain still verifies, and the list says who and why", async () => {
    await app.quit();
    assert.deepEqual(mustCli(place, passphrase, ["verify"]).problems, []);
    assert.deepEqual(mustCli(place, passphrase, ["patients"]).patients, []);
    const [line] = mustCli(place, passphrase, ["audit", "--kind", "retention"]).lines;
    assert.deepEqual([line.what, line.name], ["Destroyed the record", "Destroyed record"]);
    assert.match(line.details, /the time to keep it was over on 2 Mar 2017; The period is over\./);
  });
});

journey("A patient registered by mistake goes at once from the patient's menu", async ({ app, page, place, step }) => {
  await step("Given a patient with nothing signed", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she opens the end of the record from the menu", async () => {
    await page.click("button", "More about this record");
    await page.click("menuitem", "Hold or destroy the record");
    await page.says("registration by mistake may go at once");
  });
  await step("and destroys it", async () => {
    await page.fill("Reason", "Registered twice.", await page.get("region", "Destroy the record"));
    await page.fill("Type the family name", "nunez-angstrom");
    await page.press("Enter");
    await page.click("button", "Destroy it");
    await page.says("The record was destroyed");
  });
  await step("Then it is gone", async () => {
    await app.quit();
    assert.deepEqual(mustCli(place, passphrase, ["patients"]).patients, []);
  });
});
