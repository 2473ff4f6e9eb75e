"""Bytes to documents with positions, or a coded refusal; never an exception, whatever the bytes.

The only package that knows PyYAML, JSON's and CSV's grammar and the Markdown parser.
"""

from roadmap_guard.documents.limits import LIMITS, Limits
from roadmap_guard.documents.problems import Refused
from roadmap_guard.model.document import Language, Parsed

__all__ = ["LIMITS", "Limits", "language_of", "parse"]

_LANGUAGES: dict[str, Language] = {
    "yaml": "yaml",
    "yml": "yaml",
    "omc": "yaml",
    "json": "json",
    "jsonld": "json",
    "json5": "json",
    "jsonc": "json",
    "md": "markdown",
    "markdown": "markdown",
    "mdx": "markdown",
    "csv": "csv",
    "tsv": "csv",
    "tab": "csv",
}
_NAMES: dict[str, Language] = {"MLmodel": "yaml"}
"""Files that tools know by their whole name."""


def language_of(path: str) -> Language | None:
    """The language that a file's extension names, whatever its case, or its whole name; None for all others."""
    name = path.rpartition("/")[2]
    _, dot, extension = name.rpartition(".")
    return _LANGUAGES.get(extension.lower()) if dot else _NAMES.get(name)


def parse(path: str, data: bytes, limits: Limits = LIMITS) -> Parsed:
    """Read one file. `path` names it in problems and tells its language; without a known extension it is read as YAML.

    Every document that could be read is returned, whatever became of the others; what could not is a problem.
    """
    try:
        return _read(path, data, limits)
    except Refused as refused:
        return Parsed((), (refused.problem,))


def _read(path: str, data: bytes, limits: Limits) -> Parsed:
    language = language_of(path)
    if language == "markdown":
        from roadmap_guard.documents import markdown_reader

        return markdown_reader.read(path, data, limits)
    if language == "csv":
        from roadmap_guard.documents import csv_reader

        return csv_reader.read(path, data, limits)
    if language == "json":
        if path.lower().endswith((".json5", ".jsonc")) or data[:64].lstrip().startswith((b"//", b"/*")):
            from roadmap_guard.documents import json5_reader

            return json5_reader.read(path, data, limits)
        from roadmap_guard.documents import json_reader

        return json_reader.read(path, data, limits)
    from roadmap_guard.documents import yaml_reader

    return yaml_reader.read(path, data, limits)
