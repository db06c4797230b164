// Everything that crosses the seam: the commands, generated from Rust, and the events.

export type { Commands, Jobs } from "./generated/Commands";

/** Event name to what it carries. */
export interface Events {
  /** The file was locked from outside the page: by time, by sleep or by another command. */
  locked: null;
  /** Nobody used the practice for a while: hide it. */
  covering: null;
  /** Time, sleep or the system's own lock ask for the lock: keep what is typed, then lock. */
  locking: null;
  /** The window is about to close: what is typed must be kept now. */
  closing: null;
}
