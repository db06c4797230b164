// A course of care is reviewed: from baseline to latest, with the rule behind every sentence.

import assert from "node:assert/strict";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { shots } from "./harness/programs.js";
import { until } from "./harness/until.js";
import { practiceWithPatient, signedOn } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

const DAY = 86_400_000;
const ago = (days) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
const BETTER =
  "Better by the published threshold and by more than a published estimate of measurement error.";

journey("Outcomes are read from baseline to latest, and each sentence says why", async ({ app, page, place, step, shot }) => {
  const both = async (name) => {
    for (const theme of ["light", "dark"]) {
      await page.run((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      await shot(`${name}-${theme}`);
    }
    await page.run(() => delete document.documentElement.dataset.theme);
  };
  const saved = {};
  await step("Given five visits and three scores", async () => {
    practiceWithPatient(place);
    for (const [days, before, after] of [[42, 7, 4], [35, 6, 3], [21, 5, 3], [14, 4, 2], [2, 4, 2]])
      signedOn(place, ago(days), patient, { pain_before: before, pain_after: after });
    for (const [days, total] of [[42, "38"], [21, "26"], [2, "16"]])
      mustCli(place, passphrase, ["score", patient.plain, "-"], { measure: "ndi", date: ago(days), total });
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("Then the strip says the measure before anything else is asked", async () => {
    await page.says(/Neck Disability Index 38 % → 16 %:/);
    await both("outcomes-strip");
  });
  await step("When she opens the outcomes", async () => {
    await page.press("o");
    await page.shows("Outcomes");
    await page.says(BETTER);
    await page.says("3 to 9 points: joined, and no verdict.");
    await both("outcomes");
  });
  await step("Then the sentence opens its rule and its source", async () => {
    await page.click("button", `Why: ${BETTER}`);
    await page.says(/larger than the largest published detectable change that was seen/);
    await page.says("Sources");
    await shot("outcomes-why");
  });
  await step("When she saves the chart as SVG with the keys, and as PNG with the patient's name", async () => {
    for (const [format, named] of [["SVG", false], ["PNG", true]]) {
      await page.click("button", `Save as ${format}…: Pain now, before each visit`);
      const box = await page.get("checkbox", "Write the patient’s name and date of birth on it");
      if (named) await page.run((tick) => tick.click(), box);
      await page.tabTo("Who it is for");
      await page.overwrite("Dr. Hahn");
      saved[format] = await page.run((field) => field.value, await page.get("field", "Save as"));
      if (!named) await both("outcomes-save");
      await page.press("Enter");
      await page.says(/Chart saved and recorded/);
      await page.gone("dialog", null);
    }
  });
  await step("Then the SVG stands alone and names nobody, and the PNG is a picture", async () => {
    const svg = readFileSync(saved.SVG, "utf8");
    assert.match(svg, /^<\?xml[^>]*>\s*<svg [^>]*font-family=/);
    assert.ok(!svg.includes(patient.family) && !/20\d\d/.test(svg.replace(/http:\/\/www\.w3\.org\/2000/g, "")), "no name and no date");
    const { length } = await page.run((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("parsererror"), svg);
    assert.ok(!length, "it is XML");
    const png = readFileSync(saved.PNG);
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    assert.equal(png.readUInt32BE(16), 1440);
    copyFileSync(saved.SVG, join(shots, "outcomes-chart.svg"));
    copyFileSync(saved.PNG, join(shots, "outcomes-chart.png"));
  });
  await step("and the command line says the same, and saves the body chart", async () => {
    await app.quit();
    const body = join(place.letters, "body.png");
    mustCli(place, passphrase, ["outcomes", patient.plain, "--save", body, "--chart", "treated-sites", "--dated"]);
    copyFileSync(body, join(shots, "treated-sites.png"));
    const { series } = mustCli(place, passphrase, ["outcomes", patient.plain]);
    assert.deepEqual(series.map(({ name }) => name), ["Pain now, before each visit", "Neck Disability Index"]);
    assert.equal(series[1].said[1].words, BETTER);
  });
});

journey("Treated sites are counted by the patient's side over a period that two sliders choose", async ({ app, page, place, step, shot }) => {
  const row = (target, side) => ({ target, side, needle: "0.25x40", depth_mm: 15, techniques: ["pistoning"], twitch: "seen", needles: 1 });
  const visits = [
    [42, [row("trapezius-upper", "left"), row("levator-scapulae", "left")]],
    [35, [row("trapezius-upper", "left"), row("trapezius-upper", "right"), row("infraspinatus", "right")]],
    [21, [row("trapezius-upper", "left"), row("obliquus-capitis-inferior", "left"), row("splenius-capitis", "left")]],
    [2, [row("trapezius-upper", "left"), row("gluteus-medius", "right"), row("masseter-superficial", "right")]],
  ];
  const day = (days) => {
    const date = new Date(`${ago(days)}T12:00:00Z`);
    const month = date.toLocaleString("en-US", { month: "short", timeZone: "UTC" });
    return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
  };
  const counts = () => page.run(() => {
    const table = [...document.querySelectorAll("table")].find(({ caption }) => caption?.textContent.startsWith("Visits by target"));
    return [...table.tBodies[0].rows].map(({ cells }) => {
      const [target, side, number] = [...cells].map((cell) => cell.textContent.trim());
      return `${target}, ${side}: ${number}`;
    });
  });
  const counted = async (expected) => {
    await until(`the table to be ${JSON.stringify(expected)}`, async () =>
      JSON.stringify(await counts()) === JSON.stringify(expected));
  };
  const all = [
    "gluteus medius, patient’s right: 1",
    "infraspinatus, patient’s right: 1",
    "levator scapulae, patient’s left: 1",
    "masseter, superficial part, patient’s right: 1",
    "obliquus capitis inferior, patient’s left: 1",
    "splenius capitis, patient’s left: 1",
    "upper trapezius, patient’s left: 4",
    "upper trapezius, patient’s right: 1",
  ];
  await step("Given four visits with sites on both sides, and one that was voided", async () => {
    practiceWithPatient(place);
    for (const [days, sites] of visits)
      signedOn(place, ago(days), patient, { sites, needles_in: sites.length, needles_out: sites.length });
    signedOn(place, ago(14), patient);
    const [, voided] = mustCli(place, passphrase, ["history", patient.plain]).sessions;
    mustCli(place, passphrase, ["void", patient.plain, voided.id, "--reason", "entered-in-error"]);
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she opens the outcomes, each target is counted on the patient's side", async () => {
    await page.press("o");
    await page.shows("Outcomes");
    await page.says("Needled at 4 of 4 visits: 11 sites, 7 targets.");
    await page.says("1 voided visit left out.");
    await counted(all);
    await page.run(() => document.querySelector("input[type=range]").closest("section").scrollIntoView());
    for (const theme of ["light", "dark"]) {
      await page.run((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      await shot(`treated-sites-${theme}`);
    }
    await page.run(() => delete document.documentElement.dataset.theme);
  });
  await step("Then the last day is moved back with the keys, and the dates are said in words", async () => {
    await page.tabTo("Last day");
    await page.press("Home");
    await counted(["levator scapulae, patient’s left: 1", "upper trapezius, patient’s left: 1"]);
    await page.press("ArrowRight");
    await page.says(`${day(42)} to ${day(35)}`);
    await counted([
      "infraspinatus, patient’s right: 1",
      "levator scapulae, patient’s left: 1",
      "upper trapezius, patient’s left: 2",
      "upper trapezius, patient’s right: 1",
    ]);
    const said = await page.run(() => document.activeElement.getAttribute("aria-valuetext"));
    assert.equal(said, day(35));
    await shot("treated-sites-narrowed");
    await page.press("End");
    await counted(all);
  });
  await step("and a first day beyond the last one takes it along", async () => {
    await page.press("Home");
    await page.tabTo("First day", "Shift+Tab");
    await page.press("End");
    await page.says(day(2));
    await counted(["gluteus medius, patient’s right: 1", "masseter, superficial part, patient’s right: 1", "upper trapezius, patient’s left: 1"]);
  });
});
