// Every shortcut of Filiform, declared once with its words. Screens ask for one by name; the list
// that `?` opens is made of the same entries.

import { words } from "../strings";

export type Place = "everywhere" | "patient" | "note" | "chart";

export interface Shortcut {
  /** tinykeys patterns; more than one where keyboards differ. */
  keys: readonly string[];
  /** Key caps for the list, in reading order. */
  caps: readonly string[];
  place: Place;
  words: string;
  /** Whether it also works while a field has the focus. Bare letters must not. */
  whileTyping: boolean;
  /** Whether it works while a dialog is open: only locking does. */
  overDialogs?: boolean;
}

const { caps } = words.keys;

/** A bare key: silent while someone types. */
function bare(place: Place, key: string, what: string): Shortcut {
  return { keys: [key.toLowerCase()], caps: [key], place, words: what, whileTyping: false };
}

/** Keys held with Ctrl or Alt, or Esc: they work in fields too. */
function held(
  place: Place,
  keys: readonly string[],
  show: readonly string[],
  what: string,
): Shortcut {
  return { keys, caps: show, place, words: what, whileTyping: true };
}

function section(n: number): Shortcut {
  return held("chart", [`Alt+Digit${String(n)}`], [caps.Alt, String(n)], words.keys.section(n));
}

export const shortcuts = {
  find: held("everywhere", ["Control+k"], [caps.Control, "K"], words.keys.find),
  lock: {
    ...held("everywhere", ["Control+l"], [caps.Control, "L"], words.keys.lock),
    overDialogs: true,
  },
  cover: {
    ...held(
      "everywhere",
      ["Control+Shift+l", "Control+Shift+L"],
      [caps.Control, caps.Shift, "L"],
      words.keys.cover,
    ),
    overDialogs: true,
  },
  switchSeat: {
    ...held(
      "everywhere",
      ["Control+Shift+s", "Control+Shift+S"],
      [caps.Control, caps.Shift, "S"],
      words.keys.switchSeat,
    ),
    overDialogs: true,
  },
  help: {
    keys: ["Shift+?", "?"],
    caps: ["?"],
    place: "everywhere",
    words: words.keys.help,
    whileTyping: false,
  },
  back: held("everywhere", ["Escape"], [caps.Escape], words.keys.back),
  undo: held("everywhere", ["Control+z"], [caps.Control, "Z"], words.keys.undo),
  redo: held(
    "everywhere",
    ["Control+Shift+z", "Control+Shift+Z"],
    [caps.Control, caps.Shift, "Z"],
    words.keys.redo,
  ),
  newSession: bare("patient", "N", words.keys.newSession),
  repeat: bare("patient", "R", words.chartRows.keys.repeat),
  letter: bare("patient", "L", words.keys.letter),
  documents: bare("patient", "F", words.writeDocument.key),
  editDetails: bare("patient", "E", words.keys.editDetails),
  logContact: bare("patient", "T", words.keys.logContact),
  notHeld: bare("patient", "H", words.logNotHeld.key),
  attachFile: bare("patient", "I", words.attachFile.key),
  reportEvent: bare("patient", "A", words.keys.reportEvent),
  outcomes: bare("patient", "O", words.reviewOutcomes.key),
  scoreMeasure: bare("patient", "S", words.scoreMeasure.key),
  episode: bare("patient", "P", words.manageEpisode.key),
  consent: bare("patient", "C", words.screenAndConsent.key),
  filterHistory: {
    // On some keyboards the slash is reached with Shift.
    ...bare("patient", "/", words.reviewHistory.keys.filter),
    keys: ["/", "Shift+/"],
  },
  withdraw: bare("patient", "W", words.screenAndConsent.keys.withdraw),
  original: bare("note", "O", words.amendSession.keys.original),
  amend: bare("note", "M", words.amendSession.keys.amend),
  addWords: bare("note", "D", words.amendSession.keys.addendum),
  voidNote: bare("note", "V", words.amendSession.keys.void),
  section1: section(1),
  section2: section(2),
  section3: section(3),
  section4: section(4),
  section5: section(5),
  section6: section(6),
  withdrawNow: held("chart", ["Alt+w"], [caps.Alt, "W"], words.chartNote.keys.withdraw),
  line: {
    // On some keyboards the slash is reached with Shift.
    ...bare("chart", "/", words.chartRows.keys.line),
    keys: ["/", "Shift+/"],
  },
  repeatRows: held("chart", ["Alt+r"], [caps.Alt, "R"], words.chartRows.keys.repeat),
  confirmAll: held(
    "chart",
    ["Control+Shift+Enter"],
    [caps.Control, caps.Shift, caps.Enter],
    words.chartRows.keys.confirmAll,
  ),
  sign: held("chart", ["Control+Enter"], [caps.Control, caps.Enter], words.keys.sign),
} as const satisfies Record<string, Shortcut>;

export type ShortcutName = keyof typeof shortcuts;

/** A line of the list: keys that belong to one control are listed here, not bound here. */
export interface ListedKey {
  place: Place;
  caps: readonly string[];
  words: string;
}

const inControls: ListedKey[] = [
  { place: "everywhere", caps: [caps.Control, caps.Enter], words: words.keys.finishForm },
  { place: "patient", caps: ["X"], words: words.reviewHistory.keys.mark },
  { place: "chart", caps: [caps.Alt, "1", caps.to, "6"], words: words.keys.sections },
  { place: "chart", caps: ["0", caps.to, "9", "X"], words: words.keys.pain },
  { place: "chart", caps: words.chartNote.keys.letters, words: words.chartNote.keys.answer },
  { place: "chart", caps: words.keys.phraseCaps, words: words.keys.phrase },
  { place: "chart", caps: [caps.Control, "D"], words: words.keys.sameAsAbove },
  { place: "chart", caps: [caps.Enter], words: words.keys.nextSite },
  { place: "chart", caps: [caps.Control, "E"], words: words.chartRows.keys.settings },
  { place: "chart", caps: words.chartRows.boxes.keys, words: words.chartRows.keys.box },
  { place: "chart", caps: words.chartRows.repeats.space, words: words.chartRows.keys.confirm },
  { place: "chart", caps: words.chartRows.line.caps.enter, words: words.chartRows.keys.take },
  { place: "chart", caps: words.chartRows.line.caps.tab, words: words.chartRows.keys.complete },
  { place: "chart", caps: ["1", caps.to, "9"], words: words.chartRows.keys.choose },
];

/** The list for `?`, without the single sections. */
export function listedKeys(): ListedKey[] {
  const single = Object.entries(shortcuts)
    .filter(([name]) => !name.startsWith("section"))
    .map(([, shortcut]) => shortcut as ListedKey);
  return [...single, ...inControls];
}
