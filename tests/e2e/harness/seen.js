// From a key to its letter on the display: the key is struck at the display, as a keyboard would, and the clock
// stops when the display holds other pixels in the field. Everything between is in it: the window's own process,
// WebKit, the page, the drawing, and the way back.

import { Connection, request } from "./x11_connection.js";

const SET_INPUT_FOCUS = 42;
const GET_IMAGE = 73;
const GET_KEYBOARD_MAPPING = 101;
const KEY_PRESS = 2;
const KEY_RELEASE = 3;
const PARENT = 2;
const Z_PIXMAP = 2;
/** Minor opcodes of XTEST and DAMAGE. */
const FAKE_INPUT = 2;
const DAMAGE_VERSION = 0;
const DAMAGE_CREATE = 1;
const DAMAGE_SUBTRACT = 3;
const WHEN_IT_GROWS = 2;

const FIRST_KEY = 8;
const KEYS = 248;
/** A letter that is not seen by then is not on its way. */
const LONGEST_MS = 2000;

export class Typist extends Connection {
  #window;
  #test;
  #damage;
  #codes = new Map();

  /** Gives the window the keyboard, watches it being drawn, and learns which key writes what. */
  async sitDown(window) {
    this.#window = window;
    this.#test = await this.extension("XTEST");
    this.#damage = await this.extension("DAMAGE");
    await this.reply(request(this.#damage.opcode, DAMAGE_VERSION, [1, 1]));
    this.send(request(this.#damage.opcode, DAMAGE_CREATE, [this.firstId, window, WHEN_IT_GROWS]));
    this.send(request(SET_INPUT_FOCUS, PARENT, [window, 0]));
    const answer = await this.reply(request(GET_KEYBOARD_MAPPING, 0, [FIRST_KEY | (KEYS << 8)]));
    const wide = answer[1];
    for (let key = 0; key < KEYS; key += 1) {
      const symbol = answer.readUInt32LE(32 + key * wide * 4);
      if (symbol >= 0x20 && symbol < 0x7f && !this.#codes.has(symbol)) this.#codes.set(symbol, FIRST_KEY + key);
    }
  }

  #key(event, code) {
    const bytes = Buffer.alloc(36);
    bytes.writeUInt8(this.#test.opcode, 0);
    bytes.writeUInt8(FAKE_INPUT, 1);
    bytes.writeUInt16LE(9, 2);
    bytes.writeUInt8(event, 4);
    bytes.writeUInt8(code, 5);
    this.send(bytes);
  }

  async #pixels({ x, y, width, height }) {
    const words = [this.#window, x | (y << 16), width | (height << 16), 0xffffffff];
    const image = await this.reply(request(GET_IMAGE, Z_PIXMAP, words));
    if (image === null) throw new Error("The field does not lie in the window.");
    return image.subarray(32);
  }

  /** Strikes the key of one letter. */
  press(letter) {
    const code = this.#codes.get(letter.charCodeAt(0));
    if (!code) throw new Error(`No key writes “${letter}” by itself.`);
    this.#key(KEY_PRESS, code);
    this.#key(KEY_RELEASE, code);
  }

  #startAfresh() {
    this.send(request(this.#damage.opcode, DAMAGE_SUBTRACT, [this.firstId, 0, 0]));
  }

  /**
   * Strikes a key and answers how many milliseconds later the field looks different, and how many pixels of the
   * window were drawn for it, in the smallest box around them.
   */
  async strike(letter, field) {
    this.#startAfresh();
    const before = await this.#pixels(field);
    this.forgetEvents();
    const struck = performance.now();
    this.press(letter);
    const tooLate = late();
    for (let draws = 0; ; draws += 1) {
      const event = await Promise.race([this.event(), tooLate]);
      if (event === null) throw new Error(`“${letter}” was struck and never seen; the window was drawn ${draws} times.`);
      if (event.kind !== this.#damage.firstEvent) continue;
      const drawn = event.bytes.readUInt16LE(20) * event.bytes.readUInt16LE(22);
      this.#startAfresh();
      if (!before.equals(await this.#pixels(field))) return { ms: event.at - struck, drawn };
    }
  }
}

function late() {
  return new Promise((later) => setTimeout(later, LONGEST_MS, null).unref());
}
