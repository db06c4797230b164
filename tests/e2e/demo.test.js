// The practice of made-up patients, looked at as somebody does who wants to see what Filiform is: today, a
// patient's history, a session, a letter. `cargo xtask run --demo` plays it on a copy of the user's own demo.

import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { digests } from "./harness/folder.js";
import { journey } from "./harness/journey.js";
import { checkStandards, textOf } from "./harness/letter.js";
import { canCheckPdf, shots } from "./harness/programs.js";
import { copyOfDemo, demoPractice, usersDemo } from "./screens/earlier.js";
import { saveLetter } from "./screens/letter.js";
import { passphrase } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

journey("A look around the practice of made-up patients", async ({ app, page, place, step, shot }) => {
  const before = usersDemo && digests(usersDemo.folder);
  await step(usersDemo ? "Given a copy of the demo practice" : "Given a demo practice", async () => {
    if (usersDemo) copyOfDemo(place);
    else demoPractice(place);
    await app.start();
    await page.shows("Unlock Filiform");
  });
  await shot("demo-unlock");
  await step("When it is unlocked", async () => {
    await unlock(page, usersDemo?.passphrase ?? passphrase);
    await page.shows("Today");
  });
  await shot("demo-today");
  await step("Then there are patients", async () => {
    await page.click("button", "Patients");
    await page.says(/Last seen/);
    await page.get("listbox", "Patients found");
  });
  await shot("demo-patients");
  const name = await step("and the first has a history with pain over time", async () => {
    await page.press("Enter");
    await page.shows("History");
    await page.get("figure", /^Pain now, before each visit/);
    return page.run(() => document.querySelector("h1").innerText.trim());
  });
  await shot("demo-patient");
  await step("whose sessions can be read whole", async () => {
    const [latest] = await page.all("button", /\d+ \w+ \d{4} \d\d:\d\d/);
    await page.run((row) => row.click(), latest);
    await page.says("Fingerprint");
  });
  await shot("demo-session");
  await step("and who is better, or not, by numbers with their published error", async () => {
    await page.press("Escape");
    await page.gone("dialog", null);
    await page.press("o");
    await page.shows("Outcomes");
    // A demo practice of the user's own may be older than its scores.
    if (!usersDemo) await page.says("Patient-Specific Functional Scale");
  });
  await shot("demo-outcomes");
  const letter = await step("When the letter is saved", async () => {
    await page.press("Escape");
    await page.shows("History");
    const path = await saveLetter(page);
    copyFileSync(path, join(shots, "letter.pdf"));
    return path;
  });
  await shot("demo-letter");
  await step("Then it is about the patient", () => {
    const words = textOf(letter).replace(/\s+/g, " ");
    for (const part of name.split(", ")) assert.ok(words.includes(part), "the letter tells the patient's name");
    if (canCheckPdf()) checkStandards(letter);
  });
  if (!usersDemo) return;
  await step("and the demo practice itself is as it was", () => assert.deepEqual(digests(usersDemo.folder), before));
});
