// Cover, PIN and the times of both, as the settings have them.

import { passphrase } from "./people.js";
import { choose } from "./chart.js";

export const PIN = "4071";

/** Sets the PIN in the settings. */
export async function setPin(page, pin = PIN) {
  await page.click("button", "Settings");
  await page.shows("Settings");
  await page.fill("PIN, 4 to 8 digits", pin);
  await page.fill("Passphrase, for the PIN", passphrase);
  await page.click("button", "Set the PIN");
  await page.says(/five wrong PINs lock/);
}

/** The shortest times that the settings allow. */
export async function setShortestTimes(page) {
  await page.click("field", "Cover the screen after");
  await page.press("Escape");
  await choose(page, "Cover the screen after", "1 minute");
  await page.fill("Lock after", "2");
  await page.click("button", "Save the times");
  await page.says("Cover and lock times saved.");
}

/** Types a PIN on the cover. */
export async function typePin(page, pin) {
  await page.tabTo("PIN");
  await page.type(pin);
  await page.press("Enter");
}
