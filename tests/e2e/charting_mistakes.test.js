// Slips of the pen in a note that is being charted: each is told at its own field, and nothing else is lost.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { until } from "./harness/until.js";
import { begin, chart, sign } from "./screens/chart.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

/** The day before the patient was born, and one that has not come yet. */
const BEFORE_BIRTH = "13 Mar 1984";
const tomorrow = () => {
  const day = new Date(Date.now() + 86_400_000);
  const month = day.toLocaleDateString("en", { month: "short", timeZone: "UTC" });
  return `${day.getUTCDate()} ${month} ${day.getUTCFullYear()}`;
};

/** What is typed where, and what the field says of it. */
const slips = () => [
  { path: "date", typed: tomorrow(), says: /in the future/ },
  { path: "date", typed: BEFORE_BIRTH, says: /before the patient's date of birth/ },
  { path: "sites[0].needle", typed: "25x0.40", says: /Diameter comes first/ },
  { path: "sites[0].depth_mm", typed: "60", says: /more than the needle's length/ },
  { path: "sites[0].level", typed: "L9", says: /no such level/ },
  { path: "needles_out", typed: "1", says: /in and out differ/ },
];

/** Takes the focus into the text field at a path of the note. */
const enter = (page, path) =>
  page.run((where) => {
    const field = document.querySelector(`[data-path="${where}"] :is(input, textarea)`);
    field.focus();
    return field.value;
  }, path);

/** What the control at a path is described by, which is what a screen reader says of it: hint and message. */
const saidAt = (page, path) =>
  page.run((where) => {
    const place = document.querySelector(`[data-path="${where}"]`);
    const control = place?.querySelector('[aria-invalid="true"]') ?? place?.querySelector("[aria-describedby]");
    const ids = control?.getAttribute("aria-describedby")?.split(" ") ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  }, path);

/** Every field of the note with what stands in it, but the one at `path`. */
const allBut = (page, path) =>
  page.run(
    (where) =>
      [...document.querySelectorAll("[data-path] :is(input, textarea, select), [data-path] [role=radio]")]
        .filter((field) => field.closest("[data-path]").dataset.path !== where)
        .map((field) => [field.closest("[data-path]").dataset.path, field.value ?? field.getAttribute("aria-checked")].join(" = ")),
    path,
  );

/** Writes over the field and leaves it. */
async function write(page, path, text) {
  await enter(page, path);
  await page.press("Control+a");
  if (text === "") await page.press("Backspace");
  else await page.type(text);
  await page.press("Tab");
}

journey("Each slip of the pen is told at its field, and nothing else is lost", async ({ app, page, place, step, shot }) => {
  await step("Given a note that could be signed", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
    await begin(page);
    await chart(page);
  });
  for (const { path, typed, says } of slips()) {
    await step(`When “${typed}” is typed into ${path}, the field says why it cannot stand`, async () => {
      const right = await enter(page, path);
      const others = await allBut(page, path);
      await write(page, path, typed);
      await until(`${path} to say ${says}`, async () => says.test(await saidAt(page, path)));
      // A difference of the needles opens the field for its reason; whatever was there before is as it was.
      const now = await allBut(page, path);
      assert.deepEqual(others.filter((field) => !now.includes(field)), [], "nothing else changed");
      await shot(`slip-${path.replace(/\W+/g, "-")}`);
      await write(page, path, right);
      await until(`${path} to say nothing`, async () => !says.test(await saidAt(page, path)));
    });
  }
  await step("When a pain of 11 is typed at a site, that field says so", async () => {
    await page.click("button", "More of site 1");
    await write(page, "sites[0].pain_before", "11");
    await until("the pain to be refused", async () => /0 (to|and) 10|10/.test(await saidAt(page, "sites[0].pain_before")));
    await shot("slip-pain-of-11");
    await write(page, "sites[0].pain_before", "7");
  });
  await step("When a level is typed where the target does not lie, the line and the row say so", async () => {
    await enter(page, "line");
    for (const [line, says] of [
      ["M UT 0.25x40 pis", /L, R or B|side/i],
      ["UT 0.25x40 pis", "side L, R or B needed"],
      ["L UT 25x0.40 pis", /0\.25|Diameter/],
      ["L UT 0.30x50 d60 pis", "depth is more than needle length"],
      ["L UT 0.25x40 NPRS:11", "NPRS over 10"],
    ]) {
      await page.overwrite(line);
      await page.says(says);
    }
    await page.overwrite("L MFl @C5 0.30x50 d30 pis LTR2");
    await page.press("Enter");
    await page.get("group", "Site 4");
    await enter(page, "sites[3].level");
    await page.press("Tab");
    await until("the level to be refused", async () => /does not lie at that level/.test(await saidAt(page, "sites[3].level")));
    await shot("slip-wrong-level");
    await page.click("button", "Remove site 4");
  });
  await step("Then the note is signed as it was meant", async () => {
    await sign(page);
    await app.quit();
    const { note } = mustCli(place, passphrase, ["history", patient.plain]).sessions[0];
    const [first] = note.sites;
    assert.deepEqual([note.sites.length, first.needle, first.depth_mm, first.level, first.pain_before], [3, "0.25x40", 15, "", 7]);
    assert.deepEqual([note.needles_in, note.needles_out, note.pain_before, note.pain_after], [5, 5, 7, 3]);
  });
});
