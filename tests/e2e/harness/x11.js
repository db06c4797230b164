// The display, asked in its own protocol: which windows there are, and "please close", as the cross in a
// title bar would say it. WebDriver can end a program, but it cannot close its window like a person.

import { Connection, request } from "./x11_connection.js";

const GET_PROPERTY = 20;
const GET_GEOMETRY = 14;
const GET_ATTRIBUTES = 3;
const QUERY_TREE = 15;
const GET_SELECTION_OWNER = 23;
const SEND_EVENT = 25;
const CLIENT_MESSAGE = 33;
const ANY_TYPE = 0;

/** A connection to the display of this run. Use `Display.asked(...)`, which closes it again. */
export class Display extends Connection {
  async #property(window, atom) {
    const answer = await this.reply(request(GET_PROPERTY, 0, [window, atom, ANY_TYPE, 0, 64]));
    if (answer === null || answer[1] === 0) return null;
    return answer.subarray(32, 32 + answer.readUInt32LE(16) * (answer[1] / 8));
  }

  /** The windows in sight that belong to a program: id, process, title and size. */
  async windows() {
    const tree = await this.reply(request(QUERY_TREE, 0, [this.root]));
    const [pidAtom, nameAtom] = [await this.atom("_NET_WM_PID"), await this.atom("WM_NAME")];
    const found = [];
    for (let n = 0; n < tree.readUInt16LE(16); n += 1) {
      const id = tree.readUInt32LE(32 + n * 4);
      const pid = await this.#property(id, pidAtom);
      const attributes = await this.reply(request(GET_ATTRIBUTES, 0, [id]));
      const geometry = await this.reply(request(GET_GEOMETRY, 0, [id]));
      if (pid === null || attributes === null || geometry === null || attributes[26] !== 2) continue;
      const title = (await this.#property(id, nameAtom))?.toString("utf8") ?? "";
      found.push({ id, pid: pid.readUInt32LE(0), title, width: geometry.readUInt16LE(16), height: geometry.readUInt16LE(18) });
    }
    return found;
  }

  /** Whether some program has filled a clipboard: "CLIPBOARD" or "PRIMARY". */
  async isFilled(clipboard) {
    const owner = await this.reply(request(GET_SELECTION_OWNER, 0, [await this.atom(clipboard)]));
    return owner.readUInt32LE(8) !== 0;
  }

  /** Asks a window to close, as its title bar would. */
  async close(window) {
    const protocols = await this.atom("WM_PROTOCOLS");
    const bytes = Buffer.alloc(44);
    bytes.writeUInt8(SEND_EVENT, 0);
    bytes.writeUInt16LE(11, 2);
    bytes.writeUInt32LE(window, 4);
    bytes.writeUInt8(CLIENT_MESSAGE, 12);
    bytes.writeUInt8(32, 13);
    bytes.writeUInt32LE(window, 16);
    bytes.writeUInt32LE(protocols, 20);
    bytes.writeUInt32LE(await this.atom("WM_DELETE_WINDOW"), 24);
    this.send(bytes);
    // An answered question proves that the display has read what was written before it.
    await this.reply(request(QUERY_TREE, 0, [this.root]));
  }
}
