// Words of the backups. What is wrong with a folder comes in sentences from Rust.

export const backUp = {
  title: "Backups",
  loading: "Opening the backups…",
  failed: "The backups could not be opened.",
  retry: "Try again",
  made: {
    title: "How it stands",
    now: "Back up now",
    running: "Backing up",
    none: "No backup yet",
    daily: "Once a day, when you use Filiform, it backs up by itself. Work goes on meanwhile.",
    noFolder: "Nothing is backed up until there is a folder for it.",
    stopped: "The backup was stopped. The folders hold what they held before.",
    failed: "No backup was made.",
    done: (folders: number) =>
      folders === 1
        ? "Backed up and verified."
        : `Backed up and verified in ${String(folders)} folders.`,
    partly: (failed: number) =>
      failed === 1
        ? "One folder failed; it says why below."
        : `${String(failed)} folders failed; each says why below.`,
  },
  folders: {
    title: "Folders",
    text: "Each gets a whole, encrypted backup. One on another disk or in a synced folder survives this computer.",
    list: "Folders for backups",
    add: "Add a folder",
    addAction: "Add",
    path: "Folder",
    pathHint: "The whole path: /media/stick/Filiform.",
    choose: "Choose…",
    notAdded: "The folder was not added.",
    remove: (folder: string) => `Remove ${folder}`,
    removed: (folder: string) => `Removed ${folder}. The backups in it stay.`,
    undo: "Put it back",
    notYet: "No backup in it yet",
    states: {
      none: "Waiting",
      verified: "Verified",
      failed: "Failed",
      missing: "Not there",
    },
    empty: {
      title: "No folder for backups yet",
      text: "If this disk breaks, every note on it is lost. Choose a folder on a stick, another disk or in a synced folder: a backup is encrypted and opens only with your passphrase.",
      choose: "Choose a folder",
    },
  },
  about: {
    title: "What a backup is",
    points: [
      "One encrypted file with everything: notes, drafts, keys. Nobody can read it without your passphrase or recovery code.",
      "It counts only when it was read again from the disk, opened on a copy and checked entry by entry.",
      "The last 7 days, 4 weeks and 12 months are kept in each folder; older ones are removed.",
      "It opens with the passphrase of its day, or with today’s where this practice is still here.",
    ],
  },
  today: {
    open: "Backups",
    running: "Backing up",
    stopped: "Today’s backup was stopped.",
    failed: (why: string) => `Today’s backup failed: ${why}`,
  },
} as const;
