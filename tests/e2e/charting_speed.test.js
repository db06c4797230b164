// Charting at the speed of the clinic: keystrokes are counted, and the time from a key to its painted letter.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { CountedKeys } from "./harness/keys_counted.js";
import { changesElsewhere, heldByTheirBox, typeAndWatch, watchChanges } from "./harness/latency.js";
import { pause, until } from "./harness/until.js";
import { begin } from "./screens/chart.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

/** Most keystrokes from the patient's page to the signed note. */
const MOST_TO_REPEAT = 25;
const MOST_FROM_BLANK = 120;

/** After this a window that was just drawn has nothing left to do. */
const SETTLED_MS = 2000;

const SITES = [
  { target: "trapezius-upper", side: "left", needle: "0.25x40", depth_mm: 15 },
  { target: "levator-scapulae", side: "left", needle: "0.25x30", depth_mm: 10 },
  { target: "infraspinatus", side: "right", needle: "0.30x40", depth_mm: 15 },
];

const LINES = ["L UT 0.25x40 d15 pis LTR2", "L LS 0.25x30 d10 pis LTR-", "R IS 0.30x40 d15 pis LTR1"];

/** What stood in the note of an earlier visit, signed by the command line. */
function signEarlier(place, days, sites) {
  const day = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  mustCli(place, passphrase, ["chart", patient.plain, "-", "--sign"], {
    date: day,
    time: "09:00",
    region: "neck",
    condition: "neck-pain",
    consent: "written",
    screening: "all-no",
    pain_before: 6,
    pain_after: 4,
    sites: sites.map((site) => ({ ...site, techniques: ["pistoning"], twitch: "seen", needles: 1 })),
    needles_in: sites.length,
    needles_out: sites.length,
    events_asked: true,
    breathlessness_advice: true,
  });
}

/** Answers, by the name of what asks: each takes the focus to the next one that is open. */
const ANSWERS = [
  [/^Region/, ["n", "e"]],
  [/^Since the last session|^Compared with/, ["b"]],
  [/untoward|later/i, ["n"]],
  [/every visit|asked today/i, ["n"]],
  [/consent/i, ["v"]],
  [/Pain now, before/, ["4"]],
  [/twitch/i, ["n"]],
  [/Pain now, after/, ["2"]],
  [/Needles in/, ["3", "Enter"]],
  [/Needles out/, ["3", "Enter"]],
  [/Adverse events/, ["n"]],
  [/breathlessness/, ["y"]],
  [/in writing|slip/i, ["n"]],
];

/** Answers whatever has the focus until nothing that asks has it. A list of the system is left by Tab. */
async function answerAll(page, keys) {
  const asked = [];
  for (let n = 0; n < 30; n += 1) {
    const name = await asking(page);
    const answer = ANSWERS.find(([pattern]) => pattern.test(name));
    if (!answer || asked.includes(name)) break;
    asked.push(name);
    await keys.press(...answer[1]);
    if ((await asking(page)) === name && /^Region/.test(name)) await keys.press("Tab");
  }
  console.log(`  asked: ${asked.join(" · ")}; then ${await asking(page)}`);
}

/** What has the focus, with the row it belongs to. The focus moves after the answer was drawn. */
async function asking(page) {
  await page.painted();
  const here = await page.focus();
  if (!here) return "nothing";
  const name = here.group ?? here.name;
  return here.row ? `${name} (${here.row})` : name;
}

async function sign(page, keys) {
  await keys.press("Control+Enter");
  await page.get("dialog", /^Sign the note of/);
  await keys.press("Enter");
  await page.says(/Signed: .* fingerprint/);
}

journey("A follow-up that repeats three sites is signed in at most 25 keystrokes", async ({ app, page, place, step, shot }) => {
  const keys = new CountedKeys(page);
  await step("Given a patient with a signed session of three sites", async () => {
    practiceWithPatient(place);
    signEarlier(place, 7, SITES);
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she repeats it, confirms all rows and answers what is asked", async () => {
    await keys.press("r");
    await page.get("navigation", "Sections of the note");
    await page.get("group", /^Site 3/);
    await shot("repeat-grey");
    await keys.press("Control+Shift+Enter");
    await answerAll(page, keys);
    await shot("repeat-answered");
  });
  await step("and signs", () => sign(page, keys));
  await step("Then the signed note holds the three sites and her answers", async () => {
    const history = mustCliAfterQuit(app, place);
    const { note } = (await history).sessions[0];
    assert.deepEqual(
      note.sites.map(({ target, side }) => ({ target, side })),
      SITES.map(({ target, side }) => ({ target, side })),
    );
    assert.deepEqual([note.pain_before, note.pain_after, note.needles_in, note.needles_out], [4, 2, 3, 3]);
    assert.deepEqual([note.consent, note.screening, note.events_asked, note.breathlessness_advice], ["verbal", "all-no", true, true]);
    assert.deepEqual([note.since_last.change, note.since_last.later_event], ["better", false]);
  });
  console.log(`  KEYSTROKES repeat: ${keys.count} of at most ${MOST_TO_REPEAT}: ${keys.list}`);
  assert.ok(keys.count <= MOST_TO_REPEAT, `${keys.count} keystrokes: ${keys.list}`);
});

async function mustCliAfterQuit(app, place) {
  await app.quit();
  return mustCli(place, passphrase, ["history", patient.plain]);
}

journey("The same note from blank with three typed rows is signed in at most 120 keystrokes", async ({ app, page, place, step, shot }) => {
  const keys = new CountedKeys(page);
  await step("Given a patient with a signed session", async () => {
    practiceWithPatient(place);
    signEarlier(place, 7, SITES);
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she begins a note and answers what is asked", async () => {
    await keys.press("n");
    await page.get("navigation", "Sections of the note");
    await answerAll(page, keys);
  });
  await step("and types three rows", async () => {
    await keys.press("Alt+3", "/");
    for (const [n, line] of LINES.entries()) {
      await keys.type(line);
      await keys.press("Enter");
      await page.get("group", `Site ${n + 1}`);
    }
    await shot("typed-rows");
  });
  await step("and answers what is asked after the needles", async () => {
    await keys.press("Alt+4");
    await answerAll(page, keys);
    await shot("typed-answered");
  });
  await step("and signs", () => sign(page, keys));
  console.log(`  KEYSTROKES blank: ${keys.count} of at most ${MOST_FROM_BLANK}: ${keys.list}`);
  assert.ok(keys.count <= MOST_FROM_BLANK, `${keys.count} keystrokes: ${keys.list}`);
});

const at = (numbers, share) => numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

/** What a letter took, in words, beside a bare field of the same run. */
function spoken({ ms, drawn, handlers }, floor) {
  const times = [0.5, 0.95, 1].map((share) => at(ms, share).toFixed(1));
  const beside = floor ? `; ${[0.5, 0.95].map((share) => (at(ms, share) / at(floor.ms, share)).toFixed(2)).join(" and ")} times the bare field` : "";
  return `median ${times[0]} ms, 95th percentile ${times[1]} ms, worst ${times[2]} ms, ${ms.length} letters; code of the page ${at(handlers, 0.5).toFixed(1)} ms, drawn ${(at(drawn, 0.5) * 100).toFixed(1)} % of the window${beside}`;
}

/** Takes the focus into the field at `path` and waits until it stands clear of header and footer. */
async function enter(page, path) {
  await until(`the field at ${path} to stand in the middle`, () =>
    page.run((where) => {
      const field = document.querySelector(`[data-path="${where}"] :is(input, textarea)`);
      field.scrollIntoView({ block: "center" });
      field.focus();
      const { top, bottom } = field.getBoundingClientRect();
      return top > innerHeight / 4 && bottom < (innerHeight * 3) / 4;
    }, path),
  );
}

// "Painted" is what a person would call so: the clock runs from the moment the display is told of the key until the
// display itself holds other pixels in the field. A callback before the next frame of the page would be earlier, and
// two frames of the page later; neither is the letter on the screen.
journey("Typing stays smooth with twenty rows and the body chart open", async ({ app, page, place, step, shot }) => {
  const floor = await step("Given a bare field in a window with nothing else, typed into for comparison", async () => {
    practiceWithPatient(place);
    signEarlier(place, 7, Array.from({ length: 20 }, (_, n) => SITES[n % SITES.length]));
    await app.start();
    await page.get("button", "Unlock");
    await page.run(() => {
      const field = document.createElement("textarea");
      field.rows = 4;
      field.cols = 80;
      document.body.replaceChildren(field);
      field.focus();
    });
    const typed = await typeAndWatch(app, page, "nobody will ever read this text, it is only for the clock.");
    await app.restart();
    return typed;
  });
  const story = await step("When she types a story into a note of twenty rows", async () => {
    await unlock(page);
    await openPatient(page);
    await page.press("r");
    await page.get("group", "Site 20");
    await page.press("Alt+4");
    await until("the section after the needling to stand below the header", async () => {
      const top = await page.run(() => document.querySelector("#section-after").getBoundingClientRect().top);
      return top > 0 && top < 300;
    });
    await page.press("Alt+1");
    await page.tabTo("Story");
    // Its first letter may answer something; what that changes is not counted.
    await page.type("T");
    await pause(SETTLED_MS);
    await watchChanges(page);
    return typeAndWatch(app, page, "oday she woke at four with the arm asleep, turned over and felt better by six, no headache.");
  });
  const elsewhere = await changesElsewhere(page);
  await enter(page, "sites[9].note");
  const note = await step("and a note into a row", () =>
    typeAndWatch(app, page, "felt like the ache that wakes her, gone after the second needle"),
  );
  await enter(page, "sites[10].depth_mm");
  const depth = await step("and a depth", () => typeAndWatch(app, page, "1".padEnd(11, "25")));
  await shot("typing-twenty-rows");
  console.log(`  KEY TO LETTER in a bare field:     ${spoken(floor)}`);
  console.log(`  KEY TO LETTER with twenty rows:    ${spoken(story, floor)}`);
  console.log(`  KEY TO LETTER in a row's note:     ${spoken(note, floor)}`);
  console.log(`  KEY TO LETTER in a row's depth:    ${spoken(depth, floor)}`);
  console.log(`  CHANGED besides the story and the line that says what is kept: ${elsewhere.count}`);
  await step("Then every letter was seen", () => assert.ok(story.ms.length >= 70, `${story.ms.length} letters were seen`));
  await step("and nothing but its field was drawn anew for a key", () =>
    assert.equal(elsewhere.count, 0, `also changed: ${[...new Set(elsewhere.where)].join(", ")}`),
  );
  await step("and no field hangs in a box that is laid out anew with it", async () => assert.deepEqual(await heldByTheirBox(page), []));
});
