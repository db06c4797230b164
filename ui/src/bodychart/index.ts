// The body chart, for whoever has rows to show on it.

export { default as BodyChart } from "./BodyChart.svelte";
export { default as CountDrawing } from "./CountDrawing.svelte";
export { bodyChartOf } from "./drawings";
export type { Look } from "./looking.svelte";
export type { Area, Marker, Pick } from "./views";
