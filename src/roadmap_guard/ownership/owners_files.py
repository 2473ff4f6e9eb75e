"""One OWNERS file: who approves what in its folder."""

import re
from collections.abc import Callable, Iterator

from roadmap_guard.documents import parse
from roadmap_guard.model.document import Problem
from roadmap_guard.model.node import Mapping as MappingNode
from roadmap_guard.model.node import Node, Scalar, Sequence
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.ownership.filters import simple
from roadmap_guard.ownership.remarks import Remarks, shown

_EVERY_FILE = ".*"
_ROLES = ("approvers", "reviewers", "required_reviewers")
_LEFT = "emeritus_approvers"
_OF_PROW = rb"(?m)^(?:approvers|reviewers|emeritus_approvers|filters|labels|options|aliases)[ \t]*:"


class Rule(NamedTuple):
    """Who approves which files of the folder: all without `matches`, which is asked with the path from the folder on.

    `pattern` is the filter as written, empty without one; `line` is where the approvers are listed.
    """

    approvers: tuple[str, ...]
    line: int
    pattern: str = ""
    matches: Callable[[str], bool] | None = None


class Folder(NamedTuple):
    """What the OWNERS file at `path` says; `cut_off` from the folders above."""

    path: str
    rules: tuple[Rule, ...]
    cut_off: bool


def root_of(path: str, data: bytes, problems: list[Problem]) -> MappingNode | None:
    """The file's content, or None, with a problem, for a file that is no YAML or in another dialect; None for an empty one."""
    if not data.strip():
        return None
    if not re.search(_OF_PROW, data):
        message = f"{path} has none of the keys of a Kubernetes OWNERS file, so it was not read"
        remedy = "List its owners under `approvers:`."
        problems.append(Problem("owners-dialect", message, remedy, path, level="note", refuses=False))
        return None
    parsed = parse(path, data)
    problems += parsed.problems
    root = parsed.documents[0].root if parsed.documents else None
    return root if isinstance(root, MappingNode) else None


def folder_of(path: str, root: MappingNode, remarks: Remarks) -> Folder:
    """What the file says. Filters count only where the file itself names nobody and no label, as in Prow."""
    filters = root.get("filters")
    rules = [_rule(root)]
    if isinstance(filters, MappingNode) and filters.entries:
        if any(texts(root.get(role)) for role in (*_ROLES, "labels")):
            _remark_unused(filters, remarks)
        else:
            rules = [rule for key in filters if (rule := _filtered(key, filters, remarks))]
    options = root.get("options")
    alone = options.get("no_parent_owners") if isinstance(options, MappingNode) else None
    return Folder(path, tuple(rules), isinstance(alone, Scalar) and alone.value is True)


def names_of(root: MappingNode) -> Iterator[str]:
    """Everybody who approves or reviews something."""
    for holder in _holders(root):
        for role in _ROLES:
            yield from texts(holder.get(role))


def left_of(root: MappingNode) -> Iterator[str]:
    """Those who have left: they own nothing any more."""
    for holder in _holders(root):
        yield from texts(holder.get(_LEFT))


def texts(node: Node | None) -> tuple[str, ...]:
    """The texts of a list. Prow takes numbers for names too: `- 1234` is a handle."""
    items = node.items if isinstance(node, Sequence) else []
    return tuple(i.text.strip() for i in items if isinstance(i, Scalar) and i.text.strip() and i.value is not None)


def _holders(root: MappingNode) -> Iterator[MappingNode]:
    """The file itself and its filters."""
    yield root
    filters = root.get("filters")
    for _, value in filters.entries.values() if isinstance(filters, MappingNode) else ():
        if isinstance(value, MappingNode):
            yield value


def _rule(holder: MappingNode) -> Rule:
    key = holder.key("approvers")
    return Rule(texts(holder.get("approvers")), key.span.line if key else 1)


def _filtered(pattern: str, filters: MappingNode, remarks: Remarks) -> Rule | None:
    key, holder = filters.entries[pattern]
    if not isinstance(holder, MappingNode):
        return None
    if pattern == _EVERY_FILE:
        return _rule(holder)
    matches = simple(pattern)
    if matches is None:
        message = (
            f"the approvers under filter `{shown(pattern)}` are known as owners, but not used to tell who owns a path: the "
            "expression is not simple enough to be tried in bounded time"
        )
        remedy = "Write it without repetitions other than `.*`, or give the files a folder of their own."
        remarks.remark("owners-filter", message, remedy, key.span, "note")
        return None
    return _rule(holder)._replace(pattern=pattern, matches=matches)


def _remark_unused(filters: MappingNode, remarks: Remarks) -> None:
    key, _ = next(iter(filters.entries.values()))
    message = "the filters have no effect: Prow reads them only in a file that names no approvers, reviewers or labels beside them"
    remedy = "Move the lists beside `filters` under the filter `.*`."
    remarks.remark("owners-filter-unused", message, remedy, key.span)
