// Words of the page that a patient answers on alone: plain, large, and about nobody.

export const handToPatient = {
  /** On the therapist's form. */
  hand: "Hand to the patient",
  handHint:
    "The screen shows this measure alone. It comes back with your PIN, or with your passphrase while no PIN is set; the answer waits here for your signature.",
  failed: "The page could not be opened.",
  /** On the patient's page. */
  ends: (low: number, lowWords: string, high: number, highWords: string) =>
    [
      lowWords && `${String(low)} means ${lowWords}.`,
      highWords && `${String(high)} means ${highWords}.`,
    ]
      .filter(Boolean)
      .join(" "),
  write: (low: number, high: number) => `Write a number from ${String(low)} to ${String(high)}.`,
  activity: (n: number) => `Activity ${String(n)}`,
  activityHint: "Something you do that is hard for you now.",
  rate: (activity: string) => `How well can you do this: ${activity}?`,
  rateUnnamed: (n: number) => `How well can you do activity ${String(n)}?`,
  done: "Done",
  notAnswered: "I would rather not answer",
  thanks: "Thank you",
  giveBack: "Please give the computer back to your therapist.",
  therapist: "I am the therapist",
  pin: "PIN",
  goOn: "Go on",
  withPassphrase: "No PIN is set. Your passphrase brings you back to the score.",
  lock: "Lock and type the passphrase",
} as const;
