// Several people on one practice: a colleague joins, each sees their own drafts, a note is handed over, somebody
// leaves, the file gets another key; and a front desk sees who the patients are.

import assert from "node:assert/strict";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { until } from "./harness/until.js";
import { begin } from "./screens/chart.js";
import { practiceWithPatient, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient, therapist } from "./screens/people.js";
import { confirmRecoveryCode, lock, newPassphrase, recoveryGroups, unlock } from "./screens/way_in.js";

const CHEN = { name: "Bo Chen", credentials: "PT", passphrase: "gravel sonnet mitten harbour" };
const DESK = { name: "Dana Desk", passphrase: "lantern orbit plum kettle" };
const ANAS_STORY = "Written by Ana, to be signed by whoever needled.";

async function openScreen(page, typed, name, heading = name) {
  await page.press("Control+k");
  await page.get("dialog", "Find anything");
  await page.type(typed);
  await page.get("option", name);
  await page.click("option", name);
  await page.shows(heading);
}

/** Somebody is added: the owner types who, the newcomer their passphrase, the owner their own. */
async function add(page, { name, credentials = "", passphrase: words }, role, shot = async () => {}) {
  await page.click("button", "Add a person");
  await page.fill("Name", name);
  await page.fill("Credentials", credentials);
  await page.run(
    (select, label) => {
      select.value = [...select.options].find((option) => option.text === label).value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    },
    await page.get("field", "Role"),
    role,
  );
  await newPassphrase(page, words);
  await page.fill("Your own passphrase", passphrase);
  await shot("add-person");
  await page.press("Enter");
  const groups = await recoveryGroups(page);
  await shot("newcomer-recovery-code");
  await confirmRecoveryCode(page, groups);
  await page.shows("People");
}

async function write(page, story) {
  await openPatient(page);
  await begin(page);
  await page.press("Alt+1");
  await page.tabTo("Story");
  await page.overwrite(story);
}

/** The switch key keeps what is typed, locks, and waits for the next person. */
async function switchTo(page, words) {
  await page.press("Control+Shift+s");
  await until("the lock screen", () => page.has("heading", "Unlock Filiform"));
  await unlock(page, words);
}

journey("A colleague joins, each has their own drafts, a note is handed over, and who left loses nothing", async ({ app, page, place, step, shot }) => {
  await step("Given an owner who works alone", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    await app.start();
    await unlock(page);
  });
  await step("When she adds a colleague, who types a passphrase of his own", async () => {
    await openScreen(page, "people", "People");
    await page.says("You work here alone");
    await shot("people-alone");
    await add(page, CHEN, "Therapist", shot);
    await page.says(`${CHEN.name}, ${CHEN.credentials}`);
    await shot("people");
  });
  await step("and begins a note, then switches seats in the middle of it", async () => {
    await write(page, ANAS_STORY);
    await page.press("Control+Shift+s");
    await until("the lock screen", () => page.has("heading", "Unlock Filiform"));
    await page.says("Several people work here");
    await shot("switch");
    await unlock(page, CHEN.passphrase);
  });
  await step("Then he sees his own desk, without her note", async () => {
    await page.shows("Today");
    const text = await page.text();
    assert.ok(text.includes(CHEN.name) && !text.includes("Not signed yet"), text);
    assert.ok(!(await page.has("button", "Who works here")), "and not who works here");
  });
  await step("and she comes back to the middle of her sentence", async () => {
    await switchTo(page, passphrase);
    await page.holds(ANAS_STORY);
  });
  await step("When she hands the note over to him", async () => {
    await page.press("Control+k");
    await page.get("dialog", "Find anything");
    await page.type("hand over");
    await page.click("option", "Hand over…");
    await page.get("dialog", "Hand this note over");
    await shot("hand-over");
    await page.click("button", "Hand over");
    await page.says(`Handed over to ${CHEN.name}`);
  });
  await step("Then it stands on her Today as his, until he opens it", async () => {
    await openScreen(page, "today", "Today");
    await page.says(`to ${CHEN.name}, ${CHEN.credentials}`);
    await shot("today-handed");
  });
  await step("and on his as hers", async () => {
    await switchTo(page, CHEN.passphrase);
    await openScreen(page, "today", "Today");
    await page.says(`handed over by ${therapist.name}`);
    await shot("today-handed-over-by");
    await page.click("button", `Continue ${patient.name}`);
    await page.holds(ANAS_STORY);
  });
  await step("When he leaves before he has signed it", async () => {
    await switchTo(page, passphrase);
    await openScreen(page, "people", "People");
    await page.click("button", `Remove ${CHEN.name}`);
    await page.says("1 note of theirs is not signed. Nothing is lost");
    await page.fill("Your own passphrase", passphrase);
    await shot("remove");
    await page.press("Enter");
    await page.shows("Who left");
    await shot("people-left");
  });
  await step("Then she hands it on to herself, and it is there word for word", async () => {
    await page.click("button", `Hand on what ${CHEN.name} did not finish`);
    await page.get("dialog", `What ${CHEN.name} did not finish`);
    await page.run(
      (select) => {
        select.value = [...select.options].find((option) => option.text.includes("(you)")).value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      },
      await page.get("field", "Hand on to"),
    );
    await page.click("button", "Hand on");
    await page.gone("dialog", `What ${CHEN.name} did not finish`);
    await openScreen(page, "today", "Today");
    await page.says(`handed over by ${CHEN.name}`);
    await page.click("button", `Continue ${patient.name}`);
    await page.holds(ANAS_STORY);
  });
  await step("and his passphrase opens nothing any more", async () => {
    await lock(page);
    await page.tabTo("Passphrase");
    await page.overwrite(CHEN.passphrase);
    await page.press("Enter");
    await page.says("This passphrase does not open the practice.");
  });
});

journey("The file gets another key, and a front desk comes back with a one-time code and sees nothing clinical", async ({ app, page, place, step, shot }) => {
  let code = [];
  await step("Given a practice with a front desk", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    await app.start();
    await unlock(page);
    await openScreen(page, "people", "People");
    await add(page, DESK, "Front desk");
  });
  await step("When the owner changes the file's key", async () => {
    await openScreen(page, "file's key", "Change the file's key", "The file's key");
    await page.shows("The file's key");
    await shot("change-key");
    await page.fill("Your own passphrase", passphrase);
    await page.press("Enter");
    await page.shows("One-time codes");
    const list = await page.get("list", DESK.name);
    code = await page.run((groups) => [...groups.children].map((item) => item.innerText.trim()), list);
    await shot("one-time-codes");
    await page.click("button", "I have written them down");
    const groups = await recoveryGroups(page);
    await confirmRecoveryCode(page, groups);
  });
  await step("Then the front desk is asked for the code besides the passphrase", async () => {
    await page.press("Control+Shift+s");
    await page.shows("Unlock Filiform");
    await page.tabTo("Passphrase");
    await page.overwrite(DESK.passphrase);
    await page.press("Enter");
    await page.get("field", "One-time code");
    await shot("come-back");
    await page.fill("One-time code", code.join("-"));
    await page.press("Enter");
    await confirmRecoveryCode(page, await recoveryGroups(page));
    await page.shows("Today");
  });
  await step("and sees who the patient is, and no clinical word", async () => {
    await shot("front-desk-today");
    await openPatient(page);
    await page.says("Notes are not shown");
    await shot("front-desk-patient");
    const text = await page.text();
    for (const word of ["Neck pain", "trapezius", "NPRS", "New session", "Letter"])
      assert.ok(!text.includes(word), `${word} is not in: ${text}`);
    await page.press("e");
    await page.shows(/^Details of/);
    assert.ok(!(await page.text()).includes(patient.condition));
    await shot("front-desk-details");
    await openScreen(page, "settings", "Settings");
    await page.says("Your role: Front desk");
    await shot("front-desk-settings");
  });
  await step("and the record still verifies", async () => {
    await app.quit();
    assert.deepEqual(mustCli(place, passphrase, ["verify"]).problems, []);
  });
});
