// Brand and lot of a box are said once for each visit, and never for needles of another box.

import { describe, expect, it } from "vitest";
import type { BoxOffer } from "../../backend/generated/BoxOffer";
import type { SiteDraft } from "../../backend/generated/SiteDraft";
import { site } from "../../test/ada";
import { BoxesTaken } from "./boxes_taken";

const box = (lot: string): BoxOffer => ({ brand: "Seirin", lot, words: "", expired: "" });
const row = (needle: string, fields: Partial<SiteDraft> = {}) => site({ needle, ...fields });

/** The open boxes of each size, as the rows are offered them. */
const shelf: Readonly<Record<string, readonly BoxOffer[]>> = {
  "0.25x40": [box("A17"), box("A18")],
  "0.30x50": [box("B2")],
};

function visit() {
  const rows: SiteDraft[] = [];
  const taken = new BoxesTaken(rows);
  const look = () => taken.follow(rows, (n) => shelf[rows[n]?.needle ?? ""] ?? []);
  const add = (added: SiteDraft) => {
    rows.push(added);
    look();
    return added;
  };
  return { taken, add, look };
}

describe("a box that was taken for one row", () => {
  it("is that of a later row of its size, and not of another size", () => {
    const { taken, add } = visit();
    taken.write(add(row("0.25x40")), box("A17"));
    expect(add(row("0.25x40"))).toMatchObject({ brand: "Seirin", lot: "A17" });
    expect(add(row("0.30x50"))).toMatchObject({ brand: "", lot: "" });
  });

  it("is asked for again once a second box of that size is in use", () => {
    const { taken, add } = visit();
    taken.write(add(row("0.25x40")), box("A17"));
    taken.write(add(row("0.25x40")), box("A18"));
    expect(add(row("0.25x40"))).toMatchObject({ brand: "", lot: "" });
  });

  it("leaves alone what a later row says of its own", () => {
    const { taken, add, look } = visit();
    taken.write(add(row("0.25x40")), box("A17"));
    const own = add(row("0.25x40", { brand: "Hwato", lot: "9" }));
    look();
    expect(own).toMatchObject({ brand: "Hwato", lot: "9" });
  });

  it("is no longer said by a row whose needle became another", () => {
    const { taken, add, look } = visit();
    const first = add(row("0.25x40"));
    taken.write(first, box("A17"));
    first.needle = "0.30x50";
    look();
    expect(first).toMatchObject({ brand: "", lot: "" });
  });

  it("goes, but what was typed over it stays, when the needle changes", () => {
    const { taken, add, look } = visit();
    const first = add(row("0.25x40"));
    taken.write(first, box("A17"));
    first.lot = "typed from the packet";
    first.needle = "0.30x50";
    look();
    expect(first.lot).toBe("typed from the packet");
  });

  it("is not taken over from a row of the last visit that is laid out in grey", () => {
    const { add } = visit();
    add(row("0.25x40", { repeats: "a row of the last visit", brand: "Seirin", lot: "A17" }));
    expect(add(row("0.25x40"))).toMatchObject({ brand: "", lot: "" });
  });
});

describe("a note that is opened again", () => {
  it("fills nothing into rows that were charted before", () => {
    const before = [row("0.25x40", { brand: "Seirin", lot: "A17" }), row("0.25x40")];
    const taken = new BoxesTaken(before);
    taken.follow(before, () => [box("A17")]);
    expect(before[1]).toMatchObject({ brand: "", lot: "" });
  });
});

describe("a row made as another", () => {
  it("keeps the box, and loses it with its needle", () => {
    const { taken, add, look } = visit();
    const first = add(row("0.25x40"));
    taken.write(first, box("A17"));
    const copy = { ...first };
    taken.same(copy, first);
    add(copy);
    expect(copy.lot).toBe("A17");
    copy.needle = "0.30x50";
    look();
    expect(copy.lot).toBe("");
  });
});
