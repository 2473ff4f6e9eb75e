"""`sigs.yaml`: the groups of Kubernetes and of projects that took over its way of working, with those who lead them.

https://github.com/kubernetes/community/blob/master/generator/README.md
"""

from collections.abc import Iterator, Mapping

from roadmap_guard.documents import parse
from roadmap_guard.model.document import Problem
from roadmap_guard.model.node import Mapping as MappingNode
from roadmap_guard.model.node import Node, Scalar, Sequence
from roadmap_guard.ownership.registry import Identity, Registry, nobody

_GROUPS = ("sigs", "workinggroups", "usergroups", "committees")


def read(files: Mapping[str, bytes]) -> Registry:
    """Every group by the name of its folder (`sig-node`), and its leads."""
    names: dict[str, str] = {}
    identities: dict[str, Identity] = {}
    problems: list[Problem] = []
    for path, data in files.items():
        parsed = parse(path, data)
        problems += [problem._replace(level="warning") for problem in parsed.problems if problem.refuses]
        for group in (group for document in parsed.documents for group in _groups(document.root)):
            name = _text(group, "dir")
            leads = tuple(dict.fromkeys(_leads(group.get("leadership"))))
            identities.setdefault(name, Identity("team", members=leads))
            for lead in leads:
                identities.setdefault(lead, Identity("person"))
            names |= {known: path for known in (name, *leads) if known not in names}
    return Registry(names, nobody, tuple(problems), identities, lists=bool(names))


def _groups(root: Node) -> Iterator[MappingNode]:
    for key in _GROUPS:
        listed = root.get(key) if isinstance(root, MappingNode) else None
        for group in listed.items if isinstance(listed, Sequence) else ():
            if isinstance(group, MappingNode) and _text(group, "dir"):
                yield group


def _leads(leadership: Node | None) -> Iterator[str]:
    """The accounts of chairs, technical leads and whoever else leads the group."""
    for _, people in leadership.entries.values() if isinstance(leadership, MappingNode) else ():
        for person in people.items if isinstance(people, Sequence) else ():
            if isinstance(person, MappingNode) and (account := _text(person, "github")):
                yield account


def _text(node: MappingNode, key: str) -> str:
    found = node.get(key)
    return found.text.strip() if isinstance(found, Scalar) and found.value is not None else ""
