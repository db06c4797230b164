// Cover, PIN and the times of both, as the settings have them.

import { passphrase } from "./people.js";

export const PIN = "4071";

/** Sets the PIN in the settings. */
export async function setPin(page, pin = PIN) {
  await page.click("button", "Settings");
  await page.shows("Settings");
  await page.fill("PIN, 4 to 8 digits", pin);
  await page.fill("Passphrase, for the PIN", passphrase);
  await page.press("Enter");
  await page.says(/five wrong PINs lock/);
}

/** The shortest times that the settings allow. */
export async function setShortestTimes(page) {
  await page.fill("Lock after", "2");
  await page.tabTo("Cover the screen after", "Shift+Tab");
  // From three minutes to one.
  await page.press("ArrowUp", "ArrowUp");
  const taken = await page.run(() => document.activeElement.selectedOptions?.[0]?.text);
  if (taken !== "1 minute") throw new Error(`The cover comes after ${taken}.`);
  await page.tabTo("Lock after");
  await page.press("Enter");
  await page.says("Cover and lock times saved.");
}

/** Types a PIN on the cover. */
export async function typePin(page, pin) {
  await page.tabTo("PIN");
  await page.type(pin);
  await page.press("Enter");
}
