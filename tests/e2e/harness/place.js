// Where one journey happens: a home of its own with fresh folders, and a session bus of its own, so that
// neither an installed Filiform nor another journey is in reach.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Logind, startBus } from "./logind.js";

export class Place {
  /** The folders that the app may write in, by the name of their variable. */
  folders;
  root;
  /** What the app printed, kept outside of its own folders. */
  log;
  /** What a journey adds to the environment. */
  extra = {};
  /** The logind of a journey that has one; without it there is no system bus at all. */
  logind = null;
  #bus = null;
  #address = "";

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), "filiform-journey-"));
    const folder = (name) => {
      const path = join(this.root, "home", name);
      mkdirSync(path, { recursive: true, mode: 0o700 });
      return path;
    };
    this.folders = {
      HOME: folder("."),
      XDG_DATA_HOME: folder("data"),
      XDG_CONFIG_HOME: folder("config"),
      XDG_CACHE_HOME: folder("cache"),
      XDG_STATE_HOME: folder("state"),
      XDG_RUNTIME_DIR: folder("runtime"),
      TMPDIR: folder("tmp"),
    };
    this.letters = folder("letters");
    this.log = join(this.root, "app.log");
  }

  /** The folder of the practice: where the app keeps it when nobody says otherwise. */
  get practice() {
    return join(this.folders.XDG_DATA_HOME, "org.filiform.app", "practice");
  }

  /** What the app finds in its environment; nothing of the developer's own. */
  get environment() {
    return {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      DISPLAY: process.env.DISPLAY,
      GDK_BACKEND: "x11",
      NO_AT_BRIDGE: "1",
      DBUS_SESSION_BUS_ADDRESS: this.#address,
      FILIFORM_LETTERS: this.letters,
      FILIFORM_TEST_KDF: "1",
      DBUS_SYSTEM_BUS_ADDRESS: this.logind?.address ?? `unix:path=${join(this.root, "no-bus")}`,
      ...this.extra,
      ...this.folders,
    };
  }

  /** Starts the bus, by which the app finds out whether it runs already. */
  async furnish() {
    const { daemon, address } = await startBus();
    this.#bus = daemon;
    this.#address = address;
  }

  /** Gives the place a computer that says when it sleeps. */
  async furnishLogind() {
    this.logind = await Logind.start();
  }

  clear() {
    this.#bus?.kill();
    this.logind?.end();
    rmSync(this.root, { recursive: true, force: true });
  }
}
