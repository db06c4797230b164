// An adverse event heard of on the phone the next day, linked to its session, which stays as it was signed.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { choose } from "./screens/chart.js";
import { practiceWithPatient, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { unlock } from "./screens/way_in.js";

const SEEN = "A bruise as large as a coin over the upper trapezius, not painful.";

journey(
  "An event heard of later is reported to its session, and the signed note stays as it was",
  async ({ app, page, place, step, shot }) => {
    const before = await step("Given a patient who was needled yesterday", async () => {
      practiceWithPatient(place);
      signedYesterday(place);
      const { sessions } = mustCli(place, passphrase, ["history", patient.plain]);
      await app.start();
      await unlock(page);
      await openPatient(page);
      return sessions[0];
    });
    await step("When she reports it too early", async () => {
      await page.press("a");
      await page.shows("Report an event heard of later");
      await page.press("Control+Enter");
      await page.says("The event was not kept.");
      await shot("event-refused");
    });
    await step("and says what and whom it happened to", async () => {
      await choose(page, "What happened", "Bruising");
      await page.tabTo("Session it belongs to");
      await page.press("ArrowDown");
      await choose(page, "Heard from", "The patient");
      await page.tabTo("What was seen or felt");
      await page.type(SEEN);
      await shot("event-filled");
      await page.press("Control+Enter");
      await page.says(/Kept: /);
      await page.says("A bruise as large as a coin");
      await shot("event-kept");
    });
    await step("Then the record holds it beside the session, dated when it was heard", async () => {
      await app.quit();
      const { sessions, events } = mustCli(place, passphrase, ["history", patient.plain]);
      assert.deepEqual(sessions[0], before);
      const [event] = events;
      assert.deepEqual([event.kind, event.session, event.seen], ["bruise", before.id, SEEN]);
      assert.equal(event.heard_date, new Date().toISOString().slice(0, 10));
    });
  },
);
