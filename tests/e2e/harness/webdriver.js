// The WebDriver protocol: HTTP with JSON. The dozen commands that the journeys need fit on this page,
// so that nothing has to be installed to run them.

import { createServer } from "node:net";

/** The name under which the protocol wraps a reference to an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** A driver whose app died answers nothing, for ever. */
const PATIENCE_MS = 30_000;

/** What the driver answered instead of a value; `code` is the protocol's word for it. */
export class DriverError extends Error {
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

async function ask(method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new DriverError(value?.error ?? String(answer.status), value?.message ?? "");
  return value;
}

/** A port that nobody listens at. */
export async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Whether the driver at `port` takes a session. */
export async function isReady(port) {
  const status = await ask("GET", `http://127.0.0.1:${port}/status`);
  return status.ready;
}

/** One window under control. */
export class Session {
  #url;

  constructor(url) {
    this.#url = url;
  }

  /** Has the driver at `port` start the program and take its window. */
  static async open(port, binary, args = []) {
    const url = `http://127.0.0.1:${port}/session`;
    const wanted = { "webkitgtk:browserOptions": { binary, args } };
    const { sessionId } = await ask("POST", url, { capabilities: { alwaysMatch: wanted } });
    return new Session(`${url}/${sessionId}`);
  }

  /** Runs a function in the page. It sees its arguments and nothing of this file. */
  run(inPage, ...args) {
    const script = `return (${inPage}).apply(null, arguments);`;
    return ask("POST", `${this.#url}/execute/sync`, { script, args });
  }

  /** Runs a function in the page whose promise is the answer. */
  runAsync(inPage, ...args) {
    const script = `
      const answer = arguments[arguments.length - 1];
      Promise.resolve((${inPage}).apply(null, arguments)).then(answer, (thrown) => answer(String(thrown)));`;
    return ask("POST", `${this.#url}/execute/async`, { script, args });
  }

  click(element) {
    return ask("POST", `${this.#url}/element/${element[ELEMENT]}/click`, {});
  }

  /** Key actions in a row: `{ type: "keyDown" | "keyUp", value }`. */
  keys(actions) {
    const keyboard = { type: "key", id: "keyboard", actions };
    return ask("POST", `${this.#url}/actions`, { actions: [keyboard] });
  }

  /** Presses the mouse at the first point, draws it through the others and lets go; points count from the middle. */
  drag(element, [first, ...others]) {
    const at = ([x, y], duration) => ({ type: "pointerMove", origin: element, x, y, duration });
    const moves = others.map((point) => at(point, 40));
    const actions = [at(first, 0), { type: "pointerDown", button: 0 }, ...moves, { type: "pointerUp", button: 0 }];
    const mouse = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
    return ask("POST", `${this.#url}/actions`, { actions: [mouse] });
  }

  /** Moves the mouse over a point of an element, counted from its middle, and presses nothing. */
  point(element, [x, y]) {
    const actions = [{ type: "pointerMove", origin: element, x, y, duration: 0 }];
    const mouse = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
    return ask("POST", `${this.#url}/actions`, { actions: [mouse] });
  }

  /** Chooses a file, as the dialog of the system would answer a file field. */
  choose(element, path) {
    return ask("POST", `${this.#url}/element/${element[ELEMENT]}/value`, { text: path });
  }

  /** The accessible role and name that WebKit itself gives an element. */
  async spoken(element) {
    const at = `${this.#url}/element/${element[ELEMENT]}`;
    const [role, name] = [await ask("GET", `${at}/computedrole`), await ask("GET", `${at}/computedlabel`)];
    return { role, name };
  }

  async screenshot() {
    return Buffer.from(await ask("GET", `${this.#url}/screenshot`), "base64");
  }

  /** Position and size of the window on the display. */
  rect() {
    return ask("GET", `${this.#url}/window/rect`);
  }

  resize(width, height) {
    return ask("POST", `${this.#url}/window/rect`, { width, height });
  }

  /** Handles of all windows. */
  windows() {
    return ask("GET", `${this.#url}/window/handles`);
  }
}
