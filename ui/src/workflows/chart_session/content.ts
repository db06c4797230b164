// The clinical content of the screens: asked for once, then looked up by id.

import type { Backend } from "../../backend/backend";
import type { Reference } from "../../backend/generated/Reference";
import type { SourceRow } from "../../backend/generated/SourceRow";
import type { TargetRow } from "../../backend/generated/TargetRow";
import { targetChoices, type TargetChoices } from "./targets";

export class Content {
  readonly reference: Reference;
  readonly choices: TargetChoices;
  readonly #targets: ReadonlyMap<string, TargetRow>;
  readonly #sources: ReadonlyMap<string, SourceRow>;

  constructor(reference: Reference) {
    this.reference = reference;
    this.choices = targetChoices(reference);
    this.#targets = new Map(reference.targets.map((target) => [target.id, target]));
    this.#sources = new Map(reference.sources.map((source) => [source.id, source]));
  }

  target(id: string): TargetRow | undefined {
    return this.#targets.get(id);
  }

  /** The sources with these ids, those that are known. */
  sources(ids: readonly string[]): SourceRow[] {
    return ids.flatMap((id) => this.#sources.get(id) ?? []);
  }
}

const loaded = new WeakMap<Backend, Promise<Content>>();

/** The content, asked for once a page: it does not change while the app runs. */
export function contentOf(backend: Backend): Promise<Content> {
  const known = loaded.get(backend);
  if (known) return known;
  const asked = backend.call("reference", {}).then((reference) => new Content(reference));
  loaded.set(backend, asked);
  asked.catch(() => loaded.delete(backend));
  return asked;
}
