// The real backend: Tauri's bridge to the workflows in Rust. No other file names Tauri.

import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type {
  Args,
  Backend,
  Commands,
  Events,
  JobArgs,
  JobReply,
  Jobs,
  Progress,
  Reply,
  Watching,
} from "./backend";
import { Failure } from "./failure";

/** Whether this page runs inside the window rather than in a browser. */
export function insideTauri(): boolean {
  return "__TAURI_INTERNALS__" in globalThis;
}

/** The window has one door: it takes the name of a command of the contract, and its arguments. */
async function call<K extends keyof Commands>(command: K, args: Args<K>): Promise<Reply<K>> {
  try {
    return await invoke<Reply<K>>("answer", { command, args });
  } catch (thrown) {
    throw Failure.from(thrown);
  }
}

let jobsBegun = 0;

/** A long job has a number, so that it can be stopped, and a channel on which it tells how far it is. */
async function run<J extends keyof Jobs>(
  job: J,
  args: JobArgs<J>,
  { heard, signal }: Watching = {},
): Promise<JobReply<J>> {
  jobsBegun += 1;
  const number = jobsBegun;
  const progress = new Channel<Progress>((told) => heard?.(told));
  const cancel = () => void invoke("cancel_job", { number });
  const running = invoke<JobReply<J>>("run_job", { job, args, number, progress });
  signal?.addEventListener("abort", cancel);
  if (signal?.aborted) cancel();
  try {
    return await running;
  } catch (thrown) {
    throw Failure.from(thrown);
  } finally {
    signal?.removeEventListener("abort", cancel);
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

/** The system's own dialogs for choosing files; they belong to the window, not to a workflow. */
async function choose(dialog: string, args: Record<string, string>): Promise<string | null> {
  try {
    return await invoke<string | null>(dialog, args);
  } catch (thrown) {
    throw Failure.from(thrown);
  }
}

/** Asked of the window: whether the system's bus answers is no matter of the practice. */
async function hearsSystem(): Promise<boolean> {
  return invoke<boolean>("hears_system");
}

/** The window waits for this when it is closed, though not for long. */
async function readyToClose(): Promise<void> {
  await invoke("ready_to_close");
}

export const tauriBackend: Backend = {
  call,
  run,
  listen: hear,
  chooseSavePath: (suggested) => choose("choose_letter_path", { suggested }),
  chooseFolder: () => choose("choose_folder", {}),
  chooseTable: () => choose("choose_table", {}),
  chooseBackup: (suggested) => choose("choose_backup", { suggested }),
  hearsSystem,
  readyToClose,
};
