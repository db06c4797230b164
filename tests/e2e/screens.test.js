// Every screen as it looks: light and dark, in the usual window and in the smallest one that is promised.
// The pictures are for eyes; what a machine can see in them is that nothing runs out of the window.

import assert from "node:assert/strict";
import { journey } from "./harness/journey.js";
import { until } from "./harness/until.js";
import { begin, chart } from "./screens/chart.js";
import { beginConsent, drawSignature, fillInWritten } from "./screens/consent.js";
import { demoPractice } from "./screens/earlier.js";
import { saveLetter } from "./screens/letter.js";
import { passphrase } from "./screens/people.js";
import { confirmRecoveryCode, createPractice, lock, recoveryGroups, unlock } from "./screens/way_in.js";

const SIZES = [
  [1280, 800],
  [1024, 700],
];
const THEMES = ["light", "dark"];

/** In the page: what would have to be scrolled sideways to be read, and by how much. */
function tooWide() {
  return [document.documentElement, document.querySelector("main"), document.querySelector("dialog[open]")]
    .filter((box) => box && box.scrollWidth > box.clientWidth)
    .map((box) => `${box.nodeName.toLowerCase()}: ${box.scrollWidth - box.clientWidth} px`);
}

/** Pictures of the screen as it stands, in every size and theme. */
function looker({ app, page, shot }) {
  return async (name) => {
    for (const [width, height] of SIZES) {
      await app.session.resize(width, height);
      await until(`the window to be ${width} wide`, () => page.run((wanted) => innerWidth === wanted, width));
      for (const theme of THEMES) {
        await page.run((wanted) => (document.documentElement.dataset.theme = wanted), theme);
        await shot(`looks/${name}-${width}x${height}-${theme}`);
      }
      assert.deepEqual(await page.run(tooWide), [], `${name} fits into a window of ${width}`);
    }
    await page.run(() => delete document.documentElement.dataset.theme);
  };
}

journey("Screens of the first start", async (tools) => {
  const { app, page, step } = tools;
  const look = looker(tools);
  await step("Given a computer that has never seen Filiform", () => app.start());
  await step("When she creates her practice", () => createPractice(page, look));
  await step("Then the first day looks like this", async () => {
    await look("today-new-practice");
    await page.click("button", "Patients");
    await page.says("No patients yet");
    await look("patients-none");
    await page.click("button", "Register your first patient");
    await page.get("field", "Family name");
    await look("register-empty");
    await page.press("Control+Enter");
    await page.says(/missing/);
    await look("register-refused");
  });
});

journey("Screens of a practice at work", async (tools) => {
  const { app, page, place, step } = tools;
  const look = looker(tools);
  await step("Given a practice with patients and sessions", async () => {
    demoPractice(place);
    await app.start();
    await page.shows("Unlock Filiform");
    await look("unlock");
    await unlock(page);
  });
  await step("When she looks around", async () => {
    await page.shows("Today");
    await look("today");
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await look("palette");
    await page.type("a");
    await page.get("option", /[A-Z]\w+, /).catch(() => null);
    await look("palette-found");
    await page.press("Escape");
    await page.press("?");
    await page.get("dialog", "Keys");
    await look("keys");
    await page.press("Escape");
    await page.click("button", "Patients");
    await page.says(/Last seen/);
    await look("patients");
    await page.type("qqqq");
    await page.says("Nobody called");
    await look("patients-nobody");
    await page.click("button", "Settings");
    await page.shows("Settings");
    await look("settings");
  });
  await step("and draws a new recovery code", async () => {
    await page.tabTo("Passphrase, for a new code");
    await page.overwrite(passphrase);
    await page.press("Enter");
    const groups = await recoveryGroups(page);
    await look("settings-recovery-code");
    await confirmRecoveryCode(page, groups);
    await page.shows("Settings");
    await page.says("The new recovery code holds from now on.");
  });
  await step("and at a patient", async () => {
    await page.click("button", "Patients");
    await page.get("listbox", "Patients found");
    await page.press("Enter");
    await page.shows("History");
    await look("patient");
    await page.tabTo("Show the numbers");
    await page.press("Enter");
    await look("patient-numbers");
    const [latest] = await page.all("button", /\d+ \w+ \d{4} \d\d:\d\d/);
    await page.run((row) => row.click(), latest);
    await page.says("Fingerprint");
    await look("session-note");
    await page.press("Escape");
  });
  await step("and at the patient's consent and screening", async () => {
    await beginConsent(page);
    await look("consent-begun");
    await fillInWritten(page, "Jane Example");
    await drawSignature(page);
    await look("consent-drawn");
    await page.click("button", "Sign the consent");
    await page.says("Consent signed.");
    await look("consent-signed");
    await page.press("Escape");
    await page.shows("History");
  });
  await step("and at what happened between the visits", async () => {
    await page.press("t");
    await page.shows("Log a contact");
    await page.get("field", "What was said");
    await look("contact");
    await page.press("Control+Enter");
    await page.says("The contact was not kept.");
    await look("contact-refused");
    await page.press("Escape");
    await page.shows("History");
    await page.press("a");
    await page.shows("Report an event heard of later");
    await page.get("field", /^What happened/);
    await look("event");
    await page.press("Control+Enter");
    await page.says("The event was not kept.");
    await look("event-refused");
    await page.press("Escape");
    await page.shows("History");
  });
  await step("and at a letter", async () => {
    await saveLetter(page, look);
    await page.press("Escape");
    await page.shows("History");
  });
  await step("and at a note", async () => {
    await begin(page);
    await look("chart-begun");
    await page.press("Control+Enter");
    await page.get("dialog", /^Sign the note of/);
    await look("sign-refused");
    await page.press("Escape");
    await chart(page, look);
    await look("chart-charted");
    await page.press("Control+Enter");
    await page.get("button", "Sign");
    await look("sign");
    await page.press("Escape");
  });
  await step("and at the lock", async () => {
    await lock(page);
    await page.tabTo("Passphrase");
    await page.overwrite("not the words of this practice");
    await page.press("Enter");
    await page.says("This passphrase does not open the practice.");
    await look("unlock-refused");
    await page.click("button", "Use the recovery code");
    await page.get("field", "Recovery code");
    await look("unlock-recovery");
  });
});
