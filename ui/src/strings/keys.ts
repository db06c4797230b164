// What every shortcut does, in the words of the list that `?` opens.

export const keys = {
  title: "Keys",
  places: {
    everywhere: "Everywhere",
    patient: "A patient",
    chart: "Charting",
  },
  find: "find anything",
  lock: "lock",
  help: "show the keys",
  back: "back, nothing is lost",
  finishForm: "finish the form: register, save",
  undo: "undo",
  redo: "redo",
  newSession: "new session",
  letter: "letter",
  editDetails: "edit the details",
  section: (n: number) => `go to section ${String(n)}`,
  sections: "go to a section",
  pain: "set the pain in focus",
  sameAsAbove: "same needle and technique as the row above",
  nextSite: "in the last field of a site: the next site",
  sign: "sign",
  caps: {
    Control: "Ctrl",
    Alt: "Alt",
    Shift: "Shift",
    Enter: "⏎",
    Escape: "Esc",
    to: "to",
  },
} as const;
