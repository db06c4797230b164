// The command line on the practice of a journey: for what happened before the journey begins.

import { spawnSync } from "node:child_process";
import { programs } from "./programs.js";

/** Runs a command on the practice of `place`; `input` is what it reads as its file. */
export function cli(place, passphrase, command, input) {
  const options = ["--vault", place.practice, "--json"];
  const { status, stdout, stderr } = spawnSync(programs.cli, [...options, ...command], {
    encoding: "utf8",
    env: { ...place.environment, FILIFORM_PASSPHRASE: passphrase },
    input: input === undefined ? "" : JSON.stringify(input),
  });
  return { status, stderr, answer: status === 0 && stdout.trim() ? JSON.parse(stdout) : null };
}

/** The same, where anything but success ends the journey. */
export function mustCli(place, passphrase, command, input) {
  const { status, stderr, answer } = cli(place, passphrase, command, input);
  if (status !== 0) throw new Error(`filiform-cli ${command[0]} ended with ${status}: ${stderr}`);
  return answer;
}
