// The body chart, for whoever has rows to show on it.

export { default as BodyChart } from "./BodyChart.svelte";
export type { Look } from "./looking.svelte";
export type { Area, Marker, Pick } from "./views";
