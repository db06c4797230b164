// Documents of a patient in the real window: each kind drawn as its real pages, saved with the standards it promises,
// and recorded with its reader.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { checkStandards, textOf } from "./harness/letter.js";
import { until } from "./harness/until.js";
import { practiceWithPatient, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

/** How each kind is offered, and words that stand on its first page. */
const KINDS = [
  ["Procedure note", /The visit/],
  ["Progress report", /What changed/],
  ["Initial evaluation", /First visit/],
  ["Plan of care", /Certification by the physician/],
  ["Discharge summary", /At discharge/],
  ["Coverage page", /Flags, and what to avoid/],
  ["Urgent message", /Situation[^]*Background[^]*Assessment[^]*Request/],
  ["Superbill", /Services/],
  ["Aftercare slip", /Call the emergency number at once/],
  ["Consent form", /I was told the above/],
  ["Information sheet", /How it differs from acupuncture/],
  ["Full record", /The patient’s details|The patient's details/],
];

/** The pages that are drawn: whether each of them is there to the last line. */
const pagesDrawn = (page) =>
  page.run(() => {
    const images = [...document.querySelectorAll("[data-print] img")];
    const busy = document.querySelector("section[aria-busy=true]");
    return busy === null && images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0) && images.map(({ alt }) => alt);
  });

journey("Every document is seen before it is saved, and says to whom it went", async ({ app, page, place, step, shot }) => {
  await step("Given a patient with a signed note", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she presses F, what can be made stands beside its pages", async () => {
    await page.press("f");
    await page.get("heading", /^Documents of /);
    await until("the pages", () => pagesDrawn(page));
    await shot("documents");
  });
  for (const [title, words] of KINDS) {
    await step(`and the ${title.toLowerCase()} is drawn, saved and conforms`, async () => {
      await page.choose("What is made", title);
      const drawn = await until(`the pages of the ${title}`, async () => {
        const pages = await pagesDrawn(page);
        return pages && pages.every((alt) => alt.startsWith(title)) && pages;
      });
      assert.match(drawn[0], /page 1 of \d+$/);
      const path = join(place.root, `${title.replaceAll(" ", "-").toLowerCase()}.pdf`);
      await page.fill("Who it is for", "Harbour Clinic");
      await page.fill("Save as", path);
      await page.press("Control+Enter");
      await until("the file", () => existsSync(path));
      await page.says("The document is saved and recorded.");
      await shot(`document-${title.replaceAll(" ", "-").toLowerCase()}`);
      checkStandards(path);
      assert.match(textOf(path), words);
      if (title !== "Information sheet") assert.ok(textOf(path).includes(patient.family), "it says whose it is");
    });
  }
  await step("Then the record says what went to whom", async () => {
    await app.quit();
    const audit = JSON.stringify(mustCli(place, passphrase, ["audit"]));
    assert.equal(audit.match(/Harbour Clinic/g)?.length ?? 0, KINDS.length, audit);
  });
});
