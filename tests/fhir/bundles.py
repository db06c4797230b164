"""Reads bundles with pyrofile, which is fed with the definitions of FHIR R4.

bundles.py DEFINITIONS FOLDER SCRATCH: a line of JSON for each file of the folder, with its faults. Nothing is asked of a network:
definitions and value sets come from the npm package that is installed beside this file.
"""

import contextlib
import json
import sys
from pathlib import Path

from pyrofile_validator import Validator
from pyrofile_validator.config import ValidatorConfig

SOURCES = ("profiles-resources", "profiles-types", "valuesets", "v3-codesystems")
KINDS = {"StructureDefinition", "CodeSystem", "ValueSet"}


def take_apart(definitions: Path, folder: Path) -> None:
    """The package holds bundles of definitions, and pyrofile wants a file for each."""
    for source in SOURCES:
        bundle = json.loads((definitions / f"{source}.json").read_text(encoding="utf-8"))
        for n, entry in enumerate(bundle["entry"]):
            resource = entry["resource"]
            if resource["resourceType"] in KINDS:
                path = folder / f"{source}-{n}.json"
                path.write_text(json.dumps(resource), encoding="utf-8")


def main() -> None:
    definitions, bundles, scratch = (Path(word) for word in sys.argv[1:4])
    take_apart(definitions, scratch)
    config = ValidatorConfig.load_dict(
        {
            "fhirVersion": "4.0.1",
            "terminology": {"mode": "local"},
            "localPackagePaths": [str(scratch)],
        }
    )
    validator = Validator(config)
    for path in sorted(bundles.glob("*.json")):
        # One of its libraries prints what it looks up.
        with contextlib.redirect_stdout(sys.stderr):
            report = validator.validate_resource(json.loads(path.read_text(encoding="utf-8")))
        issues = [
            f"{issue.code} at {issue.path}: {issue.message}"
            for issue in report.issues
            if issue.severity.value == "error"
        ]
        print(json.dumps({"file": path.name, "issues": issues}), flush=True)


main()
