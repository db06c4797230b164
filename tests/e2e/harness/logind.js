// A logind of the journey's own, on a system bus of its own: it says when the computer sleeps, and knows who
// delays that.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { programs } from "./programs.js";

/** A daemon that nobody else is on; answers with the process and its address. */
export async function startBus() {
  const args = ["--session", "--nofork", "--nopidfile", "--print-address=1"];
  const daemon = spawn("dbus-daemon", args, { stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface({ input: daemon.stdout });
  const address = await new Promise((heard, failed) => {
    lines.once("line", heard);
    daemon.once("error", failed);
    daemon.once("exit", () => failed(new Error("dbus-daemon ended at once")));
  });
  return { daemon, address };
}

export class Logind {
  #bus;
  #fake;
  #lines;
  address;

  static async start() {
    const logind = new Logind();
    const { daemon, address } = await startBus();
    logind.#bus = daemon;
    logind.address = address;
    logind.#fake = spawn(programs.fakeLogind, {
      env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: address },
      stdio: ["pipe", "pipe", "inherit"],
    });
    logind.#lines = createInterface({ input: logind.#fake.stdout })[Symbol.asyncIterator]();
    await logind.#lines.next();
    return logind;
  }

  /** Has it do something (`sleep`, `wake`, `lock`, `delays`) and answers with what it said when it was done. */
  async say(what) {
    this.#fake.stdin.write(`${what}\n`);
    return (await this.#lines.next()).value;
  }

  end() {
    this.#fake?.kill();
    this.#bus?.kill();
  }
}
