// What the palette lists.

/** Something to go to or to do. */
export interface PaletteItem {
  id: string;
  label: string;
  detail?: string;
  /** Key caps of its shortcut. */
  keys?: readonly string[];
  keywords?: readonly string[];
  /** Words that show why it was found, with what was looked for marked in them. */
  excerpt?: readonly { text: string; hit: boolean }[];
  /** What takes the place of what was typed, so that the search goes on; the palette stays open. */
  typed?: string;
  run: () => void;
}

export interface PaletteGroup {
  title: string;
  items: readonly PaletteItem[];
}

/** What a search answers. */
export interface PaletteFound {
  /** Shown before everything else. */
  first: readonly PaletteGroup[];
  /** Shown after the actions that fit. */
  then: readonly PaletteGroup[];
  /** What of the query is not looked for, in sentences. */
  remarks: readonly string[];
}
