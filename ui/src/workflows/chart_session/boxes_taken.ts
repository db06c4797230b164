// The boxes that were taken at this visit. Brand and lot are set once for each box: a row of its size that comes later
// takes them too, and a row whose needle is changed no longer says the lot of another.

import type { BoxOffer } from "../../backend/generated/BoxOffer";
import type { SiteDraft } from "../../backend/generated/SiteDraft";

/** What was written into a row, and for which needle. */
interface Taken {
  needle: string;
  brand: string;
  lot: string;
}

export class BoxesTaken {
  /** What was written into a row from a box; null for a row that says, or does not say, its own. */
  readonly #of = new WeakMap<SiteDraft, Taken | null>();

  /** Rows that were charted before this note was opened keep what they say. */
  constructor(rows: readonly SiteDraft[]) {
    for (const row of rows) if (row.repeats === "" && row.needle !== "") this.#of.set(row, null);
  }

  /** Writes brand and lot of a box into a row. */
  write(row: SiteDraft, { brand, lot }: { brand: string; lot: string }): void {
    row.brand = brand;
    row.lot = lot;
    this.#of.set(row, { needle: row.needle, brand, lot });
  }

  /** A row that was made as another is has its needle from the same box. */
  same(row: SiteDraft, as: SiteDraft): void {
    this.#of.set(row, this.#of.get(as) ?? null);
  }

  /** Looks at every row once its offers are known: `offers` are the open boxes of its size. */
  follow(rows: readonly SiteDraft[], offers: (n: number) => readonly BoxOffer[]): void {
    for (const row of rows) this.#forgetOther(row);
    rows.forEach((row, n) => {
      if (this.#of.has(row)) return;
      if (row.brand !== "" || row.lot !== "") {
        this.#of.set(row, null);
        return;
      }
      const used = offers(n).filter((box) => rows.some((other) => isFrom(other, box)));
      // Where two boxes of one size are in use, the therapist says which.
      const [box] = used;
      if (box && used.length === 1) this.write(row, box);
    });
  }

  /** The lot of one size is not the lot of another. What was typed by hand stays. */
  #forgetOther(row: SiteDraft): void {
    const taken = this.#of.get(row);
    if (!taken || row.needle === taken.needle) return;
    if (row.brand === taken.brand && row.lot === taken.lot) {
      row.brand = "";
      row.lot = "";
    }
    this.#of.delete(row);
  }
}

function isFrom(row: SiteDraft, { brand, lot }: BoxOffer): boolean {
  return row.repeats === "" && row.brand === brand && row.lot === lot;
}
