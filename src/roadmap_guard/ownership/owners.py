"""OWNERS and OWNERS_ALIASES as Kubernetes projects keep them.

Every folder may hold an OWNERS file. A path belongs to the approvers of its folder and of the folders above, nearest first,
up to a file with `options.no_parent_owners`. OWNERS_ALIASES at the root names groups; an alias counts as an owner, and so
do its members. https://www.kubernetes.dev/docs/guide/owners/
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from roadmap_guard.documents import parse
from roadmap_guard.model.document import Problem
from roadmap_guard.model.node import Mapping as MappingNode
from roadmap_guard.model.node import Node, Scalar, Sequence
from roadmap_guard.model.span import FILE_START, Span
from roadmap_guard.ownership.registry import Ownership, Registry

ALIASES = "OWNERS_ALIASES"

_EVERY_FILE = ".*"
_ROLES = ("approvers", "reviewers")
_KUBERNETES = rb"(?m)^(?:approvers|reviewers|emeritus_approvers|filters|labels|options|aliases)[ \t]*:"


class _Folder(NamedTuple):
    """One OWNERS file. `line` is where its approvers are listed."""

    path: str
    approvers: tuple[str, ...]
    line: int
    cut_off: bool


def wants(path: str) -> bool:
    """Is `path` an OWNERS file of any folder, or the aliases at the root?"""
    return path in {"OWNERS", ALIASES} or path.endswith("/OWNERS")


def read(files: Mapping[str, bytes]) -> Registry:
    """What all OWNERS files together say."""
    names: dict[str, str] = {}
    problems: list[Problem] = []
    folders: dict[str, _Folder] = {}
    for path, data in files.items():
        root = _root(path, data, problems)
        if root is None:
            continue
        if path == ALIASES:
            problems += _empty_aliases(root)
            found = _alias_names(root)
        else:
            problems += _narrow_filters(path, root)
            folders[path.removesuffix("OWNERS").rstrip("/")] = _folder(path, root)
            found = _owner_names(path, root)
        for name in found:
            names.setdefault(name, path)
    return Registry(names, _Inherited(folders).owners_of, tuple(problems))


def _root(path: str, data: bytes, problems: list[Problem]) -> MappingNode | None:
    if not data.strip():
        return None
    if not re.search(_KUBERNETES, data):
        message = f"{path} has none of the keys of a Kubernetes OWNERS file, so it was not read"
        problems.append(
            _remark("owners-dialect", message, "List its owners under `approvers:`.", path, FILE_START)._replace(
                level="note"
            )
        )
        return None
    parsed = parse(path, data)
    problems += parsed.problems
    root = parsed.documents[0].root if parsed.documents else None
    return root if isinstance(root, MappingNode) else None


def _folder(path: str, root: MappingNode) -> _Folder:
    holder = root
    if (filters := root.get("filters")) and isinstance(filters, MappingNode):
        every = filters.get(_EVERY_FILE)
        holder = every if isinstance(every, MappingNode) else root
    key = holder.key("approvers")
    options = root.get("options")
    no_parents = options.get("no_parent_owners") if isinstance(options, MappingNode) else None
    cut_off = isinstance(no_parents, Scalar) and no_parents.value is True
    return _Folder(path, tuple(_texts(holder.get("approvers"))), key.span.line if key else 1, cut_off)


def _owner_names(path: str, root: MappingNode) -> Iterator[str]:
    """Approvers and reviewers, and the file itself. Emeritus approvers have left: they own nothing any more."""
    yield f"//{path}"
    filters = root.get("filters")
    for holder in [root, *_values(filters)]:
        if isinstance(holder, MappingNode):
            for role in _ROLES:
                yield from _texts(holder.get(role))


def _alias_names(root: MappingNode) -> Iterator[str]:
    aliases = root.get("aliases")
    if isinstance(aliases, MappingNode):
        yield from aliases
        for members in _values(aliases):
            yield from _texts(members)


def _empty_aliases(root: MappingNode) -> Iterator[Problem]:
    aliases = root.get("aliases")
    if not isinstance(aliases, MappingNode):
        return
    for name, (key, members) in aliases.entries.items():
        if not _texts(members):
            message = f"alias `{name}` has no members, so nobody can approve in its name"
            yield _remark("owners-alias", message, "Add its members, or remove the alias.", ALIASES, key.span)


def _narrow_filters(path: str, root: MappingNode) -> Iterator[Problem]:
    """Filters are regular expressions of the file under check, which nobody can evaluate in bounded time."""
    filters = root.get("filters")
    if not isinstance(filters, MappingNode):
        return
    for pattern, (key, _) in filters.entries.items():
        if pattern != _EVERY_FILE:
            message = (
                f"the approvers under filter `{pattern}` are known as owners, but not used to tell who owns a path"
            )
            yield _remark("owners-filter", message, "Give the files a folder of their own.", path, key.span)._replace(
                level="note"
            )


def _values(node: Node | None) -> list[Node]:
    return [value for _, value in node.entries.values()] if isinstance(node, MappingNode) else []


def _texts(node: Node | None) -> list[str]:
    """The texts of a list. Prow takes numbers for names too: `- 1234` is a handle."""
    items = node.items if isinstance(node, Sequence) else []
    return [item.text for item in items if isinstance(item, Scalar) and item.text.strip() and item.value is not None]


class _Inherited:
    """Answers who owns a path from the folders above it."""

    def __init__(self, folders: Mapping[str, _Folder]) -> None:
        self._folders = folders

    def owners_of(self, path: str) -> Ownership | None:
        """The approvers of the nearest OWNERS file and of those it inherits from, or None where there are none."""
        chain = list(self._chain(path))
        approvers = dict.fromkeys(name for folder in chain for name in folder.approvers)
        nearest = next((folder for folder in chain if folder.approvers), None)
        if nearest is None:
            return None
        return Ownership(tuple(approvers), nearest.path.removesuffix("OWNERS") or "/", nearest.path, nearest.line)

    def _chain(self, path: str) -> Iterator[_Folder]:
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            if found := self._folders.get(folder):
                yield found
                if found.cut_off:
                    return


def _remark(code: str, message: str, remedy: str, path: str, span: Span) -> Problem:
    return Problem(code, message, remedy, path, span, level="warning", refuses=False)
