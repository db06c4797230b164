// Plays the journeys: `npm test` all of them, `node run.js FILE…` some, and `npm run main-job` or `npm run
// demo` one for somebody who wants to see it, for which nothing but the window has to be built.
// They happen on a display of their own that nobody sees, so that no window takes the focus from another.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

if (process.argv.includes("--play")) process.env.FILIFORM_PLAY = "1";
const { missing, shots } = await import("./harness/programs.js");

const here = dirname(fileURLToPath(import.meta.url));

/** Starts a display and answers with its name and the way to end it. */
async function virtualDisplay() {
  const args = ["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"];
  const server = spawn("Xvfb", args, { stdio: ["ignore", "pipe", "ignore"] });
  const [number] = await Promise.race([
    once(createInterface({ input: server.stdout }), "line"),
    once(server, "exit").then(() => Promise.reject(new Error("Xvfb ended at once."))),
  ]);
  return { name: `:${number}`, end: () => server.kill() };
}

function journeys() {
  const named = process.argv.slice(2).filter((argument) => argument !== "--play");
  return named.length > 0 ? named : readdirSync(here).filter((name) => name.endsWith(".test.js"));
}

async function play() {
  const absent = missing();
  if (absent.length > 0) throw new Error(absent.join("\n"));
  mkdirSync(shots, { recursive: true });
  for (const old of ["failed", "letter.pdf"]) rmSync(join(shots, old), { recursive: true, force: true });
  const display = await virtualDisplay();
  // One after the other: two windows on one display would take the focus from each other.
  const args = ["--test", "--test-concurrency=1", "--test-reporter=spec", ...journeys()];
  const env = { ...process.env, DISPLAY: display.name };
  const tests = spawn(process.execPath, args, { cwd: here, env, stdio: "inherit" });
  const [code] = await once(tests, "exit");
  display.end();
  console.log(`\nScreenshots: ${shots}`);
  const letter = join(shots, "letter.pdf");
  if (existsSync(letter)) console.log(`Letter:      ${letter}`);
  return code ?? 1;
}

play().then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error.message);
    process.exitCode = 2;
  },
);
