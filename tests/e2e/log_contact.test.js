// A talk with the referring physician, logged by keyboard between two visits.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { lock, unlock } from "./screens/way_in.js";

const SAID = "Dr. Hahn has nothing against needling the neck; blood thinners were stopped in May.";
const AGREED = "Letter after the fourth visit.";

journey(
  "A talk with the physician is logged, survives a lock half-typed, and stands in the timeline",
  async ({ app, page, place, step, shot }) => {
    await step("Given a patient", async () => {
      practiceWithPatient(place);
      await app.start();
      await unlock(page);
      await openPatient(page);
    });
    await step("When she logs a talk with who referred", async () => {
      await page.press("t");
      await page.shows("Log a contact");
      await page.click("radio", "Talk with a physician");
      await page.click("button", new RegExp(`^It was ${patient.referrer}`));
      await page.fill("What was said", SAID.slice(0, 40));
      await shot("contact-begun");
    });
    await step("and locks in the middle of a sentence", async () => {
      await lock(page);
      await unlock(page);
      await page.shows("Log a contact");
      await page.get("field", "What was said");
      await page.painted();
    });
    await step("Then the unlock returns her to the same letter", async () => {
      const here = await page.focus();
      assert.deepEqual([here.name, here.value, here.start], ["What was said", SAID.slice(0, 40), 40]);
      await page.type(SAID.slice(40));
      await page.tabTo("What was agreed");
      await page.type(AGREED);
      await shot("contact-filled");
    });
    await step("and keeps it by one chord", async () => {
      await page.press("Control+Enter");
      await page.says(/Kept: /);
      await page.says(SAID.slice(0, 30));
      await shot("contact-kept");
    });
    await step("and the record holds who, when and what", async () => {
      await app.quit();
      const { contacts } = mustCli(place, passphrase, ["history", patient.plain]);
      assert.equal(contacts.length, 1);
      const [contact] = contacts;
      assert.deepEqual(
        [contact.kind, contact.who, contact.said, contact.agreed],
        ["physician-talk", { role: "physician", name: patient.referrer }, SAID, AGREED],
      );
    });
  },
);
