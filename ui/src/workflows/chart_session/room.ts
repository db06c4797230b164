// What the sections reach besides the note: the backend, and the screens that an answer leads to.

import { createContext } from "svelte";
import type { Workspace } from "../../workspace.svelte";

/** The workspace that the charting screen stands in. */
export const [workspaceAround, standIn] = createContext<Workspace>();
