// The programs under test, where the environment says or where cargo puts them.

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = resolve(fileURLToPath(import.meta.url), "../../../..");
const built = join(process.env.CARGO_TARGET_DIR ?? join(repository, "target"), "debug");

export const programs = {
  window: resolve(process.env.FILIFORM_BIN ?? join(built, "filiform")),
  cli: resolve(process.env.FILIFORM_CLI ?? join(built, "filiform-cli")),
  /** Says on a bus when the computer sleeps. */
  fakeLogind: join(built, "examples", "fake_logind"),
  /** Stands on a bus as the Filiform that runs, and goes away when it is called. */
  goneInstance: join(built, "examples", "gone_instance"),
  /** Counts what stands in the memory of a process. */
  copiesInMemory: join(built, "examples", "copies_in_memory"),
  /** Checks a PDF against PDF/A-3a and PDF/UA-1. */
  checkPdf: resolve(process.env.FILIFORM_PDF_CHECK ?? join(built, "examples", "check_pdf")),
};

export const shots = resolve(process.env.FILIFORM_SHOTS ?? join(repository, "screenshots"));

/** Whether somebody wants to see the main job, for which the window alone was built. */
export const isPlay = process.env.FILIFORM_PLAY === "1";

export const canCheckPdf = () => existsSync(programs.checkPdf);

/** What is needed and not there, in words; empty when all is. */
export function missing() {
  const others = [
    [programs.cli, "cargo build -p filiform-cli"],
    [programs.checkPdf, "cargo build -p filiform-report --example check_pdf"],
    [programs.fakeLogind, "cargo build --workspace --examples"],
    [programs.goneInstance, "cargo build --workspace --examples"],
    [programs.copiesInMemory, "cargo build --workspace --examples"],
  ];
  return [[programs.window, "cargo build -p filiform-app"], ...(isPlay ? [] : others)]
    .filter(([path]) => !existsSync(path))
    .map(([path, how]) => `${path} is not there: build it with \`${how}\`.`);
}
