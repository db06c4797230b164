// A front desk scans in what came with the post; the therapist sees it in the history, opens it, saves a copy, and takes out
// what is another patient's.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustCli } from "./harness/cli.js";
import { journey } from "./harness/journey.js";
import { practiceWithPatient, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { passphrase, patient } from "./screens/people.js";
import { lock, unlock } from "./screens/way_in.js";

const DESK = { name: "Dana Desk", passphrase: "gravel sonnet mitten harbour" };
const CLINICAL = ["trapezius", "NPRS", "New session", "Neck pain", "MRI"];

/** Somebody at the front desk, added from the terminal. */
function withFrontDesk(place) {
  const file = join(place.folders.TMPDIR, "dana.txt");
  writeFileSync(file, DESK.passphrase, { mode: 0o600 });
  mustCli(place, passphrase, ["therapist", "add", "--name", DESK.name, "--role", "front-desk", "--new-passphrase-file", file]);
}

/** A letter as a scanner makes it, drawn in the page. */
async function scannedLetter(page, path) {
  const image = await page.run(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [827, 1169];
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = "#222";
    pen.font = "bold 30px sans-serif";
    pen.fillText("Dr. L. Hahn, Family Medicine", 90, 110);
    for (let line = 0; line < 24; line += 1) pen.fillRect(90, 190 + line * 32, 380 + ((line * 137) % 260), 6);
    return canvas.toDataURL("image/png").split(",")[1];
  });
  writeFileSync(path, Buffer.from(image, "base64"));
}

const PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

journey("A front desk scans a letter in, and the therapist reads it and takes out what is another patient's", async (tools) => {
  const { app, page, place, step, shot } = tools;
  const scan = join(place.root, "scan.png");
  const report = join(place.root, "report.pdf");
  const copy = join(place.root, "copy.pdf");
  writeFileSync(report, PDF);
  writeFileSync(join(place.root, "photo.heic"), Buffer.from("0000001866747970686569630000", "hex"));
  await step("Given a report that the therapist attached, and a front desk at work", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    withFrontDesk(place);
    const what = ["--kind", "imaging-report", "--title", "MRI of the neck", "--date", "2026-01-05"];
    mustCli(place, passphrase, ["attach", patient.plain, report, ...what]);
    await app.start();
    await unlock(page, DESK.passphrase);
    await openPatient(page);
  });
  await step("When a photo in another format is chosen, it is refused at the field", async () => {
    await scannedLetter(page, scan);
    await page.press("i");
    await page.shows("Attach a file");
    await page.says(/Nothing is attached yet/);
    await shot("attach-empty");
    await page.chooseFile("The file", join(place.root, "photo.heic"));
    await page.says(/whatever its name says/);
    await shot("attach-refused");
  });
  await step("and the scan of the letter instead, with a lock in between", async () => {
    await page.fill(/^Title/, "Letter of Dr. L. Hahn");
    await lock(page);
    await unlock(page, DESK.passphrase);
    await page.shows("Attach a file");
    await page.chooseFile("The file", scan);
    await page.says(/Chosen: PNG image, 827 by 1169 dots/);
    await page.press("Control+Enter");
    await page.says(/What is it: a referral letter/);
    await shot("attach-missing");
    // Its title was typed before the lock.
    await page.click("radio", "Referral letter");
    await page.fill(/^Date on it/, "5 Jan 2026");
    await page.press("Tab");
    await shot("attach-filled");
    await page.press("Control+Enter");
  });
  await step("Then it stands on the patient's page, and nothing clinical beside it", async () => {
    await page.says("Attached: Letter of Dr. L. Hahn");
    await page.says("Attached files");
    await shot("attach-front-desk");
    const text = await page.text();
    for (const word of CLINICAL) assert.ok(!text.includes(word), `${word} is not in: ${text}`);
  });
  await step("and the therapist sees both in the history, and the letter in full", async () => {
    await lock(page);
    await unlock(page);
    await openPatient(page);
    await page.says("MRI of the neck");
    await shot("attach-timeline");
    await page.click("button", /Letter of Dr. L. Hahn/);
    await page.get("dialog", "Letter of Dr. L. Hahn");
    await page.get("img", "Letter of Dr. L. Hahn");
    await page.says(`Signed by ${DESK.name}`);
    await shot("attach-shown");
    await page.press("Escape");
  });
  await step("When she saves a copy of the report", async () => {
    await page.click("button", /MRI of the neck/);
    await page.get("dialog", "MRI of the neck");
    await shot("attach-pdf");
    await page.click("button", "Save a copy…");
    await page.says(/not encrypted/);
    await page.fill(/^Who it is for/, "Dr. L. Hahn");
    await page.fill(/^File/, copy);
    await shot("attach-copy");
    await page.click("button", "Save the copy");
    await page.says(/Saved as/);
    assert.equal(readFileSync(copy, "latin1"), PDF, "byte for byte");
  });
  await step("and withdraws it as another patient's", async () => {
    await page.click("button", "Attached by mistake");
    await page.click("radio", "Another patient's");
    await shot("attach-withdraw");
    await page.click("button", "Withdraw it");
    await page.says("File withdrawn");
    await shot("attach-withdrawn");
    assert.ok(!(await page.text()).includes("MRI of the neck"), "its title is not repeated");
  });
  await step("Then the record says so, and verifies", async () => {
    await app.quit();
    const { attachments } = mustCli(place, passphrase, ["attachments", patient.plain]);
    const said = attachments.map(({ title, format, withdrawn }) => [title, format, withdrawn]);
    assert.deepEqual(said.sort(), [
      ["Letter of Dr. L. Hahn", "png", null],
      ["MRI of the neck", "pdf", "wrong-patient"],
    ]);
    assert.deepEqual(mustCli(place, passphrase, ["verify"]).problems, []);
  });
});
