"""Reads bundles with pyrofile, which is fed with the definitions of FHIR R4 and with those of our own extensions.

bundles.py DEFINITIONS EXTENSIONS FOLDER SCRATCH: a line of JSON for each file of the folder, with its faults. Nothing is
asked of a network: definitions and value sets come from the npm package that is installed beside this file.
"""

import contextlib
import json
import sys
from pathlib import Path

from pyrofile_validator import Validator
from pyrofile_validator.config import ValidatorConfig

SOURCES = ("profiles-resources", "profiles-types", "valuesets", "v3-codesystems")
KINDS = {"StructureDefinition", "CodeSystem", "ValueSet"}


def take_apart(sources: list[Path], folder: Path) -> None:
    """Definitions come in bundles, and pyrofile wants a file for each."""
    for source in sources:
        bundle = json.loads(source.read_text(encoding="utf-8"))
        for n, entry in enumerate(bundle["entry"]):
            resource = entry["resource"]
            if resource["resourceType"] in KINDS:
                path = folder / f"{source.stem}-{n}.json"
                path.write_text(json.dumps(resource), encoding="utf-8")


def main() -> None:
    definitions, extensions, bundles, scratch = (Path(word) for word in sys.argv[1:5])
    sources = [definitions / f"{name}.json" for name in SOURCES]
    take_apart([*sources, extensions], scratch)
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
