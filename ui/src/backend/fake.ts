// A backend without Rust, for tests and for looking at screens in a browser. It answers from
// fixtures that the real workflows wrote, and holds no rule of its own.

import type {
  Args,
  Backend,
  Commands,
  Events,
  JobArgs,
  JobReply,
  Jobs,
  Reply,
  Watching,
} from "./backend";
import { Failure } from "./failure";
import type { Refusal } from "./generated/Refusal";

/** One recorded answer. Without `args` it answers every call of its command. */
export interface Fixture {
  args?: unknown;
  reply?: unknown;
  failure?: Refusal;
}

/** Command name to its recorded answers. */
export type Fixtures = Record<string, Fixture[]>;

/** A call that the fake saw. */
export interface Call {
  command: keyof Commands | keyof Jobs;
  args: unknown;
}

type CommandAnswers = {
  [K in keyof Commands]?: (args: Args<K>) => Reply<K> | Promise<Reply<K>>;
};

type JobAnswer<J extends keyof Jobs> = (
  args: JobArgs<J>,
  watching: Watching,
) => JobReply<J> | Promise<JobReply<J>>;

type JobAnswers = { [J in keyof Jobs]?: JobAnswer<J> };

/** Answers given by code, for a test that needs more than a recording. */
export type Answers = CommandAnswers & JobAnswers;

export class FakeBackend implements Backend {
  /** Every call in order, for a test to look at. */
  readonly calls: Call[] = [];
  readonly #fixtures: Fixtures;
  readonly #answers: Answers;
  readonly #hearers = new Map<string, Set<(detail: never) => void>>();

  constructor(fixtures: Fixtures = {}, answers: Answers = {}) {
    this.#fixtures = fixtures;
    this.#answers = answers;
  }

  async call<K extends keyof Commands>(command: K, args: Args<K>): Promise<Reply<K>> {
    this.calls.push({ command, args: structuredClone(args) });
    const answer = (this.#answers as CommandAnswers)[command];
    if (answer) return answer(args);
    const fixture = this.#find(command, args);
    if (fixture.failure) throw new Failure(fixture.failure);
    return structuredClone(fixture.reply) as Reply<K>;
  }

  async run<J extends keyof Jobs>(
    job: J,
    args: JobArgs<J>,
    watching: Watching = {},
  ): Promise<JobReply<J>> {
    this.calls.push({ command: job, args: structuredClone(args) });
    const answer = (this.#answers as JobAnswers)[job];
    if (answer) return answer(args, watching);
    const fixture = this.#find(job, args);
    if (fixture.failure) throw new Failure(fixture.failure);
    return structuredClone(fixture.reply) as JobReply<J>;
  }

  listen<E extends keyof Events>(event: E, heard: (detail: Events[E]) => void): () => void {
    const hearers = this.#hearers.get(event) ?? new Set();
    this.#hearers.set(event, hearers.add(heard));
    return () => hearers.delete(heard);
  }

  /** Sends an event to everyone who listens. */
  emit<E extends keyof Events>(event: E, detail: Events[E]): void {
    for (const heard of this.#hearers.get(event) ?? []) heard(detail as never);
  }

  /** The arguments of every call of one command, in order. */
  callsOf<K extends keyof Commands>(command: K): Args<K>[] {
    return this.#argsOf(command) as Args<K>[];
  }

  /** The arguments of every run of one job, in order. */
  runsOf<J extends keyof Jobs>(job: J): JobArgs<J>[] {
    return this.#argsOf(job) as JobArgs<J>[];
  }

  #argsOf(command: string): unknown[] {
    return this.calls.filter((call) => call.command === command).map((call) => call.args);
  }

  #find(command: string, args: unknown): Fixture {
    const recorded = this.#fixtures[command] ?? [];
    const found =
      recorded.find((fixture) => fixture.args !== undefined && same(fixture.args, args)) ??
      recorded.find((fixture) => fixture.args === undefined);
    if (!found) throw new Error(`No fixture answers ${command} ${JSON.stringify(args)}`);
    return found;
  }
}

/** Whether two JSON values are equal; the order of keys does not matter. */
function same(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right)) {
    return false;
  }
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length && keys.every((key) => same(left[key], right[key]))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
