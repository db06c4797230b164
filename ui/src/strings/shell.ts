// Words of the window around the screens.

export const shell = {
  name: "Filiform",
  mainNavigation: "Main",
  find: "Find anything",
  lock: "Lock",
  keys: "Keys",
  back: "Back",
  skip: "Skip to the screen",
  screens: {
    today: "Today",
    patients: "Patients",
    register: "New patient",
    patient: "Patient",
    chart: "Session",
    consent: "Consent and screening",
    contact: "Contact",
    event: "Event heard of later",
    letter: "Letter",
    audit: "Who did what",
    retention: "Keeping records",
    retire: "Hold or destroy the record",
    settings: "Settings",
  },
  broken: {
    title: "This screen stopped",
    words: "What you typed was kept. Go back and open it again.",
  },
  palette: {
    goTo: "Go to",
    actions: "Actions",
    patients: "Patients",
    patient: "This patient",
    newSession: "New session",
    editDetails: "Edit details",
    notStarted: "The session could not be opened.",
  },
} as const;
