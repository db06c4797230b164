// Plays the journeys: `npm test` all of them, `npm run main-job` the main job, `node run.js FILE…` some.
// They happen on a display of their own that nobody sees, so that no window takes the focus from another.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { missing, shots } from "./harness/programs.js";

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
  const named = process.argv.slice(2);
  return named.length > 0 ? named : readdirSync(here).filter((name) => name.endsWith(".test.js"));
}

async function play() {
  const absent = missing();
  if (absent.length > 0) throw new Error(absent.join("\n"));
  mkdirSync(shots, { recursive: true });
  const display = await virtualDisplay();
  // One after the other: two windows on one display would take the focus from each other.
  const args = ["--test", "--test-concurrency=1", "--test-reporter=spec", ...journeys()];
  const env = { ...process.env, DISPLAY: display.name };
  const tests = spawn(process.execPath, args, { cwd: here, env, stdio: "inherit" });
  const [code] = await once(tests, "exit");
  display.end();
  console.log(`Screenshots and letters: ${shots}`);
  return code ?? 1;
}

play().then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error.message);
    process.exitCode = 2;
  },
);
