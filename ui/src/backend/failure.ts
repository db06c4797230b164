// What the backend answers when it refuses. The words are written in Rust, so that window and command
// line say the same; code here acts on `code`, never on the words.

/** One refused field: `path` names it as the draft does, such as `sites.2.target`. */
export interface FieldFailure {
  path: string;
  code: string;
  message: string;
}

/** The error as it crosses the wire. */
export interface WireFailure {
  code: string;
  message: string;
  fields: FieldFailure[];
}

/** Code of a failure that did not come from a workflow, such as a broken bridge. */
export const UNEXPECTED = "unexpected";

/** A refusal of the backend, thrown by every call. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;
  readonly fields: readonly FieldFailure[];

  constructor(wire: WireFailure) {
    super(wire.message);
    this.code = wire.code;
    this.fields = wire.fields;
  }

  /** The message for the field at `path`, or undefined: made for a control's `error`. */
  at(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message;
  }

  /** The refused fields at `path` and below it: `sites.2` also finds `sites.2.target`. */
  under(path: string): FieldFailure[] {
    return this.fields.filter((field) => field.path === path || field.path.startsWith(`${path}.`));
  }

  /** Whatever was thrown, as a failure. What we do not know keeps no text: it could hold a name. */
  static from(thrown: unknown): Failure {
    if (thrown instanceof Failure) return thrown;
    if (isWireFailure(thrown)) return new Failure(thrown);
    return new Failure({ code: UNEXPECTED, message: "", fields: [] });
  }
}

function isWireFailure(thrown: unknown): thrown is WireFailure {
  if (typeof thrown !== "object" || thrown === null) return false;
  const { code, message, fields } = thrown as Record<string, unknown>;
  return typeof code === "string" && typeof message === "string" && Array.isArray(fields);
}
