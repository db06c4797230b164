// No word of a patient lies in a readable file: not while the app runs, not after a lock, not after the
// exit. The letter that was saved on purpose is the one exception. What stays in memory is counted.

import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { journey } from "./harness/journey.js";
import { textOf } from "./harness/letter.js";
import { MemorySearch } from "./harness/memory.js";
import { namelessFiles } from "./harness/processes.js";
import { countFiles, sharedTraces, traces, tracesInFiles } from "./harness/traces.js";
import { begin, chart, sign } from "./screens/chart.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { saveLetter } from "./screens/letter.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { fillIn, register } from "./screens/registration.js";
import { lock, unlock } from "./screens/way_in.js";

// Words that no dictionary, font or library has.
const canary = { ...patient, family: "Zyxwvcanary", given: "Quibbla", name: "Zyxwvcanary, Quibbla", plain: "zyxwv" };
const story = "Pain like a wrungledorf since Monday.";
const WORDS = [canary.family, canary.given, "wrungledorf", passphrase, patient.family];

const inWords = (copies) => `key ${copies["database key"]}, passphrase ${copies.passphrase}, name ${copies["word 1"]}`;

journey("No word of a patient is left in any file", async ({ app, page, place, step }) => {
  const since = Date.now();
  const home = place.folders.HOME;
  const searched = (letter = []) => [
    ...traces(home, WORDS, letter),
    ...sharedTraces(since, WORDS, place.root),
    ...tracesInFiles(
      app.processes.flatMap(({ pid }) => namelessFiles(pid)),
      WORDS,
    ),
  ];

  const memory = await step("Given a patient with a name like no other, charted, signed and sent", async () => {
    practiceWithPatient(place);
    const search = await MemorySearch.start(place, passphrase, [canary.family]);
    await app.start();
    await unlock(page);
    await page.shows("Today");
    await register(page, canary);
    await begin(page);
    await chart(page, undefined, story);
    await sign(page);
    await openPatient(page, canary);
    return search;
  });
  const letter = await step("and a letter, a search and a draft of another patient", async () => {
    const path = await saveLetter(page);
    await page.press("Control+k");
    await page.type(canary.family);
    await page.get("option", new RegExp(`^${canary.name}`));
    await page.press("Escape");
    await page.click("button", "Today");
    await page.click("button", "New patient");
    await fillIn(page, { family: canary.family, given: "Wrungledorf", born: "1 Feb 1990" });
    return path;
  });
  await step("Then no file holds a word of it while Filiform runs", () => {
    assert.ok(countFiles(home) > 5, "there are files to search");
    assert.deepEqual(searched([letter]), []);
  });
  const web = () => app.processes.map(({ pid }) => pid).filter((pid) => pid !== app.pid);
  const open = await memory.copies([app.pid]);
  const openInWeb = await memory.copies(web());
  await step("nor after a lock", async () => {
    await lock(page);
    assert.deepEqual(searched([letter]), []);
  });
  await step("and the window's process holds neither the key nor the passphrase, and the name less often", async () => {
    const locked = await memory.copies([app.pid]);
    console.log(`    COPIES the window, open:     ${inWords(open)}`);
    console.log(`    COPIES the window, locked:   ${inWords(locked)}`);
    console.log(`    COPIES the web view, open:   ${inWords(openInWeb)}`);
    console.log(`    COPIES the web view, locked: ${inWords(await memory.copies(web()))}`);
    memory.end();
    assert.ok(open["database key"] > 0 && open["word 1"] > 0, "the search finds what is there");
    assert.deepEqual([locked["database key"], locked.passphrase], [0, 0]);
    assert.ok(locked["word 1"] < open["word 1"], "a lock wipes");
  });
  await step("nor after the exit", async () => {
    await app.quit();
    assert.deepEqual(searched([letter]), []);
  });
  await step("And the search would have found it", () => {
    const cache = join(place.folders.XDG_CACHE_HOME, "planted");
    for (const encoding of ["utf8", "utf16le"]) {
      writeFileSync(cache, Buffer.concat([Buffer.from([0xff, 0xfe, 0x00]), Buffer.from(`x${canary.family}x`, encoding)]));
      assert.equal(searched([letter]).length, 1, `planted in ${encoding}`);
    }
    rmSync(cache);
    assert.ok(textOf(letter).includes(canary.family), "the letter names the patient");
  });
});
