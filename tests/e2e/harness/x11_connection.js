// A connection to the display of this run, in its own protocol: requests, replies, and the events that come between.

import { connect } from "node:net";

const INTERN_ATOM = 16;
const QUERY_EXTENSION = 98;
const ERROR = 0;
const REPLY = 1;

/** A request with whole words of content. */
export function request(opcode, detail, words) {
  const bytes = Buffer.alloc(4 + words.length * 4);
  bytes.writeUInt8(opcode, 0);
  bytes.writeUInt8(detail, 1);
  bytes.writeUInt16LE(bytes.length / 4, 2);
  words.forEach((word, n) => bytes.writeUInt32LE(word, 4 + n * 4));
  return bytes;
}

/** A request that ends with a name. */
function named(opcode, words, name) {
  const bytes = Buffer.concat([request(opcode, 0, words), Buffer.alloc(Math.ceil(name.length / 4) * 4)]);
  bytes.write(name, 4 + words.length * 4, "latin1");
  bytes.writeUInt16LE(bytes.length / 4, 2);
  return bytes;
}

/** Use `SomeDisplay.asked(...)`, which closes it again. */
export class Connection {
  #socket;
  #received = Buffer.alloc(0);
  #waiting = null;
  #failed = null;
  #events = [];
  root = 0;
  /** Ids that this connection may give to what it makes begin here. */
  firstId = 0;

  /** Opens the display, has `use` ask it, and closes it. */
  static async asked(use) {
    const display = new this();
    await display.#open();
    try {
      return await use(display);
    } finally {
      display.#socket.destroy();
    }
  }

  async #open() {
    const number = /:(\d+)/.exec(process.env.DISPLAY ?? "")?.[1];
    this.#socket = connect(`/tmp/.X11-unix/X${number}`);
    this.#socket.on("data", (bytes) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#waiting?.();
    });
    this.#socket.on("error", (error) => {
      this.#failed = error;
      this.#waiting?.();
    });
    this.#socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const head = await this.#take(8);
    if (head[0] !== 1) throw new Error("The display lets nobody in.");
    const setup = await this.#take(head.readUInt16LE(6) * 4);
    const vendor = Math.ceil(setup.readUInt16LE(16) / 4) * 4;
    this.firstId = setup.readUInt32LE(4);
    this.root = setup.readUInt32LE(32 + vendor + setup[21] * 8);
  }

  async #take(length) {
    while (this.#received.length < length) {
      if (this.#failed) throw this.#failed;
      await new Promise((more) => (this.#waiting = more));
    }
    const taken = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return taken;
  }

  /** Sends what has no reply. */
  send(bytes) {
    this.#socket.write(bytes);
  }

  /** What the display tells unasked, oldest first, and when it came. */
  async event() {
    for (;;) {
      const next = this.#events.shift();
      if (next) return next;
      this.#keep(await this.#take(32));
    }
  }

  /** The reply to a request, or null when what it asks about is gone meanwhile. */
  async reply(bytes) {
    this.#socket.write(bytes);
    for (;;) {
      const head = await this.#take(32);
      if (head[0] === ERROR) return null;
      if (head[0] === REPLY) return Buffer.concat([head, await this.#take(head.readUInt32LE(4) * 4)]);
      this.#keep(head);
    }
  }

  /** What was told until now is of no more interest. */
  forgetEvents() {
    this.#events = [];
  }

  #keep(head) {
    if (head[0] > REPLY) this.#events.push({ kind: head[0], bytes: head, at: performance.now() });
  }

  async atom(name) {
    return (await this.reply(named(INTERN_ATOM, [name.length], name))).readUInt32LE(8);
  }

  /** The opcode of an extension and the number of its first event. */
  async extension(name) {
    const answer = await this.reply(named(QUERY_EXTENSION, [name.length], name));
    if (answer === null || answer[8] === 0) throw new Error(`The display does not know ${name}.`);
    return { opcode: answer[9], firstEvent: answer[10] };
  }
}
