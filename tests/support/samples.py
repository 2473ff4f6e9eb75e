"""The samples of the formats: files of our own in each dialect, each with all that must come of it beside it.

`python tests/support/samples.py FORMAT...` writes what comes of them now: read it before you believe it.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from roadmap_guard import documents
from roadmap_guard.formats import reading, registry
from roadmap_guard.formats.reading import Reading
from roadmap_guard.model.document import Problem

SAMPLES = Path(__file__).parents[1] / "formats" / "samples"
EXPECTED = ".expected.yaml"
FILES = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and not path.name.endswith(EXPECTED))
_FORMATS = registry.load()


def format_of(file: Path) -> str:
    """The format that a sample is of, or, for a near miss, is not of."""
    return file.relative_to(SAMPLES).parts[0]


def expected_of(file: Path) -> Path:
    """The file that holds what must come of a sample; there is none where nothing must."""
    return file.with_name(file.name + EXPECTED)


def read(file: Path) -> tuple[Reading, list[Problem]]:
    """What comes of a sample, and everything wrong with it. Its path starts below the format's folder."""
    parsed = documents.parse(str(file.relative_to(SAMPLES / format_of(file))), file.read_bytes())
    found = reading.read(_FORMATS, parsed.documents)
    return found, [*parsed.problems, *found.problems]


def told(file: Path) -> dict[str, Any]:
    """What was read, in the shape of the expected files; what is empty is left out."""
    found, problems = read(file)
    return _said(
        {
            "recognised": [recognised.format for recognised in found.recognised],
            "resources": [
                _said(
                    {
                        "kind": resource.kind,
                        "id": resource.id,
                        "fields": {field: value for field, value in resource.fields.items() if field != "id"},
                        "texts": dict(resource.texts),
                        "placeholders": list(resource.placeholders),
                        "unsaid": _without_words(resource.unsaid),
                    }
                )
                for resource in found.resources
            ],
            "fragments": [
                _said(
                    {
                        "kind": fragment.target.kind,
                        "into": fragment.target.into,
                        "key": fragment.key,
                        "fields": fragment.fields,
                        "texts": fragment.texts,
                        "placeholders": list(fragment.placeholders),
                        "unsaid": _without_words(fragment.unsaid),
                    }
                )
                for fragment in found.fragments
            ],
            "problems": [f"{p.span.line}:{p.span.column} {p.level} {p.code}: {p.message}" for p in problems],
        }
    )


def _without_words(unsaid: Mapping[str, str]) -> dict[str, str]:
    """The fields that are empty, or whose answer is that there is none."""
    return {field: reason for field, reason in unsaid.items() if reason in ("empty", "none")}


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


class _Dumper(yaml.SafeDumper):
    """Without aliases, which nobody can read."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def main(formats: list[str]) -> None:
    """Write the expected files of these formats."""
    for file in FILES:
        if format_of(file) in formats:
            found = told(file)
            text = yaml.dump(
                found, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None
            )
            expected_of(file).unlink(missing_ok=True)
            if found:
                expected_of(file).write_text(text)


if __name__ == "__main__":
    main(sys.argv[1:])
