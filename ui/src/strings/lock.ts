// Words of locking, of the cover, and of their settings.

export const lock = {
  locking: "Locking…",
  covering: "Covering…",
  cover: {
    title: "Covered",
    text: "Work goes on where it stopped.",
    pin: "PIN",
    goOn: "Go on",
  },
  settings: {
    title: "Cover and lock",
    text: "The cover hides the screen from whoever passes. The lock closes the file: only the passphrase opens it again.",
    loading: "Asking for the times…",
    failed: "The times could not be shown.",
    cover: "Cover the screen after",
    never: "never by itself",
    minutes: (n: number) => (n === 1 ? "1 minute" : `${String(n)} minutes`),
    lock: "Lock after",
    lockUnit: "minutes",
    lockHint: (least: number, most: number) =>
      `${String(least)} to ${String(most)} minutes without a key or a click. The lock cannot be switched off.`,
    save: "Save the times",
    saved: "Cover and lock times saved.",
    withPin: "A PIN is set: the cover opens with it, and five wrong PINs lock.",
    withoutPin: "No PIN is set, so the lock takes the cover’s place.",
    pinTitle: "PIN of the cover",
    pin: (most: number) => `PIN, 4 to ${String(most)} digits`,
    passphrase: "Passphrase, for the PIN",
    setPin: "Set the PIN",
    removePin: "Remove the PIN",
    pinSet: "The PIN opens the cover from now on.",
    pinRemoved: "The PIN is removed.",
    system: "Filiform also locks when this computer goes to sleep or locks its screen.",
    noSystem:
      "This computer does not tell Filiform when it goes to sleep or locks its screen. Lock with Ctrl L before you leave.",
  },
} as const;
