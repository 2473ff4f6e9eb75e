"""Which files beside those asked for belong to them: an approval to its proposal, an audit to its model card."""

import re
from collections.abc import Iterable, Iterator

from roadmap_guard.engine.scan import Scan
from roadmap_guard.formats.joining import beside, reaches
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.git.snapshot import Entry
from roadmap_guard.model.resource import Resource


def entries(formats: FormatSet, scan: Scan, context: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of `context` that may hold parts of the resources in `scan`, or the whole that a part in it belongs to."""
    waiting = tuple(context)
    if not waiting:
        return
    globs = {*_parts(formats, scan.resources), *(glob for fragment in scan.fragments for glob in reaches(fragment))}
    if globs:
        matches = re.compile("|".join(_expression(glob) for glob in sorted(globs))).fullmatch
        yield from (entry for entry in waiting if matches(entry.path))


def _parts(formats: FormatSet, resources: Iterable[Resource]) -> Iterator[str]:
    """Where files may stand that extend the resources."""
    additions = [addition for name in formats.names for addition in formats.entry(name).extends]
    for addition in additions:
        for resource in resources:
            if resource.kind == addition.kind and (not addition.formats or resource.format in addition.formats):
                yield from beside(resource, addition.beside)


def _expression(glob: str) -> str:
    """A glob as a regular expression: `*` stays within a folder, `**` does not; `[x]` is the character itself."""
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[.\])", glob)
    return "".join(words.get(part) or re.escape(part[1] if re.fullmatch(r"\[.\]", part) else part) for part in parts)
