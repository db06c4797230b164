// What the command palette offers before anything is looked for: screens, and what can be done with the patient
// in sight.

import type { PaletteGroup, PaletteItem } from "../kit";
import { shortcuts } from "../keys/shortcuts";
import { words } from "../strings";
import type { Screen, ScreenName, Workspace } from "../workspace.svelte";

const w = words.shell.palette;

/** The actions of the frame itself. */
export interface FrameActions {
  lock: () => void;
  /** Lets the next person unlock; null where nobody else works. */
  switchSeat: (() => void) | null;
  showKeys: () => void;
}

/** Everything the palette lists before a name is typed, the nearest first. */
export function paletteGroups(workspace: Workspace, frame: FrameActions): PaletteGroup[] {
  const patient = patientInSight(workspace.screen);
  return [
    ...workspace.offered,
    ...(patient === null ? [] : [{ title: w.patient, items: patientItems(workspace, patient) }]),
    { title: w.goTo, items: placeItems(workspace) },
    {
      title: w.actions,
      items: [
        { id: "lock", label: words.shell.lock, keys: shortcuts.lock.caps, run: frame.lock },
        ...(frame.switchSeat
          ? [
              {
                id: "switch",
                label: words.shell.switchSeat,
                keys: shortcuts.switchSeat.caps,
                run: frame.switchSeat,
              },
            ]
          : []),
        { id: "keys", label: words.shell.keys, keys: shortcuts.help.caps, run: frame.showKeys },
      ],
    },
  ];
}

/** The patient whom the screen is about. */
export function patientInSight(screen: Screen): string | null {
  if (screen.name === "patient") return screen.id;
  if (screen.name === "register" || !("patient" in screen)) return null;
  return screen.patient ?? null;
}

function placeItems(workspace: Workspace): PaletteItem[] {
  const places: Screen[] = [
    { name: "today" },
    { name: "patients" },
    { name: "caseload" },
    { name: "register" },
    { name: "backups" },
    { name: "restore" },
    { name: "records" },
    { name: "imports" },
    { name: "audit" },
    { name: "retention" },
    { name: "people" },
    { name: "key" },
    { name: "verify" },
    { name: "settings" },
  ];
  const mine = places.filter(({ name }) => workspace.mayOpen(name));
  return mine.map((screen) => ({
    id: screen.name,
    label: words.shell.screens[screen.name],
    run: () => {
      workspace.start(screen);
    },
  }));
}

function patientItems(workspace: Workspace, patient: string): PaletteItem[] {
  const all: (PaletteItem & { to: ScreenName })[] = [
    {
      id: "new-session",
      to: "chart",
      label: w.newSession,
      keys: shortcuts.newSession.caps,
      run: () => void startSession(workspace, patient),
    },
    {
      id: "letter",
      to: "letter",
      label: words.shell.screens.letter,
      keys: shortcuts.letter.caps,
      run: () => {
        workspace.open({ name: "letter", patient });
      },
    },
    {
      id: "documents",
      to: "documents",
      label: words.shell.screens.documents,
      keys: shortcuts.documents.caps,
      run: () => {
        workspace.open({ name: "documents", patient });
      },
    },
    {
      id: "consent",
      to: "consent",
      label: words.shell.screens.consent,
      keys: shortcuts.consent.caps,
      run: () => {
        workspace.open({ name: "consent", patient });
      },
    },
    {
      id: "episode",
      to: "episode",
      label: words.shell.screens.episode,
      keys: shortcuts.episode.caps,
      run: () => void openEpisode(workspace, patient),
    },
    {
      id: "log-contact",
      to: "contact",
      label: words.logContact.action,
      keys: shortcuts.logContact.caps,
      run: () => {
        workspace.open({ name: "contact", patient });
      },
    },
    {
      id: "not-held",
      to: "notHeld",
      label: words.logNotHeld.action,
      keys: shortcuts.notHeld.caps,
      run: () => {
        workspace.open({ name: "notHeld", patient });
      },
    },
    {
      id: "attach-file",
      to: "attach",
      label: words.attachFile.action,
      keys: shortcuts.attachFile.caps,
      run: () => {
        workspace.open({ name: "attach", patient });
      },
    },
    {
      id: "outcomes",
      to: "outcomes",
      label: words.shell.screens.outcomes,
      keys: shortcuts.outcomes.caps,
      run: () => {
        workspace.open({ name: "outcomes", patient });
      },
    },
    {
      id: "score-measure",
      to: "score",
      label: words.scoreMeasure.action,
      keys: shortcuts.scoreMeasure.caps,
      run: () => {
        workspace.open({ name: "score", patient });
      },
    },
    {
      id: "report-event",
      to: "event",
      label: words.reportEvent.title,
      keys: shortcuts.reportEvent.caps,
      run: () => {
        workspace.open({ name: "event", patient });
      },
    },
    {
      id: "audit-of-patient",
      to: "audit",
      label: words.reviewAudit.ofPatient,
      run: () => {
        workspace.open({ name: "audit", patient });
      },
    },
    {
      id: "records-of-patient",
      to: "records",
      label: words.exchangeRecords.ofPatient,
      run: () => {
        workspace.open({ name: "records", patient });
      },
    },
    {
      id: "retire",
      to: "retire",
      label: words.shell.screens.retire,
      run: () => {
        workspace.open({ name: "retire", patient });
      },
    },
    {
      id: "edit-details",
      to: "register",
      label: w.editDetails,
      keys: shortcuts.editDetails.caps,
      run: () => {
        workspace.open({ name: "register", patient });
      },
    },
  ];
  return all.filter(({ to }) => workspace.mayOpen(to));
}

/** The one that is open, or a new one. */
async function openEpisode(workspace: Workspace, patient: string): Promise<void> {
  try {
    const { episodes } = await workspace.backend.call("list_episodes", { patient });
    const going = episodes.find(({ line }) => line.open);
    workspace.open({ name: "episode", patient, ...(going ? { episode: going.id } : {}) });
  } catch (thrown) {
    workspace.say(thrown instanceof Error && thrown.message !== "" ? thrown.message : w.notStarted);
  }
}

async function startSession(workspace: Workspace, patient: string): Promise<void> {
  try {
    const { id } = await workspace.backend.call("start_session", { patient });
    workspace.open({ name: "chart", draft: id });
  } catch (thrown) {
    workspace.say(thrown instanceof Error && thrown.message !== "" ? thrown.message : w.notStarted);
  }
}
