// What the palette lists.

/** Something to go to or to do. */
export interface PaletteItem {
  id: string;
  label: string;
  detail?: string;
  /** Key caps of its shortcut. */
  keys?: readonly string[];
  keywords?: readonly string[];
  run: () => void;
}

export interface PaletteGroup {
  title: string;
  items: readonly PaletteItem[];
}
