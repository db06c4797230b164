// The note of a session, charted by keyboard.

import { session, sites } from "./people.js";

/** From the patient's page to an empty note. */
export async function begin(page) {
  await page.press("n");
  await page.get("navigation", "Sections of the note");
}

/** Charts the whole session of the main job. */
export async function chart(page, shot = async () => {}, story = session.story) {
  await page.press("Alt+1");
  await choose(page, "Region", session.region);
  await page.tabTo("Story");
  await page.overwrite(story);
  await page.press("Alt+2");
  await answer(page, "Checks of every visit", "n");
  await page.press("Alt+2");
  await answer(page, "Consent today", "v");
  await page.press("Alt+2");
  await pain(page, "Pain now, before the needling", session.before);
  for (const [n, site] of sites.entries()) await addSite(page, n + 1, site);
  await shot("chart-sites");
  await after(page);
}

/** Answers a pain scale with one key. */
export async function pain(page, scale, score) {
  await page.tabTo(scale);
  await page.press(score);
  await page.holds(`${score} of 10`);
}

/** Answers a choice with its key, by which the focus moves on. */
async function answer(page, choice, key) {
  await page.tabTo(choice);
  await page.press(key);
}

/** A row of the table, each answer by its key. */
export async function addSite(page, n, site) {
  // The last answer of a row has led on to what comes after the needling.
  await (n === 1 ? page.press("Alt+3") : page.tabTo("Add a site", "Shift+Tab"));
  await page.press("Enter");
  await page.get("group", `Site ${n}`);
  await page.type(site.typed);
  await page.get("option", new RegExp(`^${site.words}`));
  await page.press("Enter");
  await page.tabTo("Side");
  await page.press(site.side);
  await page.tabTo("Needle");
  await page.overwrite(site.needle);
  await page.tabTo("Count");
  await page.overwrite(site.count);
  await page.tabTo("Depth");
  await page.overwrite(site.depth);
  await choose(page, "Technique", site.technique);
  await page.tabTo("Twitch");
  await page.press("n");
}

async function after(page) {
  await page.press("Alt+4");
  await pain(page, "Pain now, after the needling", session.after);
  const needles = sites.reduce((sum, site) => sum + Number(site.count), 0);
  await page.tabTo("Needles in");
  await page.overwrite(String(needles));
  await page.tabTo("Needles out");
  await page.overwrite(String(needles));
  await page.tabTo("Adverse events");
  await page.press("n");
  await page.get("radiogroup", "Was the advice on breathlessness given?");
  await page.tabTo("Was the advice on breathlessness given?");
  await page.press("y");
}

/** Chooses in a list of the system by its first letters, and checks that it was taken. */
export async function choose(page, label, words) {
  await page.tabTo(label);
  await page.type(words);
  const taken = await page.run(() => document.activeElement.selectedOptions?.[0]?.text);
  if (taken !== words) throw new Error(`“${words}” was typed into “${label}”, which took “${taken}”.`);
}

/** Signs by key: once to read, once to sign. */
export async function sign(page, shot = async () => {}) {
  await page.press("Control+Enter");
  await page.get("dialog", /^Sign the note of/);
  await page.get("button", "Sign");
  await shot("sign");
  await page.press("Enter");
  await page.says(/Signed: .* fingerprint/);
}
