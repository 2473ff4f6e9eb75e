"""Real files read in every format: `python benchmarks/formats.py FOLDER [--write]`.

`FOLDER` holds collections with manifests (see `manifests`). Printed are what was missed, what was taken for one of ours and is none, the
slowest files and a table; `--write` puts the table into `docs/formats.md`.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from manifests import NOTHING, Row, rows

from roadmap_guard import documents
from roadmap_guard.formats import reading, registry
from roadmap_guard.formats.registry import FormatSet

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "formats.md"
BLOCK = re.compile(r"(<!-- corpus figures: begin -->\n).*?(<!-- corpus figures: end -->)", re.DOTALL)


class Result(NamedTuple):
    """What came of one file.

    formats   those that it was recognised as
    objects   resources, and parts of resources of other files
    filled    fields with a value in all of them, and `places` the fields that their dialects have a place for
    refusals  codes of the problems for which a document was not read
    empty     whether there is no document in it
    seconds   of processor time
    """

    row: Row
    formats: tuple[str, ...]
    objects: int
    filled: int
    places: int
    refusals: tuple[str, ...]
    empty: bool
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether it was recognised as one of the formats that its manifest means."""
        return not set(self.formats).isdisjoint(self.row.expected or ())


def read(formats: FormatSet, row: Row) -> Result:
    """Read one file as a check does."""
    data = row.path.read_bytes()
    start = time.process_time()
    parsed = documents.parse(row.name, data)
    found = reading.read(formats, parsed.documents)
    seconds = time.process_time() - start
    refusals = {problem.code for problem in (*parsed.problems, *found.problems) if problem.refuses}
    return Result(
        row=row,
        formats=tuple(sorted({recognised.format for recognised in found.recognised})),
        objects=len(found.resources) + len(found.fragments),
        filled=sum(len(resource.fields) - 1 for resource in found.resources),
        places=sum(len([name for name in resource.expressible if name.isalnum()]) - 1 for resource in found.resources),
        refusals=tuple(sorted(refusals)),
        empty=not parsed.documents and not refusals,
        seconds=seconds,
    )


def measured(folder: Path) -> list[Result]:
    """Every file of which something is expected, read once to have the definitions compiled and once for the time."""
    formats = registry.load((), sorted(str(path) for path in ROOT.glob("plugins/*/src/*/formats")))
    chosen = [row for row in rows(folder) if row.expected is not None and documents.language_of(row.name)]
    for row in chosen:
        read(formats, row)
    return [read(formats, row) for row in chosen]


def missed(results: Iterable[Result]) -> Iterator[Result]:
    """Files that could be parsed and were not recognised as what they are."""
    for result in results:
        if result.row.expected and not (result.is_right or result.refusals or result.empty):
            yield result


def taken(results: Iterable[Result]) -> Iterator[Result]:
    """Files that only look like one of ours, and gave an object."""
    return (result for result in results if result.row.expected == NOTHING and result.objects)


def table(results: list[Result]) -> str:
    """The figures in Markdown."""
    ours = [result for result in results if result.row.expected and not result.row.is_set_aside]
    groups: dict[str, list[Result]] = {}
    for result in ours:
        groups.setdefault(_group(result), []).append(result)
    lines = [
        "| format | files | recognised | not readable | objects | fields filled |",
        "| --- | --: | --: | --- | --: | --: |",
    ]
    lines += [_line(f"`{name}`", groups[name]) for name in sorted(groups)]
    lines.append(_line("**all**", ours))
    near = [result for result in results if result.row.expected == NOTHING]
    aside = [result for result in results if result.row.expected and result.row.is_set_aside]
    dialects = [result for result in results if result.row.expected and not (result.refusals or result.empty)]
    right = sum(result.is_right for result in dialects)
    speed = len(results) / sum(result.seconds for result in results)
    slowest = max(result.seconds for result in results) * 1000
    wrong = len(list(taken(near)))
    lines += [
        "",
        "`flagd` and `go-feature-flag` are read by the plugin `roadmap-guard-feature-flags`. For some dialects several formats count as",
        "right, as a page that is read as a proposal and holds a chart.",
        "",
        f"**Not in the table** are {len(aside)} files that their notes count among a dialect's and that we hold to be overviews, lists, forms,",
        "schemas or figures of a training, which was decided after they had not been recognised. With them counted as the notes have them,",
        f"{right:,} of {len(dialects):,} readable files are recognised ({100 * right / len(dialects):.1f} %).",
        "",
        f"{len(near)} other files only speak of objectives, roadmaps or models; {wrong or 'none'} of them gave an object.",
        f"One process reads {speed:,.0f} of all these files in a second, and the slowest takes {slowest:,.0f} ms.",
    ]
    return "\n".join(lines)


def _group(result: Result) -> str:
    """The format under which a file is counted: what it is, or, where it was not recognised, what it should be first of all."""
    expected = result.row.expected or ()
    return next((name for name in expected if name in result.formats), expected[0])


def _line(name: str, results: list[Result]) -> str:
    readable = [result for result in results if result.is_right or not (result.refusals or result.empty)]
    right = sum(result.is_right for result in readable)
    codes = Counter(code for result in results if result not in readable for code in result.refusals or ("empty",))
    refused = ", ".join(f"{count} {code}" for code, count in sorted(codes.items()))
    filled, places = sum(result.filled for result in results), sum(result.places for result in results)
    share = f"{100 * filled / places:.0f} %" if places else ""
    objects = sum(result.objects for result in results)
    whole = f"{right} of {len(readable)}" if right < len(readable) else f"{right}"
    return f"| {name} | {len(results)} | {whole} | {refused} | {objects:,} | {share} |"


def main() -> None:
    """Print the figures, and write them if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="put the table into docs/formats.md")
    given = parser.parse_args()
    results = measured(given.folder)
    for result in missed(results):
        print(
            f"missed   {result.row.name}: {result.row.dialect}, recognised as {', '.join(result.formats) or 'nothing'}"
        )
    for result in taken(results):
        print(f"taken    {result.row.name}: {result.row.dialect}, read as {', '.join(result.formats)}")
    for result in sorted(results, key=lambda result: -result.seconds)[:10]:
        print(f"{result.seconds * 1000:5.0f} ms {result.row.name}")
    print(table(results))
    if given.write:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(BLOCK.sub(lambda found: f"{found[1]}\n{table(results)}\n\n{found[2]}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
