// The page as a person meets it: things have a role and a name, keys are pressed, words are read.

import { findInPage, focusInPage } from "./in_page.js";
import { until } from "./until.js";

/** The private-use characters by which WebDriver names keys. */
const KEYS = {
  Alt: "\uE00A",
  ArrowLeft: "\uE012",
  ArrowDown: "\uE015",
  ArrowRight: "\uE014",
  ArrowUp: "\uE013",
  Backspace: "\uE003",
  Control: "\uE009",
  End: "\uE010",
  Enter: "\uE007",
  Escape: "\uE00C",
  Home: "\uE011",
  PageDown: "\uE00F",
  Shift: "\uE008",
  Space: " ",
  Tab: "\uE004",
};

/** So many keys go to the driver in one message. */
const BURST = 24;

/** Something may move for ever: a caret blinks. */
const MOST_PICTURES = 3;

const down = (value) => ({ type: "keyDown", value });
const up = (value) => ({ type: "keyUp", value });

function wanted(name) {
  return name instanceof RegExp ? { pattern: name.source, flags: name.flags } : name;
}

export class Page {
  #session;

  constructor(session) {
    this.#session = session;
  }

  get #window() {
    const session = this.#session();
    if (!session) throw new Error("The app is not running.");
    return session;
  }

  /** Waits until the page has drawn something. */
  async settled() {
    await until("the page to be drawn", () =>
      this.#window.run(() => document.readyState === "complete" && document.body.innerText.trim() !== ""),
    );
  }

  /** Runs a function in the page. It sees its arguments and nothing else. */
  run(inPage, ...args) {
    return this.#window.run(inPage, ...args);
  }

  /** Runs a function in the page whose promise is the answer. */
  runAsync(inPage, ...args) {
    return this.#window.runAsync(inPage, ...args);
  }

  /** All in sight with this role and name; none is an answer. */
  async all(role, name = null, within = null) {
    return (await this.#window.run(findInPage, role, wanted(name), within)).found;
  }

  async has(role, name, within = null) {
    return (await this.all(role, name, within)).length > 0;
  }

  /** The one with this role and name, as soon as it is there. */
  get(role, name, within = null) {
    return until(`one ${role} “${name}”`, async () => {
      const { found, others } = await this.#window.run(findInPage, role, wanted(name), within);
      if (found.length === 1) return found[0];
      throw new Error(`${found.length} of them; each ${role} here: ${others.map((one) => `“${one}”`).join(", ") || "none"}.`);
    });
  }

  async gone(role, name) {
    await until(`no ${role} “${name}”`, async () => !(await this.has(role, name)));
  }

  /** Presses with the mouse. */
  async click(role, name, within = null) {
    await until(`${role} “${name}” to be pressed`, async () => {
      const element = await this.get(role, name, within);
      await this.#window.run(bringIntoSight, element);
      await this.#window.click(element);
      return true;
    });
  }

  /** Presses keys, held together with "+": "Control+k". */
  async press(...chords) {
    for (const chord of chords) {
      const keys = chord.split("+").map((key) => KEYS[key] ?? key);
      await this.#window.keys([...keys.map(down), ...keys.reverse().map(up)]);
    }
  }

  /** Types. What no key of this keyboard writes comes in whole, as from an input method. */
  async type(text) {
    for (const [run] of text.matchAll(/[\x20-\x7e]{1,24}|\n|[^\x20-\x7e\n]+/gu)) {
      if (run === "\n") await this.press("Enter");
      else if (run.length <= BURST && /^[\x20-\x7e]+$/.test(run)) await this.#window.keys([...run].flatMap((key) => [down(key), up(key)]));
      else await this.#window.run((words) => document.execCommand("insertText", false, words), run);
    }
  }

  /** Chooses in a list by its words, and looks that the choice stands. */
  async choose(field, words, within = null) {
    await until(`“${words}” to be chosen in “${field}”`, async () => {
      const list = await this.get("field", field, within);
      await this.#window.run(
        (select, text) => {
          select.value = [...select.options].find((option) => option.text === text).value;
          select.dispatchEvent(new Event("change", { bubbles: true }));
        },
        list,
        words,
      );
      await this.painted();
      return this.#window.run((select, text) => select.selectedOptions[0]?.text === text, list, words);
    });
  }

  /** Puts the focus into a field by the mouse and writes over what stands in it. */
  async fill(name, text, within = null) {
    await this.click("field", name, within);
    await this.overwrite(text);
  }

  /** Writes over what stands in the field with the focus, and checks that it arrived. */
  async overwrite(text) {
    const { value } = await this.focus();
    if (value) await this.press("Control+a");
    await this.type(text);
    const now = await this.focus();
    if (now?.value !== text) throw new Error(`“${text}” was typed into “${now?.name}”, which holds “${now?.value}”.`);
  }

  /** Draws with the mouse through points that count from the middle of an element. */
  async drag(element, points) {
    await this.#window.run((target) => target.scrollIntoView({ block: "center" }), element);
    await this.painted();
    await this.#window.drag(element, points);
  }

  /** Moves the mouse over a point of an element, counted from its middle. */
  point(element, at = [0, 0]) {
    return this.#window.point(element, at);
  }

  /** Gives a field for files the file at `path`. */
  async chooseFile(name, path) {
    await this.#window.choose(await this.get("field", name), path);
  }

  /** What has the focus. */
  focus() {
    return this.#window.run(focusInPage);
  }

  /** Goes on by Tab until the focus is in the control with this name, as one does without a mouse. */
  async tabTo(name, key = "Tab", most = 40) {
    const passed = [];
    for (let n = 0; n < most; n += 1) {
      const here = await this.focus();
      if (here && (here.group ?? here.name) === name) return here;
      passed.push(here ? (here.group ?? here.name) : "nothing");
      await this.press(key);
    }
    throw new Error(`${key} does not reach “${name}”. It passed: ${passed.join(" · ")}.`);
  }

  /** Everything that can be read on the screen. */
  text() {
    return this.#window.run(() => document.body.innerText);
  }

  /** Waits until the screen says something. */
  async says(words) {
    const fits = words instanceof RegExp ? (text) => words.test(text) : (text) => text.includes(words);
    return until(`the screen to say “${words}”`, async () => {
      const text = (await this.text()).replace(/\s+/g, " ");
      return fits(text) && text;
    });
  }

  /** Waits until the page or one of its fields holds the words, also out of sight: a long note draws only what is seen. */
  holds(words) {
    const inPage = (words) =>
      document.body.textContent.includes(words) ||
      [...document.querySelectorAll("input, textarea")].some((field) => field.value.includes(words));
    return until(`the page to hold “${words}”`, () => this.#window.run(inPage, words));
  }

  async shows(heading) {
    await this.get("heading", heading);
  }

  /** Waits until what the page holds is also what the window shows. */
  async painted() {
    await this.#window.runAsync(() =>
      document.fonts.ready.then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))),
    );
  }

  /** The window as it is seen: the first picture that does not change any more. */
  async screenshot() {
    await this.painted();
    await this.#window.run(keepDrawing);
    try {
      let last = await this.#window.screenshot();
      for (let n = 0; n < MOST_PICTURES; n += 1) {
        const next = await this.#window.screenshot();
        if (next.equals(last)) break;
        last = next;
      }
      return last;
    } finally {
      await this.#window.run(() => document.querySelector("#drawn-again")?.remove());
    }
  }
}

/**
 * Has a point that nobody sees drawn again and again. Where no graphics device draws, WebKit takes a picture only
 * when the window changes next, and a page at rest would never have one taken.
 */
function keepDrawing() {
  const point = document.createElement("i");
  point.id = "drawn-again";
  Object.assign(point.style, { position: "fixed", inset: "0 auto auto 0", width: "1px", height: "1px" });
  document.body.append(point);
  let n = 0;
  const draw = () => {
    n += 1;
    point.style.background = n % 2 ? "rgba(0,0,0,0)" : "rgba(255,255,255,0)";
    if (point.isConnected) requestAnimationFrame(draw);
  };
  draw();
}

/**
 * A person scrolls to what they press. The driver does not where nothing is laid out outside the window, nor from under
 * what lies above; the focus goes there, and the window with it.
 */
function bringIntoSight(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  const there = document.elementFromPoint(x + width / 2, y + height / 2);
  if (element.contains(there)) return;
  element.focus();
  element.scrollIntoView({ block: "center" });
}
