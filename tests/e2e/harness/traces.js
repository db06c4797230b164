// Searching files for words that must not be in them, as bytes: in UTF-8 and UTF-16, as written and in
// small letters.

import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where programs leave things outside of their own folders. */
const SHARED = ["/tmp", "/var/tmp", "/dev/shm"];

export function spellings(word) {
  return [word, word.toLowerCase()].flatMap((text) => [
    { as: `“${text}” in UTF-8`, bytes: Buffer.from(text, "utf8") },
    { as: `“${text}” in UTF-16`, bytes: Buffer.from(text, "utf16le") },
  ]);
}

/** Every regular file below a folder on its own disk; one that vanishes meanwhile is none. */
function* filesBelow(folder, skip = [], disk = diskOf(folder)) {
  let entries = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (skip.includes(path)) continue;
    // What is mounted below it is somebody else's: another system's root has files without an end.
    if (entry.isDirectory() && diskOf(path) === disk) yield* filesBelow(path, skip, disk);
    else if (entry.isFile()) yield path;
  }
}

function diskOf(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.dev;
}

function tracesIn(path, words) {
  let content;
  try {
    content = readFileSync(path);
  } catch {
    return [];
  }
  return words
    .flatMap(spellings)
    .filter(({ bytes }) => content.includes(bytes))
    .map(({ as }) => `${path} holds ${as}`);
}

/** Each file below `folder` that holds one of the words; `except` are files that may. */
export function traces(folder, words, except = []) {
  return [...filesBelow(folder, except)].flatMap((path) => tracesIn(path, words));
}

/** The same for single files. */
export function tracesInFiles(paths, words) {
  return paths.flatMap((path) => tracesIn(path, words));
}

/** The same for what appeared in the folders that all programs share, since a moment; `own` is skipped. */
export function sharedTraces(since, words, own) {
  const isNew = (path) => {
    try {
      return lstatSync(path).ctimeMs >= since;
    } catch {
      return false;
    }
  };
  return SHARED.flatMap((folder) => [...filesBelow(folder, [own])].filter(isNew).flatMap((path) => tracesIn(path, words)));
}

/** How many files a search below `folder` reads: a search of nothing proves nothing. */
export function countFiles(folder) {
  return [...filesBelow(folder)].length;
}
