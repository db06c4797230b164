// The letter to the referring physician.

/** From the patient's page to a saved letter; answers with its path. */
export async function saveLetter(page, shot = async () => {}) {
  await page.press("l");
  await page.shows(/^Letter for/);
  await page.tabTo("Plan and request");
  await page.overwrite("Two more visits, then re-assessment.");
  const path = await page.run((field) => field.value, await page.get("field", "Save as"));
  await shot("letter");
  await page.press("Control+Enter");
  await page.says("The letter is saved.");
  await shot("letter-saved");
  return path;
}
