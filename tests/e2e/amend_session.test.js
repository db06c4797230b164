// Amending: a note is corrected and both can be read, and one of the wrong patient finds its way to the right one.

import assert from "node:assert/strict";
import { journey } from "./harness/journey.js";
import { mustCli } from "./harness/cli.js";
import { practiceWithPatient } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

/** A note as the command line takes it, signed before the journey begins. */
function signedNote(place, date, story) {
  const row = (target, side) => ({
    target, side, needle: "0.25x40", needles: 1, techniques: ["pistoning"], depth_mm: 15, twitch: "seen", twitches: 3,
  });
  const note = {
    date, time: "09:20", region: "neck", story, screening: "all-no", consent: "verbal", condition: "neck-pain",
    pain_before: 7, pain_after: 3, sites: [row("trapezius-upper", "left"), row("infraspinatus", "right")],
    needles_in: 2, needles_out: 2, events_asked: true, breathlessness_advice: true, plan: "Next visit in a week.",
  };
  return mustCli(place, passphrase, ["chart", patient.plain, "-", "--sign"], note).session;
}

const day = (daysAgo) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

journey("A signed note is corrected, and both can be read", async ({ app, page, place, step, shot }) => {
  await step("Given a practice with a note of three days ago", async () => {
    practiceWithPatient(place);
    signedNote(place, day(3), "Stiff after driving.");
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("Then the list says that it was signed late", () => page.says(/Signed 3 days after the visit/));
  await step("When she opens the note and begins to correct it", async () => {
    await page.click("button", /\d+ \w+ \d{4} \d\d:\d\d/);
    await page.get("button", /^Correct/);
    await shot("amend-signed-note");
    await page.press("m");
    await page.says(/Correction of/);
  });
  await shot("amend-form");
  await step("and changes the story and the pain after", async () => {
    await page.press("Alt+1");
    await page.tabTo("Story");
    await page.overwrite("Stiff after a long flight.");
    await page.press("Alt+4");
    await page.tabTo("Pain now, after the needling");
    await page.press("4");
    await page.holds("4 of 10");
  });
  await step("Then the review lists both changes and asks why", async () => {
    await page.press("Control+Enter");
    await page.get("dialog", /^Correct the note of/);
    await page.says("2 changes");
    await page.press("Enter");
    await page.says(/Why is the note amended/);
    await page.type("Mixed up with another trip.");
    await shot("amend-review");
  });
  await step("When she signs the correction", async () => {
    await page.press("Enter");
    await page.says(/Corrected: .* fingerprint/);
  });
  await step("Then the list shows what stands now, marked as amended", async () => {
    await page.says(/pain 7 before, 4 after/);
    await page.says(/amended/);
  });
  await shot("amend-timeline");
  await step("and the note shows what stands, with who, when and why", async () => {
    await page.click("button", /\d+ \w+ \d{4} \d\d:\d\d\s+Neck/);
    await page.says("Stiff after a long flight.");
    await page.says("Mixed up with another trip.");
    await page.says("As it stands now");
  });
  await shot("amend-both");
  await step("and the original is one key away", async () => {
    await page.press("o");
    await page.says(/As signed on/);
    await page.says("Stiff after driving.");
    await shot("amend-original");
    await page.press("o");
    await page.says("As it stands now");
  });
  await step("When she adds words beside it", async () => {
    await page.press("d");
    await page.shows("Addendum");
    await page.tabTo("What is added");
    await page.type("The film came: no fracture.");
    await page.tabTo("Why");
    await page.type("The film came later.");
    await shot("amend-addendum");
    await page.press("Control+Enter");
    await page.says(/Addendum signed/);
  });
  await step("Then the command line tells the same", async () => {
    await app.quit();
    const { sessions } = mustCli(place, passphrase, ["history", patient.plain]);
    assert.equal(sessions[0].note.story, "Stiff after a long flight.");
    assert.match(JSON.stringify(sessions[0].original_text), /Stiff after driving/);
    assert.deepEqual(
      sessions[0].amendments.map(({ why }) => why),
      ["Mixed up with another trip.", "The film came later."],
    );
    mustCli(place, passphrase, ["verify"]);
  });
});

journey("A note of the wrong patient is voided and charted for the right one", async ({ app, page, place, step, shot }) => {
  await step("Given a note that was signed for the wrong patient", async () => {
    practiceWithPatient(place);
    signedNote(place, day(2), "Stiff after driving.");
    signedNote(place, day(1), "Canarystory of the brother.");
    mustCli(place, passphrase, ["register", "-"], {
      family_name: "Castellano", given_name: "Ben", birth_date: "1971-05-02",
    });
    await app.start();
    await unlock(page);
    await openPatient(page);
  });
  await step("When she opens it and voids it", async () => {
    await page.says("2 entries, 2 visits among them");
    await page.press("Control+k");
    await page.type("void");
    await page.get("option", /^Void/);
    await page.press("Enter");
    await page.shows("Void a note");
    await page.click("radio", "Wrong patient");
    await page.says(/Name nobody here/);
    await shot("void-form");
    await page.press("Control+Enter");
  });
  await step("Then she is led to the right patient", async () => {
    await page.shows("Chart this for the right patient");
    await page.fill("Find the right patient", "cast");
    await page.get("button", "Chart for Castellano, Ben");
    await shot("void-right-patient");
    await page.click("button", "Chart for Castellano, Ben");
    await page.shows("Castellano, Ben");
    await page.holds("Canarystory of the brother.");
  });
  await step("and signs the same words there", async () => {
    await page.press("Control+Enter");
    await page.get("dialog", /^Sign the note of Castellano/);
    await shot("void-sign-for-right-patient");
    await page.press("Enter");
    await page.says("1 entry, 1 visit among them");
    await page.says(/left upper trapezius/i);
  });
  await step("Then the first patient's note is struck through and counts nowhere", async () => {
    await openPatient(page);
    await page.says("3 entries, 1 visit among them");
    await page.says(/voided: recorded for another patient/);
    await shot("void-timeline");
    await page.click("button", /voided: recorded/);
    await page.says(/Voided: recorded for another patient/);
    await page.get("button", "Chart this for the right patient");
    await shot("void-note");
  });
  await step("and leaves the practice in none of her exports", async () => {
    await app.quit();
    const whole = mustCli(place, passphrase, ["history", patient.plain]);
    assert.equal(whole.withheld, "1 note withheld: recorded for another patient");
    assert.doesNotMatch(JSON.stringify(whole), /Canarystory/);
    const right = mustCli(place, passphrase, ["history", "Castellano"]);
    assert.equal(right.sessions[0].note.story, "Canarystory of the brother.");
  });
});
