// Searching the memory of running processes for words, as somebody with an image of it would.

import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { spellings } from "./traces.js";

const PAGE = 4096;
/** The most that is searched in one go, in pages. A word across two goes is found in neither. */
const MOST_PAGES = 4096;
/** How many pages the kernel is asked about at once, in entries of eight bytes. */
const ASKED = 65536;
const ENTRY = 8;
/** The bits of an entry's last byte which say that the page is in memory or in the swap. */
const THERE = 0xc0;

/** The regions that a process can write: first page and number of pages. */
function writable(pid) {
  return readFileSync(`/proc/${pid}/maps`, "latin1")
    .split("\n")
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line))
    .filter(Boolean)
    .map(([, start, end]) => [parseInt(start, 16) / PAGE, (parseInt(end, 16) - parseInt(start, 16)) / PAGE]);
}

/** Runs of pages that exist, first page and number: a program reserves far more than it uses. */
function* present(pagemap, first, pages) {
  const entries = Buffer.alloc(ENTRY * ASKED);
  let run = null;
  for (let at = 0; at < pages; at += ASKED) {
    const read = readSync(pagemap, entries, 0, Math.min(ASKED, pages - at) * ENTRY, (first + at) * ENTRY) / ENTRY;
    for (let n = 0; n < read; n += 1) {
      const there = (entries[n * ENTRY + 7] & THERE) !== 0;
      const page = first + at + n;
      if (there && run && run[1] < MOST_PAGES) run[1] += 1;
      else {
        if (run) yield run;
        run = there ? [page, 1] : null;
      }
    }
  }
  if (run) yield run;
}

/** How often each word stands in the memory of a process, in any spelling. */
export function copiesInMemory(pid, words) {
  const wanted = words.map((word) => [...new Set(spellings(word).map(({ bytes }) => bytes.toString("latin1")))]);
  const counts = words.map(() => 0);
  const [memory, pagemap] = ["mem", "pagemap"].map((name) => openSync(`/proc/${pid}/${name}`, "r"));
  const buffer = Buffer.alloc(MOST_PAGES * PAGE);
  for (const [first, pages] of writable(pid)) {
    for (const [page, length] of present(pagemap, first, pages)) {
      const bytes = readPages(memory, buffer, page, length);
      wanted.forEach((all, n) => {
        counts[n] += all.reduce((sum, one) => sum + occurrences(bytes, one), 0);
      });
    }
  }
  closeSync(memory);
  closeSync(pagemap);
  return Object.fromEntries(words.map((word, n) => [word, counts[n]]));
}

function occurrences(bytes, wanted) {
  let found = 0;
  for (let at = bytes.indexOf(wanted, 0, "latin1"); at >= 0; at = bytes.indexOf(wanted, at + 1, "latin1")) found += 1;
  return found;
}

/** What stands in a run of pages; nothing where the kernel keeps them to itself. */
function readPages(memory, buffer, page, length) {
  try {
    return buffer.subarray(0, readSync(memory, buffer, 0, length * PAGE, page * PAGE));
  } catch {
    return buffer.subarray(0, 0);
  }
}
