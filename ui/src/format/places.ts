// Where in a note a path lies, in words: "Site 2".

import { words } from "../strings";

const ROW = /^(sites|events|other_care)\[(\d+)\]/;

/** "Site 2" for `sites[1].needle`; empty where the path lies in no row. */
export function placeOf(path: string): string {
  const match = ROW.exec(path);
  if (!match) return "";
  const n = Number(match[2]) + 1;
  const { care, after, sites } = words.chartSession;
  if (match[1] === "sites") return sites.row(n);
  return match[1] === "events" ? after.event(n) : care.row(n);
}

/** The message with the row it belongs to: "Site 2: The side is missing." */
export function inPlace({ path, message }: { path: string; message: string }): string {
  const place = placeOf(path);
  return place === "" ? message : `${place}: ${message}`;
}
