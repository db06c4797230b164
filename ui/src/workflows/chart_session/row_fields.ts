// The fields of a needled row, as a table: a new field of the note is one line here.

import type { Current } from "../../backend/generated/Current";
import type { SiteDraft } from "../../backend/generated/SiteDraft";
import { words } from "../../strings";

interface Base<K extends string> {
  /** Its name in the draft. */
  key: K;
  label: string;
  /** One quiet line under the field. */
  hint?: string;
  /** Takes two columns: for words. */
  wide?: boolean;
}

interface NumberKind {
  kind: "number";
  unit?: string;
  /** Steps of the draft to one of the field: 1000 for microamperes typed as milliamperes. */
  scale?: 1 | 1000;
}

interface ChoiceKind {
  kind: "choice";
  choices: readonly { value: string; label: string }[];
}

/** A duration is typed in minutes and seconds, and kept in seconds. */
interface PlainKind {
  kind: "text" | "duration" | "yes-no";
}

export type RowFieldInfo<K extends string = string> = Base<K> &
  (NumberKind | ChoiceKind | PlainKind);

export interface FieldGroup<K extends string = string> {
  id: string;
  title: string;
  fields: readonly RowFieldInfo<K>[];
}

const { fields: f, groups: g, choices: c } = words.chartRows;

function listed(labels: Record<string, string>): ChoiceKind {
  const choices = Object.entries(labels).map(([value, label]) => ({ value, label }));
  return { kind: "choice", choices };
}

/** Everything of a row but what stands in its two lines. */
export const moreFields: readonly FieldGroup<keyof SiteDraft>[] = [
  {
    id: "where",
    title: g.where,
    fields: [
      { key: "activity", label: f.activity, ...listed(c.activity) },
      { key: "points", label: f.points, kind: "number" },
      { key: "sought", label: f.sought, ...listed(c.sought) },
      { key: "indication", label: f.indication, kind: "text", hint: f.indicationHint, wide: true },
    ],
  },
  {
    id: "needle",
    title: g.needle,
    fields: [
      { key: "needles_to", label: f.needlesTo, kind: "number" },
      { key: "brand", label: f.brand, kind: "text" },
      { key: "lot", label: f.lot, kind: "text" },
    ],
  },
  {
    id: "insertion",
    title: g.insertion,
    fields: [
      { key: "depth_to_mm", label: f.depthTo, kind: "number", unit: f.depthUnit },
      { key: "tissue", label: f.tissue, ...listed(c.tissue) },
      { key: "path", label: f.path, kind: "text", wide: true },
      { key: "left_in_s", label: f.leftIn, kind: "duration" },
      { key: "left_in_to_s", label: f.leftInTo, kind: "duration" },
      { key: "stimulated_every_s", label: f.stimulatedEvery, kind: "duration" },
      { key: "stimulated_for_s", label: f.stimulatedFor, kind: "duration" },
      { key: "fanned_to", label: f.fannedTo, kind: "number" },
      { key: "passes", label: f.passes, kind: "number" },
      { key: "passes_to", label: f.passesTo, kind: "number" },
      {
        key: "passes_until",
        label: f.passesUntil,
        kind: "text",
        hint: f.passesUntilHint,
        wide: true,
      },
      {
        key: "turned_degrees",
        label: f.turned,
        kind: "number",
        unit: f.turnedUnit,
        hint: f.turnedHint,
      },
      { key: "turned_direction", label: f.turnedDirection, kind: "text" },
      { key: "grip", label: f.grip, kind: "text", hint: f.gripHint },
      { key: "position", label: f.position, kind: "text", wide: true },
      { key: "on_stretch", label: f.onStretch, kind: "yes-no" },
      { key: "guidance", label: f.guidance, ...listed(c.guidance) },
      { key: "at", label: f.at, kind: "text", hint: f.atHint },
    ],
  },
  {
    id: "response",
    title: g.response,
    fields: [
      { key: "familiar_pain", label: f.familiarPain, ...listed(c.familiarPain) },
      { key: "referred_to", label: f.referredTo, kind: "text" },
      { key: "sensations", label: f.sensations, kind: "text" },
      { key: "bleeding", label: f.bleeding, kind: "yes-no" },
      { key: "haemostasis_s", label: f.haemostasis, kind: "duration" },
      { key: "pain_window", label: f.painWindow, ...listed(c.painWindow) },
      { key: "pain_before", label: f.painBefore, kind: "number" },
      { key: "pain_after", label: f.painAfter, kind: "number" },
    ],
  },
];

/** The current through the needle, without its electrode pairs. */
export const currentFields: readonly RowFieldInfo<keyof Current>[] = [
  { key: "device", label: f.device, kind: "text" },
  { key: "dial", label: f.dial, kind: "text" },
  { key: "channels", label: f.channels, kind: "number" },
  { key: "waveform", label: f.waveform, kind: "text" },
  { key: "hz", label: f.hz, kind: "text" },
  { key: "pulse_us", label: f.pulse, kind: "number", unit: f.pulseUnit },
  { key: "pulse_to_us", label: f.pulseTo, kind: "number", unit: f.pulseUnit },
  {
    key: "intensity_ua",
    label: f.intensity,
    kind: "number",
    unit: f.intensityUnit,
    scale: 1000,
  },
  {
    key: "intensity_to_ua",
    label: f.intensityTo,
    kind: "number",
    unit: f.intensityUnit,
    scale: 1000,
  },
  { key: "effect", label: f.effect, ...listed(c.effect) },
  { key: "intensity", label: f.intensityWords, kind: "text" },
  { key: "seconds", label: f.seconds, kind: "duration" },
  { key: "seconds_to", label: f.secondsTo, kind: "duration" },
  { key: "direct_dose", label: f.directDose, kind: "text", hint: f.directDoseHint, wide: true },
];

const moreKeys = moreFields.flatMap((group) => group.fields.map((field) => field.key));

/** Whether anything is filled that stands behind "more". */
export function isMoreFilled(site: SiteDraft): boolean {
  return site.current !== null || moreKeys.some((key) => site[key] !== null && site[key] !== "");
}

/** Brand and lot are written down once for each box, which is no use of what stands behind "more". */
const OF_THE_BOX = new Set(["brand", "lot"]);

/** Whether the note that used these fields used any that stands behind "more" of a row. */
export function usesMore(used: readonly string[]): boolean {
  const keys = [...moreKeys.filter((key) => !OF_THE_BOX.has(key)), "current"];
  return keys.some((key) => used.includes(`sites.${key}`));
}

/** The paths behind "more" of the row at `row`. */
export function morePaths(row: string): string[] {
  return [...moreKeys, "current"].map((key) => `${row}.${key}`);
}
