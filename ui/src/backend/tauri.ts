// The real backend: Tauri's bridge to the workflows in Rust. No other file names Tauri.

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Args, Backend, Commands, Events, Reply } from "./backend";
import { Failure } from "./failure";

/** Whether this page runs inside the window rather than in a browser. */
export function insideTauri(): boolean {
  return "__TAURI_INTERNALS__" in globalThis;
}

/** Every command of the window takes its one value under the name `args`. */
async function call<K extends keyof Commands>(command: K, args: Args<K>): Promise<Reply<K>> {
  try {
    return await invoke<Reply<K>>(command, { args });
  } catch (thrown) {
    throw Failure.from(thrown);
  }
}

/** Tauri subscribes in its own time; whoever leaves before that is unsubscribed on arrival. */
function hear<E extends keyof Events>(event: E, heard: (detail: Events[E]) => void): () => void {
  const arriving = listen<Events[E]>(event, ({ payload }) => {
    heard(payload);
  });
  return () => {
    void arriving.then((stop) => {
      stop();
    });
  };
}

export const tauriBackend: Backend = { call, listen: hear };
