// Words of the change of the file's key, and of coming back after it.

import { count } from "./plural";

export const changeKey = {
  title: "The file's key",
  intro:
    "Everybody who works here opens the same encrypted file. Who was removed, or who learned a passphrase, cannot open it any more; a copy of the folder from before they still can. Another key for the file ends that: from then on no old passphrase opens anything that is written.",
  what: "What happens",
  steps: [
    "The whole practice is written anew under another random key. Until the last moment nothing changes, and you can stop it.",
    "You keep your passphrase, and get a new recovery code. The old sheet opens only copies from before.",
    "Everybody else keeps their passphrase too, and needs a one-time code from you to come back once. You get the codes at the end.",
    "Backups from before stay as they are: they open with the passphrases of their day. Make a new one afterwards, and delete the old ones if they must not be opened.",
  ],
  passphrase: "Your own passphrase",
  button: "Change the file's key",
  running: "Writing the practice anew",
  stopped: "Stopped. The key is the one it was, and nothing was changed.",
  refused: "The key was not changed.",
  closed: "The practice was closed. Unlock it again.",
  done: {
    title: "The key was changed",
    said: "The file has another key.",
    codes: "One-time codes",
    codesText: (n: number) =>
      `Give ${n === 1 ? "this code" : "each of these"} to ${count(n, "person", "persons")} by hand, on paper. Filiform asks for it after their passphrase. It works once, and is shown only here; you can draw another under People.`,
    print: "Print the codes",
    written: "I have written them down",
    next: "Now your own recovery code",
  },
  sheet: {
    title: "Filiform: one-time code",
    use: "Unlock with your own passphrase. Filiform then asks for this code, once.",
  },
  people: {
    away: "needs a one-time code to come back",
    action: "New code",
    actionOf: (name: string) => `New one-time code for ${name}`,
    title: (name: string) => `One-time code for ${name}`,
    text: "Another code takes the place of the one you gave them. It works once, after their own passphrase.",
    confirm: "Draw a code",
    working: "Drawing…",
    refused: "No code was drawn.",
    shown: "Give it to them by hand. It is shown only here.",
    close: "I have written it down",
  },
  back: {
    code: "One-time code",
    codeHint: "From the owner. The file's key was changed while you were away.",
    enter: "Come back",
    entering: "Coming back…",
  },
} as const;
