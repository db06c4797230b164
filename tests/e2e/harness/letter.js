// A letter as its reader gets it: its words, and whether it keeps the standards.

import { execFileSync, spawnSync } from "node:child_process";
import { programs } from "./programs.js";

/** The text of a PDF, as a reader or a screen reader finds it. */
export function textOf(pdf) {
  return execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
}

/** What PDF/A-3a and PDF/UA-1 find wrong with it; throws with all of it when that is anything. */
export function checkStandards(pdf) {
  const { status, stdout, stderr, error } = spawnSync(programs.checkPdf, [pdf], { encoding: "utf8" });
  if (error || status !== 0) throw new Error(`${pdf} does not keep the standards:\n${stdout}${stderr}${error ?? ""}`);
  return stdout.trim();
}
