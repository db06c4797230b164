// What the charting screen hands to whoever gives the note to a colleague. The frame puts the two together.

export interface Handing {
  open: boolean;
  draft: string;
  /** Keeps what is typed; answers whether all of it is kept. */
  keep: () => Promise<boolean>;
  close: () => void;
  /** The note is a colleague's now. */
  given: (to: string) => void;
}
