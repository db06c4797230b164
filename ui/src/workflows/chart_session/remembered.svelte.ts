// What the charting screen remembers while the app runs, and no longer. Nothing of a patient.

const WIDE = "(min-width: 80rem)";

export const remembered = $state({
  /** Whether the body chart is shown: at first only where it takes no room from the rows. */
  bodyChart: typeof matchMedia === "function" && matchMedia(WIDE).matches,
});
