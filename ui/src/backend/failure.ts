// What the backend answers when it refuses. The words are written in Rust, so that window and command
// line say the same; code here acts on `code`, never on the words.

import type { Problem } from "./generated/Problem";
import type { Refusal } from "./generated/Refusal";

/** Code of a failure that did not come from a workflow, such as a broken bridge. */
export const UNEXPECTED = "unexpected";

/** A refusal of the backend, thrown by every call. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;
  readonly fields: readonly Problem[];

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.code = refusal.code;
    this.fields = refusal.fields;
  }

  /** The message for the field at `path`, or undefined: made for a control's `error`. */
  at(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message;
  }

  /** The refused fields at `path` and below it: `sites[1]` also finds `sites[1].needle`. */
  under(path: string): Problem[] {
    return this.fields.filter(
      (field) =>
        field.path.startsWith(path) && ["", ".", "["].includes(field.path.charAt(path.length)),
    );
  }

  /** Whatever was thrown, as a failure. What we do not know keeps no text: it could hold a name. */
  static from(thrown: unknown): Failure {
    if (thrown instanceof Failure) return thrown;
    if (isRefusal(thrown)) return new Failure(thrown);
    return new Failure({ code: UNEXPECTED, message: "", fields: [] });
  }
}

function isRefusal(thrown: unknown): thrown is Refusal {
  if (typeof thrown !== "object" || thrown === null) return false;
  const { code, message, fields } = thrown as Record<string, unknown>;
  return typeof code === "string" && typeof message === "string" && Array.isArray(fields);
}
