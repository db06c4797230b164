// A few rows of the clinical content, in the shape of the wire, for tests and for looking at screens.

import type { Reference } from "../backend/generated/Reference";
import type { TargetRow } from "../backend/generated/TargetRow";
import { checks } from "./safety";

function target(row: Partial<TargetRow> & Pick<TargetRow, "id" | "name" | "abbr">): TargetRow {
  return {
    latin: "",
    aliases: [],
    region: "neck",
    paired: true,
    kind: "muscle",
    tier: "core",
    risk_level: "low",
    structures_at_risk: "",
    sources: ["ta2"],
    ...row,
  };
}

export const reference: Reference = {
  regions: [
    { id: "neck", name: "Neck" },
    { id: "shoulder-girdle", name: "Shoulder girdle" },
    { id: "lumbar", name: "Low back" },
    { id: "pelvis-hip", name: "Pelvis, hip and buttock" },
  ],
  targets: [
    target({
      id: "trapezius-upper",
      name: "Upper trapezius",
      latin: "musculus trapezius, pars descendens",
      abbr: "UT",
      aliases: ["UTr"],
      region: "shoulder-girdle",
      risk_level: "high",
      structures_at_risk: "Lung apex and pleura; accessory nerve; brachial plexus in front",
      sources: ["ta2", "ts1999"],
    }),
    target({
      id: "levator-scapulae",
      name: "Levator scapulae",
      latin: "musculus levator scapulae",
      abbr: "LS",
      aliases: ["LevScap"],
      risk_level: "high",
      structures_at_risk:
        "Lung apex and pleura at the superior angle; accessory and dorsal scapular nerves",
    }),
    target({
      id: "infraspinatus",
      name: "Infraspinatus",
      latin: "musculus infraspinatus",
      abbr: "IS",
      aliases: ["Infra"],
      region: "shoulder-girdle",
      risk_level: "high",
      structures_at_risk:
        "Suprascapular nerve and vessels; pleura if the needle leaves the scapula",
    }),
    target({
      id: "gluteus-maximus",
      name: "Gluteus maximus",
      latin: "musculus gluteus maximus",
      abbr: "GMax",
      region: "pelvis-hip",
      structures_at_risk: "Sciatic nerve",
    }),
    target({
      id: "gluteus-medius",
      name: "Gluteus medius",
      latin: "musculus gluteus medius",
      abbr: "GMed",
      region: "pelvis-hip",
      risk_level: "moderate",
      structures_at_risk: "Superior gluteal nerve and vessels; sciatic nerve if low and medial",
    }),
    target({
      id: "nuchal-ligament",
      name: "Nuchal ligament",
      latin: "ligamentum nuchae",
      abbr: "NucL",
      paired: false,
      kind: "ligament",
      risk_level: "moderate",
      structures_at_risk: "Spinal canal and dura",
    }),
  ],
  abbreviations: [
    {
      alias: "GM",
      note: "gluteus maximus or medius? write GMax or GMed",
      choices: ["gluteus-maximus", "gluteus-medius"],
    },
  ],
  conditions: [],
  techniques: [
    { id: "pistoning", label: "Pistoning / sparrow pecking", meaning: "moved in and out" },
    { id: "static", label: "In place / in situ", meaning: "left still" },
    { id: "superficial", label: "Superficial (SDN)", meaning: "skin and fascia" },
  ],
  needles: [
    { typed: "0.25x30", words: "0.25 × 30 mm" },
    { typed: "0.25x40", words: "0.25 × 40 mm" },
    { typed: "0.30x50", words: "0.30 × 50 mm" },
  ],
  other_care: [
    { id: "therapeutic-exercise", label: "therapeutic exercise" },
    { id: "manual-therapy-joint", label: "manual therapy joint" },
  ],
  events: [
    {
      id: "bruise",
      name: "Bruising",
      severity: "mild",
      immediate_action: "Press 1-2 min; reassure; ice optional",
      escalate: "If spreading or hard: medical review",
      flag: "",
      sources: ["brady2014"],
    },
    {
      id: "bleeding",
      name: "Bleeding on removal",
      severity: "mild",
      immediate_action: "Press with clean gauze until stopped",
      escalate: "More than 5 min of pressure: medical review",
      flag: "",
      sources: ["brady2014"],
    },
  ],
  checks,
  measures: [],
  sources: [
    { id: "ta2", how: "memory", citation: "Terminologia Anatomica, 2nd edition", url: "" },
    {
      id: "ts1999",
      how: "memory",
      citation: "Travell and Simons, volume 1, 2nd edition, 1999",
      url: "",
    },
    {
      id: "brady2014",
      how: "seen",
      citation: "Brady S et al. J Man Manip Ther 2014;22(3):134-140",
      url: "",
    },
  ],
};
