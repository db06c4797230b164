// From the first start to the open practice: creating it, unlocking it, the recovery code.

import { until } from "../harness/until.js";
import { passphrase, practice, therapist } from "./people.js";

/** Creates the practice by keyboard and answers with the recovery code. `shot` keeps the screens. */
export async function createPractice(page, shot = async () => {}) {
  await page.shows("Welcome to Filiform");
  await shot("first-start-practice");
  await page.tabTo("Name of the practice");
  await page.overwrite(practice.name);
  await page.tabTo("Address");
  await page.overwrite(practice.address);
  await page.tabTo("Next");
  await page.press("Enter");
  await page.shows(/About you/);
  await shot("first-start-therapist");
  await page.tabTo("Your name");
  await page.overwrite(therapist.name);
  await page.tabTo("Credentials");
  await page.overwrite(therapist.credentials);
  await page.press("Enter");
  await page.shows(/Your passphrase/);
  await newPassphrase(page, passphrase);
  await shot("first-start-passphrase");
  await page.press("Enter");
  return keepRecoveryCode(page, shot);
}

/** Types a new passphrase twice; the focus stays in the second field. */
export async function newPassphrase(page, words) {
  await page.tabTo("New passphrase");
  await page.overwrite(words);
  await page.says(/strong|good/);
  await page.tabTo("New passphrase, again");
  await page.overwrite(words);
}

async function keepRecoveryCode(page, shot) {
  const groups = await recoveryGroups(page);
  await shot("first-start-recovery-code");
  await confirmRecoveryCode(page, groups);
  await page.shows("Today");
  return groups.join("-");
}

/** The groups of the recovery code that is shown. */
export async function recoveryGroups(page) {
  await page.shows("Your recovery code");
  return page.run((list) => [...list.children].map((item) => item.innerText.trim()), await page.get("list", "Recovery code"));
}

/** Leaves the sheet as somebody who has it on paper. */
export async function confirmRecoveryCode(page, groups) {
  await page.tabTo("Type the last group to confirm that you have it");
  await page.overwrite(groups.at(-1));
  await page.press("Enter");
}

/** Unlocks with the passphrase. */
export async function unlock(page, words = passphrase) {
  await page.shows("Unlock Filiform");
  await page.tabTo("Passphrase");
  await page.overwrite(words);
  await page.press("Enter");
  await page.gone("heading", "Unlock Filiform");
}

/** Locks by its key and waits until the page has forgotten everything. */
export async function lock(page) {
  await page.press("Control+l");
  await until("the lock screen", () => page.has("heading", "Unlock Filiform"));
}
