"""Gantt charts of Mermaid, in fenced blocks of a Markdown file (https://mermaid.js.org/syntax/gantt.html).

The tree: `tasks`, a list of mappings with `title`, `id`, `chart` (see below), `section`, `start`, `end`, `status` (`done`, `active`), `milestone`,
`critical` and `after` (a list of ids). Dates are ISO texts that stand where the chart says them. A start or an end that follows
from other tasks or from a length of time is reckoned as Mermaid does, with the days that `excludes` leaves out, where nothing
(`includes`, an unknown id) is in the way.

Names hold within their chart alone. `chart`, its title or number, is there where an earlier chart of the file has a task of that
name, and stands before such a name in `after`.

Left alone are charts in comments, charts with holes of a template (`{{ }}`, `{% %}`), and charts between marks that say that a
program writes them: their source is another file, and everything in it would count twice.
"""

import re
from bisect import bisect_left
from itertools import islice

from roadmap_guard.formats.parsers.gantt_times import Times
from roadmap_guard.formats.parsers.lines import Line, Lines, fences, lines_of, mapping
from roadmap_guard.formats.parsers.tree import Tree
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.record import NamedTuple

_SETTINGS = (
    *("gantt", "title", "dateFormat", "axisFormat", "tickInterval", "excludes", "includes", "todayMarker", "weekday"),
    *("weekend", "inclusiveEndDates", "topAxis", "accTitle", "accDescr", "displayMode", "click", "vert", "section"),
)
_TAGS = frozenset(("active", "done", "crit", "milestone", "vert"))
_ID = re.compile(r"[^\s:,;#][^:,;#]*")
_MOST = 3
_COLONS = 20
_PARTS = 20
_SEARCHED = 1000
_BEGIN = re.compile(r"(?i)\b(start|begin|generated)\b|:start\b|_start\b")
_END = re.compile(r"(?i)\b(end|stop)\b|:end\b|_end\b")


class Task(NamedTuple):
    """A line of a chart, taken apart; `items` are those of id, start and end that it states, from the last to the first."""

    title: Scalar
    tags: dict[str, Scalar]
    id: Scalar | None
    start: Scalar | None
    end: Scalar | None


def tree(document: Document) -> Tree:
    """The tasks of all charts in the file."""
    lines = lines_of(document)
    tasks: list[Node] = []
    taken: set[str] = set()
    for number, chart in enumerate(fences(lines, "mermaid"), 1):
        if _is_gantt(chart) and not _is_template(chart) and not _is_generated(chart[0], lines):
            tasks += _Chart(chart, number).tasks(taken)
    span = document.root.span
    return Tree(mapping(span, tasks=Sequence(tasks, span)))


def _is_gantt(chart: list[Line]) -> bool:
    """Whether the first line that is no comment, directive or front matter says so."""
    inside = False
    for line in chart:
        bare = line.text.strip()
        if bare == "---":
            inside = not inside
        elif bare and not inside and not bare.startswith("%%"):
            return bare == "gantt"
    return False


def _is_template(chart: list[Line]) -> bool:
    return any("{{" in line.text or "{%" in line.text for line in chart if not line.text.lstrip().startswith("%%"))


def _is_generated(first: Line, lines: Lines) -> bool:
    """Whether the last comment before the chart begins a generated part."""
    before = bisect_left(lines.comments, (first.opens, ""))
    last = lines.comments[before - 1][1][:_SEARCHED] if before else ""
    return _BEGIN.search(last) is not None and _END.search(last) is None


class _Chart:
    """Reads one chart from top to bottom, then reckons what follows from other tasks."""

    def __init__(self, lines: list[Line], number: int) -> None:
        self._lines = lines
        self._name = lines[0].scalar(0, 0, str(number))
        self._times = Times()
        self._section: Scalar | None = None
        self._found: list[tuple[Task, Scalar | None]] = []

    def tasks(self, taken: set[str]) -> list[Node]:
        """The tasks; their names are added to those that earlier charts have `taken`."""
        for line in self._lines:
            self._take(line)
        spans = self._times.reckon([task for task, _ in self._found])
        names = {_name(task) for task, _ in self._found}
        again = {name: f"{self._name.text or self._name.value}/{name}" for name in names & taken}
        taken |= names
        return [
            _node(task, section, *span, self._name if _name(task) in again else None, again)
            for (task, section), span in zip(self._found, spans, strict=True)
        ]

    def _take(self, line: Line) -> None:
        bare = line.text.strip()
        word = bare.split(" ", 1)[0]
        if not bare or bare.startswith("%%"):
            return
        if word in _SETTINGS:
            rest = line.scalar(line.text.index(word) + len(word), len(line.text))
            if word == "section":
                self._section = rest
            elif word == "title" and rest.text:
                self._name = rest
            else:
                self._times.set(word, rest.text)
            return
        task = self._task(line)
        if task is not None:
            self._found.append((task, self._section))

    def _task(self, line: Line) -> Task | None:
        """The task, cut at the first colon behind which stands what belongs there: titles may hold colons too."""
        for found in islice(re.finditer(":", line.text), _COLONS):
            task = self._cut(line, found.start())
            if task is not None:
                return task
        return None

    def _cut(self, line: Line, colon: int) -> Task | None:
        items = _items(line, colon + 1)
        if len(items) > _PARTS:
            return None
        tags: dict[str, Scalar] = {}
        while items and items[0].text in _TAGS:
            tag = items.pop(0)
            tags[tag.text] = tag
        items = [item for item in items if item.text]
        if not 0 < len(items) <= _MOST or not self._times.is_end(items[-1].text):
            return None
        start = items[-2] if len(items) > 1 else None
        name = items[0] if len(items) == _MOST else None
        if (start and not self._times.is_start(start.text)) or (name and not _ID.fullmatch(name.text)):
            return None
        title = line.scalar(0, colon)
        return Task(title, tags, name, start, items[-1]) if title.text else None


def _items(line: Line, at: int) -> list[Scalar]:
    """What stands between commas from the offset `at` on; of more than `_PARTS` the last holds the rest."""
    items = []
    for part in re.split(r"[#;]", line.text[at:], maxsplit=1)[0].split(",", _PARTS):
        items.append(line.scalar(at, at + len(part)))
        at += len(part) + 1
    return items


def _name(task: Task) -> str:
    """What the task is called within its chart."""
    return task.id.text if task.id else task.title.text


def _node(
    task: Task,
    section: Scalar | None,
    start: Scalar | None,
    end: Scalar | None,
    chart: Scalar | None,
    again: dict[str, str],
) -> Mapping:
    after = _after(task.start, again) if task.start else []
    return mapping(
        task.title.span,
        title=task.title,
        id=task.id,
        chart=chart,
        section=section,
        start=start,
        end=end,
        status=task.tags.get("done") or task.tags.get("active"),
        milestone=task.tags.get("milestone"),
        critical=task.tags.get("crit"),
        after=Sequence(after, task.start.span) if after and task.start else None,
    )


def _after(start: Scalar, again: dict[str, str]) -> list[Node]:
    words = start.text.split()
    return [Scalar(again.get(word, word), word, start.span) for word in words[1:]] if words[0] == "after" else []
