// The consent and screening page of a patient.

/** From the patient's page to a consent that is begun. */
export async function beginConsent(page) {
  await page.press("c");
  await page.shows("Consent");
  await page.click("button", "New consent");
  await page.get("radiogroup", "How was it given?");
}

/** Fills in what a written consent needs, but how it is signed. */
export async function fillInWritten(page, signer) {
  await page.tabTo("How was it given?");
  await page.click("radio", "In writing");
  await page.fill(/^Procedure, as the form names it/, "Dry needling");
  await page.fill(/^Version of the form/, "2026-01");
  await page.click("checkbox", "Neck");
  await page.click("button", "All of it");
  await page.click("radio", "The patient");
  await page.tabTo("Name of who signs");
  await page.overwrite(signer);
  await page.tabTo("Was a copy given?");
  await page.press("y");
}

/** A signature drawn with the mouse: two strokes. */
export async function drawSignature(page) {
  await page.click("radio", "Here, on the screen");
  const pad = await page.get("img", "Signature");
  await page.drag(pad, [
    [-120, 10],
    [-80, -30],
    [-50, 25],
    [10, -20],
    [60, 15],
  ]);
  await page.drag(pad, [
    [-100, 35],
    [90, 30],
  ]);
  await page.says("2 strokes");
}

/** Signs it with the button at its end. */
export async function signConsent(page) {
  await page.press("Control+Enter");
  await page.gone("button", "Sign the consent");
  await page.says("Consent signed.");
}
