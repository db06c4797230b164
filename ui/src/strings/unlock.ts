// Words of the way in: the first start, the lock screen and what can be wrong with a practice file.

export const unlock = {
  opening: "Opening Filiform…",
  folder: "Folder",
  version: (version: string) => `Filiform ${version}`,
  create: {
    welcome: "Welcome to Filiform",
    intro:
      "Treatment notes for dry needling, on this computer only, in a file that only you can open. Three short steps and you can chart.",
    steps: "Steps",
    step: (n: number, of: number) => `Step ${String(n)} of ${String(of)}`,
    names: { practice: "Practice", therapist: "Therapist", passphrase: "Passphrase" },
    titles: {
      practice: "Your practice",
      therapist: "About you",
      passphrase: "Your passphrase",
    },
    texts: {
      practice: "This stands at the head of your letters. Only the name is needed now.",
      therapist:
        "This stands under your signature. Only your name is needed now; a licence or certificate that ran out never keeps you from recording care.",
      passphrase: "It locks the file. You type it each time you start.",
    },
    plainly: "Nobody can open the file without it.",
    plainlyText:
      "There is no reset and no back door, not even for us. The only other key is the recovery code that you get next.",
    next: "Next",
    back: "Back",
    create: "Create practice",
    creating: "Creating your practice…",
    failed: "The practice was not created.",
  },
  recovery: {
    title: "Your recovery code",
    intro:
      "If you forget your passphrase, this code is the only way back to your notes. It is shown once: now.",
    code: "Recovery code",
    keep: "Write it down or print it, and keep it where you keep the keys of the practice, away from this computer.",
    noFile:
      "Do not save it in a file, a photo or an e-mail: whoever finds it can open every note you write.",
    nobody:
      "Without the passphrase and without this code nobody can open your notes, and nobody can help: not even we.",
    print: "Print it",
    save: {
      open: "Save as a PDF…",
      title: "Save the recovery sheet as a file?",
      warning:
        "Paper is safer. Whoever finds this file and the practice or a backup can read every note. Keep it on a stick that you lock away, never in a mailbox, a synced folder or beside the practice.",
      path: "File",
      pathHint: "The whole path, ending in .pdf.",
      choose: "Choose…",
      replace: "Replace the file that is there",
      action: "Save the PDF",
      failed: "The sheet was not saved.",
      done: (path: string) => `Saved as ${path}. Take it off this computer.`,
    },
    check: "Type the last group to confirm that you have it",
    checkHint: "Four characters, from your paper.",
    differs: "This is not the last group. Compare it with your paper.",
    done: "I have it safe, go on",
    sheet: {
      title: "Filiform recovery code",
      forgotten: "When the passphrase is forgotten",
      use: "On the lock screen choose “Use the recovery code”, type it, and choose a new passphrase. The code stays valid.",
      lost: "When the computer is lost",
      restore:
        "On another computer choose “I have a backup” on the first screen of Filiform, then “Use the recovery code”.",
      safe: "Keep it safe",
      folder: (folder: string) => `Practice file: ${folder}`,
      keep: "Lock this sheet away, not beside the computer: whoever has it and the practice file or a backup can read every note. Destroy it when a new one takes its place.",
    },
  },
  locked: {
    title: "Unlock Filiform",
    passphrase: "Passphrase",
    several:
      "Several people work here. Your own passphrase opens your own seat; what others were writing waits for them.",
    unlock: "Unlock",
    unlocking: "Unlocking…",
    wait: (seconds: number) =>
      seconds === 1
        ? "You can try again in 1 second."
        : `You can try again in ${String(seconds)} seconds.`,
    waitSpoken: "Too many wrong passphrases. Wait a moment, then try again.",
    forgot: "Use the recovery code",
  },
  withCode: {
    title: "Open with the recovery code",
    intro: "Type the code from your sheet and choose a new passphrase. The code stays valid.",
    nobody:
      "Without the passphrase and without the code nobody can open the practice, and nobody can help.",
    code: "Recovery code",
    codeHint: "Seven groups of four. Capitals and dashes do not matter.",
    open: "Open and set the passphrase",
    back: "Back to the passphrase",
  },
  trouble: {
    title: "The practice could not be opened",
    retry: "Try again",
    unexpected: "Filiform did not get an answer. Close it and start it again.",
  },
} as const;
