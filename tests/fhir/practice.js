// A practice of made-up patients and one whose note has every field filled, exported as the command line does it.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const wholeNote = path.join(here, "..", "support", "whole_note.json");

const patient = {
  family_name: "Ōkafor-N\u0303ez <&\">",
  given_name: "Ada \u{1F98A}",
  birth_date: "1984-03-14",
  phone: "555 0101",
  record_number: "A-1",
  referrer: { name: "Dr. L. Hahn", organisation: "City Surgery", reason: "Neck pain" },
  conditions: [{ condition: "neck-pain", icd10cm: "M54.2" }],
};

/** What else can be written down about her. */
const entries = {
  score: { measure: "ndi", date: "2026-01-18", time: "17:30", total: "38", how: "paper" },
  contact: {
    kind: "physician-talk",
    date: "2026-01-18",
    time: "17:30",
    who: { role: "physician", name: "Dr. L. Hahn" },
    said: "Neck pain. Risks raised: lung, bleeding.",
    agreed: "Report after four visits.",
  },
  screening: {
    reviewed: "2026-01-18",
    answers: [{ check: "anticoagulant", answer: "yes", note: "apixaban 5 mg", date: "2026-01-10" }],
  },
  consent: {
    kind: "written",
    date: "2026-01-18",
    time: "17:30",
    procedure: "Dry needling",
    regions: ["neck", "shoulder-girdle"],
    techniques: ["pistoning"],
    covers: "upper trapezius and neighbours",
    told: ["procedure", "reason", "sensation", "benefit", "risks", "alternatives", "training", "right-to-stop"],
    form_version: "2026-01",
    signer: "Ada",
    relation: "patient",
    copy_given: true,
    signed: "drawn",
    strokes: [
      [10, 20, 400, 250],
      [500, 0],
    ],
  },
};

/** Notes of another system, and what their columns mean. */
const before = "MRN,Visit date,Provider,Subjective\nA-1,2025-03-05,\"B. Elsewhere, PT\",Sore <for> a day & better\n";
const mapping = {
  columns: [
    { column: "MRN", is: "record-number" },
    { column: "Visit date", is: "note-date" },
    { column: "Provider", is: "note-operator" },
    { column: "Subjective", is: "note-text" },
  ],
};

/** Makes the practice in a folder, and answers the bundles of everybody in it by file name, and whose is the rich one. */
export function exported(cli, folder) {
  const file = (name, content) => {
    const at = path.join(folder, `${name}.json`);
    writeFileSync(at, JSON.stringify(content));
    return at;
  };
  const run = (...words) => {
    const env = { ...process.env, FILIFORM_PASSPHRASE: "plum orchard lantern seven" };
    const all = ["--json", "--vault", path.join(folder, "practice"), ...words];
    const said = execFileSync(cli, all, { env, stdio: ["ignore", "pipe", "pipe"] });
    return said.length === 0 ? null : JSON.parse(said);
  };
  run("demo", "--patients", "6", "--sessions", "4");
  const { id } = run("register", file("patient", patient));
  const note = { ...JSON.parse(readFileSync(wholeNote, "utf8")), date: "2026-01-20" };
  const sign = () => run("chart", id, file("note", note), "--sign").session;
  const [kept, voided] = [sign(), sign()];
  run("amend", id, kept, file("corrected", { ...note, pain_after: 1 }), "--why", "A typing slip.");
  run("amend", id, kept, "--addendum", "No fracture on the film.", "--why", "The film came.");
  run("void", id, voided, "--reason", "wrong-patient", "--words", "It tells of another.");
  for (const [name, entry] of Object.entries(entries)) run(name, id, file(name, entry));
  run("consent", id, "--withdraw");
  run("not-held", id, "--date", "2026-01-19", "--time", "09:30", "--called-off-by", "patient");
  const table = path.join(folder, "before.csv");
  writeFileSync(table, before);
  run("import", table, "--map", file("map", mapping), "--from", "Old Charts 3");
  const out = path.join(folder, "bundles");
  run("export", "--format", "fhir", out, "--recipient", "Validators", "--purpose", "Treatment");
  const names = readdirSync(out).filter((name) => name.endsWith(".json"));
  const read = (name) => JSON.parse(readFileSync(path.join(out, name), "utf8"));
  return { bundles: new Map(names.map((name) => [name, read(name)])), rich: `${id}.json` };
}
