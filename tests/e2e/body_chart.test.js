// The body chart of a note in the real window: pointed at, walked with the keys, read as a list; rows and markers
// light each other, and what was done on it is undone like everything else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { until } from "./harness/until.js";
import { begin, chart, sign } from "./screens/chart.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

const content = (file) => readFileSync(fileURLToPath(new URL(`../../crates/catalogue/data/${file}`, import.meta.url)), "utf8");

/** What the windows calls each target. */
const names = new Map(
  [...content("muscles.csv").matchAll(/^([a-z0-9-]+),(?:"([^"]+)"|([^,]+)),/gm)].map(([, id, quoted, bare]) => [id, quoted ?? bare]),
);

const SIDES = { L: "left", R: "right", M: "midline" };

/** The points that come with the drawings: where, which side of the patient, and what lies there. */
const checks = content("figure/checks.csv")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","))
  .map(([view, x, y, side, expected]) => ({ view, x: Number(x), y: Number(y), side: SIDES[side], expected: expected.split(";") }));

/** A drawing in sight, and how far a point of it lies from its middle, in pixels. */
async function drawn(page, { x, y }, n = 0) {
  const [element] = (await page.all("application")).slice(n);
  const at = await page.run(
    (application, where) => {
      const svg = application.querySelector("svg");
      const { width, height } = svg.viewBox.baseVal;
      const box = svg.getBoundingClientRect();
      const scale = Math.min(box.width / width, box.height / height);
      return [Math.round((where.x - width / 2) * scale), Math.round((where.y - height / 2) * scale)];
    },
    element,
    { x, y },
  );
  return { element, at };
}

async function clickAt(page, place) {
  const { element, at } = await drawn(page, place);
  await page.drag(element, [at]);
}

/** Rests the pointer on a marker, which is a part of its drawing and no box of its own. */
async function pointAtMarker(page, name) {
  const [[marker], [drawing]] = [await page.all("button", name), await page.all("application")];
  const from = await page.run(
    (part, whole) => {
      const [at, box] = [part, whole].map((element) => element.getBoundingClientRect());
      return [at.x + at.width / 2 - box.x - box.width / 2, at.y + at.height / 2 - box.y - box.height / 2].map(Math.round);
    },
    marker,
    drawing,
  );
  await page.point(drawing, from);
}

/** The words of what is listed under a point. */
const listed = (page) => page.run(() => [...document.querySelectorAll('.found:popover-open [role="menuitem"]')].map((item) => item.textContent.replace(/\s+/g, " ").trim()));

/** The numbers of the rows that are lit: on the drawings and in the table. */
const lit = (page) =>
  page.run(() => ({
    onChart: [...document.querySelectorAll(".markers .above text")].map((number) => number.textContent.trim()),
    inTable: [...document.querySelectorAll(".row.lit")].map((row) => row.getAttribute("aria-label")),
  }));

const rows = (page) => page.run(() => document.querySelectorAll('[role="group"][aria-label^="Site "]').length);

journey("The body chart is pointed at, walked by keys and read as a list", async ({ app, page, place, step, shot }) => {
  await step("Given a note of three sites with the body chart open", async () => {
    practiceWithPatient(place);
    await app.start();
    await unlock(page);
    await openPatient(page);
    await begin(page);
    await chart(page);
    if (!(await page.has("application"))) await page.click("button", "Body chart");
    await until("a drawing", () => page.has("application"));
  });
  await step("Then what the drawings come with is found under their points, with the patient's side", async () => {
    await page.click("tab", "Front");
    for (const check of checks.filter(({ view, expected }) => view === "front" && expected[0]).slice(0, 10)) {
      await clickAt(page, check);
      const found = await until("the list under the point", async () => {
        const found = await listed(page);
        return found.length > 0 && found;
      });
      for (const id of check.expected) {
        const line = found.find((words) => words.toLowerCase().includes(names.get(id).toLowerCase()));
        assert.ok(line, `${names.get(id)} at ${check.x}, ${check.y}: ${found.join(" | ")}`);
        if (check.side !== "midline") assert.match(line, new RegExp(check.side), line);
      }
      await page.press("Escape");
    }
  });
  await step("and closer, the same point of the body stays under the pointer", async () => {
    const check = checks.find(({ view, expected }) => view === "front" && expected.includes("biceps-brachii"));
    const { element, at } = await drawn(page, check);
    await page.run(
      (application, [x, y]) => {
        const box = application.getBoundingClientRect();
        const where = { clientX: box.x + box.width / 2 + x, clientY: box.y + box.height / 2 + y };
        application.dispatchEvent(new WheelEvent("wheel", { ...where, deltaY: -600, bubbles: true, cancelable: true }));
      },
      element,
      at,
    );
    await page.get("button", "Further away");
    await page.drag(element, [at]);
    await until("the same muscle", async () => (await listed(page)).some((words) => /biceps brachii/i.test(words) && /left/.test(words)));
    await shot("body-chart-closer");
  });
  await step("When she chooses by its number, a row begins there", async () => {
    await page.press("1");
    await page.get("group", "Site 4");
    await until("four markers or more", () => page.run(() => document.querySelectorAll("[data-marker]").length > 0));
    assert.equal(await rows(page), 4);
  });
  await step("and one step back takes it away, one forth brings it again", async () => {
    await page.press("Control+z");
    await until("three rows", async () => (await rows(page)) === 3);
    await page.press("Control+Shift+z");
    await until("four rows", async () => (await rows(page)) === 4);
    await page.press("Control+z");
    await until("three rows again", async () => (await rows(page)) === 3);
  });
  await step("When the pointer rests on a marker its row lights, and a row in the table lights its marker", async () => {
    if (await page.has("button", "Show all")) await page.click("button", "Show all");
    await page.click("tab", /^Back(,|$)/);
    await pointAtMarker(page, /^Row 1: left upper trapezius/);
    await until("row 1 lit from the chart", async () => (await lit(page)).inTable.join() === "Site 1");
    await shot("body-chart-hover-marker");
    const [row] = await page.all("group", "Site 3");
    await page.run((element) => element.scrollIntoView({ block: "center" }), row);
    await page.point(row);
    await until("marker 3 lit from the table", async () => (await lit(page)).onChart.join() === "3");
    await shot("body-chart-hover-row");
  });
  await step("By keys alone the cross is moved, a target listed and chosen", async () => {
    const [drawing] = await page.all("application");
    await page.run((element) => element.focus(), drawing);
    for (let n = 0; n < 3; n += 1) await page.press("ArrowUp");
    await page.press("Enter");
    const found = await until("a list under the cross", async () => {
      const found = await listed(page);
      return found.length > 0 && found;
    });
    await shot("body-chart-keys");
    await page.press("1");
    await page.get("group", "Site 4");
    console.log(`  under the cross: ${found[0]}`);
    await page.press("Control+z");
    await until("three rows", async () => (await rows(page)) === 3);
  });
  await step("and the list by region adds one with its side in words", async () => {
    await page.click("button", "List by region");
    await page.click("button", /^Shoulder girdle/);
    await page.click("button", /^Infraspinatus, left$/);
    await page.get("group", "Site 4");
    await shot("body-chart-by-region");
    await page.press("Control+z");
    await until("three rows", async () => (await rows(page)) === 3);
    await page.click("button", "List by region");
  });
  await step("When she shades where it hurts, the region is named with the patient's side", async () => {
    await page.click("button", "Shade where it hurts");
    await page.click("tab", "Front");
    const arm = checks.find(({ view, expected }) => view === "front" && expected.includes("biceps-brachii"));
    await clickAt(page, arm);
    await page.says(/Hurts: .*Upper arm.*left/i);
    await shot("body-chart-shaded");
    await page.click("button", "Shade where it hurts");
  });
  await step("Then the signed note holds three rows and where it hurts", async () => {
    await sign(page);
    await app.quit();
    const { note, text } = mustCli(place, passphrase, ["history", patient.plain]).sessions[0];
    assert.equal(note.sites.length, 3);
    assert.deepEqual(note.pain_areas, [{ region: "upper-arm-elbow", side: "left", view: "front" }]);
    assert.match(JSON.stringify(text), /left/);
  });
});
