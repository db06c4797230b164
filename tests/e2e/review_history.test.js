// A long history is read without a mouse: narrowed, scrolled, two sessions laid side by side.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient, signedOn } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

const LIST = /^Sessions and everything/;

journey("A history is narrowed, told by target in counts, and two sessions are compared", async ({ app, page, place, step, shot }) => {
  const both = async (name) => {
    for (const theme of ["light", "dark"]) {
      await page.run((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      await shot(`${name}-${theme}`);
    }
    await page.run(() => delete document.documentElement.dataset.theme);
  };
  await step("Given four visits, a score and a call", async () => {
    practiceWithPatient(place);
    const row = { side: "left", needle: "0.25x40", depth_mm: 15, techniques: ["pistoning"], twitch: "seen", needles: 1 };
    for (const [day, before, target] of [["2026-10-01", 7, "trapezius-upper"], ["2026-10-08", 6, "trapezius-upper"], ["2026-10-15", 6, "levator-scapulae"], ["2026-10-22", 4, "trapezius-upper"]])
      signedOn(place, day, patient, { pain_before: before, sites: [{ ...row, target }] });
    mustCli(place, passphrase, ["score", patient.plain, "-"], { measure: "ndi", date: "2026-10-08", total: "38" });
    mustCli(place, passphrase, ["contact", patient.plain, "-"], { kind: "phone", date: "2026-10-10", time: "10:00", who: { role: "patient" }, said: "Slept well." });
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she narrows the history to one target with the keyboard", async () => {
    await page.says("6 entries, 4 visits among them");
    await page.press("/");
    await page.get("field", "Target");
    await page.tabTo("Target");
    for (const key of "upper") await page.press(key);
    await page.says("3 entries fit");
  });
  await step("Then its own past stands there in counts", async () => {
    await page.says("Treated 3 times (left 3 times), last on 22 Oct 2026.");
    await page.says("No adverse event is on record for those sessions.");
    const told = await page.text();
    assert.ok(!told.includes("no needling"), "each session that fits tells what was needled in it");
    await both("history-target");
  });
  await step("and Esc leads back to the list, and / and a click show everything", async () => {
    await page.press("Escape");
    await page.gone("field", "Target");
    await page.press("/");
    await page.click("button", "Show everything");
    await page.says("6 entries, 4 visits among them");
  });
  await step("When she marks the newest session and lays the first one beside it", async () => {
    await page.press("Home");
    await page.press("x");
    await page.says("marked to compare");
    await page.press("End");
    await page.press("x");
    await page.shows("1 Oct 2026 beside 22 Oct 2026");
  });
  await step("Then what differs is said in words", async () => {
    await page.says(/of \d+ parts differs?\./);
    await page.says("differs");
    await both("history-compare");
    await page.press("Escape");
    await page.gone("dialog", null);
  });
  await step("and the command line tells the same", async () => {
    await app.quit();
    const { sessions, target } = mustCli(place, passphrase, ["history", patient.plain, "--target", "upper trapezius"]);
    assert.equal(sessions.length, 3);
    assert.equal(target.treated, "Treated 3 times (left 3 times), last on 22 Oct 2026.");
  });
});

journey("Five thousand entries scroll without a stutter, and only the rows in sight exist", async ({ app, page, place, step, shot }) => {
  await step("Given a patient with 5,000 sessions", async () => {
    mustCli(place, passphrase, ["demo", "--patients", "1", "--sessions", "5000", "--seed", "3"]);
    await app.start();
    await unlock(page);
    await page.click("button", "Patients");
    await page.get("listbox", "Patients found");
    await page.press("Enter");
    await page.shows("History");
    await page.says(/\d{4} entries/);
  });
  const total = await page.run(() => Number(/(\d{4,}) entries/.exec(document.body.innerText)?.[1]));
  await step("Then no more rows exist than are in sight", async () => {
    assert.ok(total >= 5000, `${String(total)} entries`);
    const rows = await page.all("listitem", null, await page.get("list", LIST));
    assert.ok(rows.length < 60, `${String(rows.length)} rows`);
  });
  const measured = await step("When it is scrolled to its end, a screen at a time", () =>
    page.runAsync(() => new Promise((done) => {
      const list = document.querySelector('[role="list"][aria-label^="Sessions and everything"]');
      const frames = [];
      let most = 0;
      let last = performance.now();
      const go = (now) => {
        frames.push(now - last);
        last = now;
        most = Math.max(most, list.querySelectorAll('[role="listitem"]').length);
        const at = list.scrollTop;
        list.scrollTop = at + list.clientHeight;
        if (list.scrollTop > at) requestAnimationFrame(go);
        else done({ most, frames: frames.slice(1).sort((a, b) => a - b) });
      };
      requestAnimationFrame(go);
    })),
  );
  await step("Then the frames are even and the rows stay few", () => {
    const { most, frames } = measured;
    const at = (part) => frames[Math.floor((frames.length - 1) * part)].toFixed(1);
    console.log(
      `      ${String(total)} entries in ${String(frames.length)} frames: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, longest ${at(1)} ms; at most ${String(most)} rows in the document`,
    );
    assert.ok(most < 60, `${String(most)} rows`);
  });
  await step("When it is scrolled by the keys, a screen and a row at a time", async () => {
    await page.run(() => {
      const list = document.querySelector('[role="list"][aria-label^="Sessions and everything"]');
      list.scrollTop = 0;
      const seen = { frames: [], most: 0, blank: 0, stop: false };
      window.__scrolled = seen;
      let last = performance.now();
      const go = (now) => {
        seen.frames.push(now - last);
        last = now;
        const rows = [...list.querySelectorAll('[role="listitem"]')].map((row) => row.getBoundingClientRect());
        const { top, bottom } = list.getBoundingClientRect();
        seen.most = Math.max(seen.most, rows.length);
        // A stripe of the list without a row would be what a person sees as a stutter.
        const covered = rows.some((row) => row.top <= top + 1) && rows.some((row) => row.bottom >= bottom - 1);
        if (!covered) seen.blank += 1;
        if (!seen.stop) requestAnimationFrame(go);
      };
      requestAnimationFrame(go);
    });
    await page.painted();
    await page.run(() => document.querySelector('[data-index="0"]').focus());
    for (const key of ["PageDown", "ArrowDown"]) await page.press(...Array(80).fill(key));
  });
  await step("Then no frame had a stripe without rows, and the focus went along", async () => {
    const { frames, most, blank, index } = await page.run(() => {
      const seen = window.__scrolled;
      seen.stop = true;
      return { ...seen, frames: seen.frames.slice(1).sort((a, b) => a - b), index: Number(document.activeElement.dataset.index) };
    });
    const at = (part) => frames[Math.floor((frames.length - 1) * part)].toFixed(1);
    console.log(
      `      160 keys in ${String(frames.length)} frames: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, longest ${at(1)} ms; at most ${String(most)} rows in the document`,
    );
    assert.ok(index > 160, `the focus is at row ${String(index)}`);
    assert.ok(most < 60, `${String(most)} rows`);
    assert.equal(blank, 0, "frames with a stripe without rows");
  });
  await step("and the oldest entry is there, opens with Enter, and Home leads back", async () => {
    await page.run(() => document.querySelector("[data-index]").focus());
    await page.press("End");
    await page.run(() => document.activeElement.dataset.index).then((index) => assert.equal(Number(index), total - 1));
    await page.press("Home");
    await page.press("PageDown");
    await page.run(() => document.activeElement.dataset.index).then((index) => assert.ok(Number(index) > 2, index));
    await page.press("Enter");
    await page.says("Fingerprint");
    await page.press("Escape");
    await page.gone("dialog", null);
    await shot("history-5000");
  });
});
