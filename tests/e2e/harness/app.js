// The app under control: started by WebKitWebDriver in its place, used through its page, and ended like a
// person, a lock or a power cut would end it.

import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { Page } from "./page.js";
import { below, isRunning, kill9 } from "./processes.js";
import { programs } from "./programs.js";
import { until } from "./until.js";
import { freePort, isReady, Session } from "./webdriver.js";
import { Display } from "./x11.js";

export class App {
  place;
  page;
  #driver = null;
  #session = null;

  constructor(place) {
    this.place = place;
    this.page = new Page(() => this.#session);
  }

  get session() {
    return this.#session;
  }

  /** Starts the app. `through` is a program that starts it in turn, with its arguments: strace. */
  async start(through = []) {
    const port = await freePort();
    const log = openSync(this.place.log, "a");
    this.#driver = spawn("WebKitWebDriver", [`--port=${port}`], {
      stdio: ["ignore", log, log],
      // Without it Tauri does not let itself be driven.
      env: { ...this.place.environment, TAURI_WEBVIEW_AUTOMATION: "true" },
    });
    closeSync(log);
    await until("WebKitWebDriver to listen", () => isReady(port));
    const [binary, ...args] = [...through, programs.window];
    this.#session = await Session.open(port, binary, args);
    await this.page.settled();
  }

  /** Every process of the app: the window and WebKit's. */
  get processes() {
    return this.#driver ? below(this.#driver.pid) : [];
  }

  /** The process of the window itself. */
  get pid() {
    const one = this.processes.find(({ name }) => name === "filiform");
    if (!one) throw new Error("The app is not running.");
    return one.pid;
  }

  /** Closes the window by its title bar and waits until the app is gone. */
  async quit() {
    const processes = this.processes.map(({ pid }) => pid);
    const { pid } = this;
    await Display.asked(async (display) => {
      const own = (await display.windows()).filter((window) => window.pid === pid);
      for (const { id } of own) await display.close(id);
    });
    await until("the app to be gone after its window was closed", () => !processes.some(isRunning));
    await this.#release();
  }

  /** Ends every process of the app at once, as when the power goes. Answers when that was. */
  async powerCut() {
    const processes = this.processes.map(({ pid }) => pid);
    kill9(processes);
    const at = Date.now();
    await until("the killed app to be gone", () => !processes.some(isRunning));
    await this.#release();
    return at;
  }

  async restart() {
    await this.quit();
    await this.start();
  }

  /** Whatever is left of it is ended: for the end of a journey, however it went. */
  async end() {
    if (!this.#driver) return;
    kill9(this.processes.map(({ pid }) => pid));
    await this.#release();
  }

  async #release() {
    const driver = this.#driver;
    this.#driver = null;
    this.#session = null;
    const gone = new Promise((ended) => driver.once("exit", ended));
    if (driver.exitCode === null) {
      driver.kill("SIGKILL");
      await gone;
    }
  }

  /** The last that the app said on the terminal. */
  said() {
    try {
      return readFileSync(this.place.log, "utf8").split("\n").slice(-20).join("\n");
    } catch {
      return "";
    }
  }
}
