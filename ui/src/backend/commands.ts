// Every command of the backend with its arguments and its reply. The entries are generated from Rust;
// this file is where the rest of the UI finds them.

/** A command takes named arguments and answers one value. */
export interface Command {
  args: Record<string, unknown>;
  reply: unknown;
}

/** Command name to its arguments and reply. Generated types extend it by declaration merging. */
export interface Commands {
  /** Saves the draft, closes the file and forgets the keys. */
  lock: { args: Record<string, never>; reply: null };
}

/** Event name to what it carries. */
export interface Events {
  /** The file was locked from outside the page: by time, by sleep or by another command. */
  locked: null;
}
