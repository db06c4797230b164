// Settings: a logo and the image of one's own signature for the letters from now on.

import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { journey } from "./harness/journey.js";
import { checkStandards, textOf } from "./harness/letter.js";
import { canCheckPdf, shots } from "./harness/programs.js";
import { practiceWithPatient, signedYesterday } from "./screens/earlier.js";
import { openPatient } from "./screens/patient.js";
import { unlock } from "./screens/way_in.js";

/** Pictures as a therapist has them, drawn in the page: a sign on nothing, and a hand's line on paper. */
async function pictures(page, place) {
  const drawn = await page.run(() => {
    const canvas = (width, height) => Object.assign(document.createElement("canvas"), { width, height });
    const sign = canvas(600, 300);
    const pen = sign.getContext("2d");
    pen.fillStyle = "#1d5566";
    pen.arc(150, 150, 110, 0, 7);
    pen.fill();
    pen.font = "600 80px sans-serif";
    pen.fillText("Rivera", 285, 178, 300);
    const paper = canvas(800, 260);
    const ink = paper.getContext("2d");
    ink.fillStyle = "white";
    ink.fillRect(0, 0, 800, 260);
    [ink.strokeStyle, ink.lineWidth] = ["#1b1a3a", 6];
    ink.moveTo(40, 190);
    for (let n = 1; n < 12; n += 1) ink.quadraticCurveTo(n * 60, n % 2 ? 20 : 240, 40 + n * 60, 130);
    ink.stroke();
    return [sign.toDataURL("image/png"), paper.toDataURL("image/jpeg", 0.8)].map((url) => url.split(",")[1]);
  });
  return ["logo.png", "signature.jpg"].map((name, n) => {
    const path = join(place.root, name);
    writeFileSync(path, Buffer.from(drawn[n], "base64"));
    return path;
  });
}

journey("A logo and a signature stand on what is saved, and no signature on what is only looked at", async ({ app, page, place, step, shot }) => {
  const notes = join(place.root, "notes.png");
  const files = await step("Given a patient with a signed note, and pictures on the disk", async () => {
    practiceWithPatient(place);
    signedYesterday(place);
    await app.start();
    await unlock(page);
    writeFileSync(notes, "These are no dots.");
    return pictures(page, place);
  });
  await step("When she chooses a file that only has the name of a picture, it is refused at its field", async () => {
    await page.click("button", "Settings");
    await page.shows("Settings");
    await page.chooseFile(/^Logo of the practice/, notes);
    await page.holds("This is no PNG or JPEG picture");
  });
  await step("and when she chooses the logo and her signature, both are shown", async () => {
    await page.chooseFile(/^Logo of the practice/, files[0]);
    await page.get("img", "The logo that is kept");
    await page.chooseFile(/^Image of your signature/, files[1]);
    await page.get("img", "The signature that is kept");
    await page.says("The image of your signature is kept.");
    await page.run(() => document.getElementById("settings-pictures").scrollIntoView());
    await shot("settings-pictures");
  });
  await step("Then a letter that is looked at has the logo and only the place of the signature", async () => {
    await openPatient(page);
    await page.press("l");
    await page.get("img", "Letter, page 1 of 1");
    await shot("settings-letter-seen");
  });
  await step("and the saved letter has both", async () => {
    await page.press("Control+Enter");
    await page.says("The letter is saved.");
    const path = await page.run(() => [...document.querySelectorAll("dd")].map((told) => told.textContent).find((told) => told.endsWith(".pdf")));
    assert.match(textOf(path), /Sincerely/);
    if (canCheckPdf()) checkStandards(path);
    copyFileSync(path, join(shots, "letter-pictures.pdf"));
  });
});
