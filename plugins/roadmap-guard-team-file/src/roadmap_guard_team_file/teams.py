"""Reads `teams.yaml` at the root of a repository.

An example:

    teams:
      - name: payments
        members: ["@ada", "@grace"]
        contact: "#payments"
        escalation: payments-primary

Teams and members are owners that exist. The file says nothing of who owns which path.
"""

from collections.abc import Iterator, Mapping

from roadmap_guard.documents import parse
from roadmap_guard.model.node import Mapping as MappingNode
from roadmap_guard.model.node import Node, Scalar, Sequence
from roadmap_guard.plugins import Problem, Registry

PATH = "teams.yaml"

_NEEDED = {
    "members": "so nobody is behind the name",
    "contact": "so nobody knows where to ask",
    "escalation": "so nobody is called when it matters",
}


def wants(path: str) -> bool:
    """Is it the team file?"""
    return path == PATH


def read(files: Mapping[str, bytes]) -> Registry:
    """The teams and their members as owners; what is missing of a team is a problem."""
    names: dict[str, str] = {}
    problems: list[Problem] = []
    for path, data in files.items():
        parsed = parse(path, data)
        problems += parsed.problems
        for document in parsed.documents:
            for team in _teams(document.root, problems):
                problems += _missing(team)
                names |= dict.fromkeys(_names(team), path)
    return Registry(names, lambda _: None, tuple(problems))


def _teams(root: Node, problems: list[Problem]) -> Iterator[MappingNode]:
    """The entries of `teams` that have a name; the others become problems."""
    listed = root.get("teams") if isinstance(root, MappingNode) else None
    if not isinstance(listed, Sequence):
        problems.append(_problem("the file has no list `teams`", root))
        return
    for team in listed.items:
        if isinstance(team, MappingNode) and _texts(team.get("name")):
            yield team
        else:
            problems.append(_problem("a team has no `name`", team))


def _missing(team: MappingNode) -> Iterator[Problem]:
    name = _texts(team.get("name"))[0]
    for key, consequence in _NEEDED.items():
        if not _texts(team.get(key)):
            yield _problem(f"team {name} has no `{key}`, {consequence}", team.get("name") or team)


def _names(team: MappingNode) -> Iterator[str]:
    yield from _texts(team.get("name"))
    yield from _texts(team.get("members"))


def _texts(node: Node | None) -> list[str]:
    """The texts that say anything in a text, a list of them, or a mapping to them."""
    if isinstance(node, Sequence):
        return [text for item in node.items for text in _texts(item)]
    if isinstance(node, MappingNode):
        return [text for _, value in node.entries.values() for text in _texts(value)]
    return [node.text.strip()] if isinstance(node, Scalar) and node.value and node.text.strip() else []


def _problem(message: str, node: Node) -> Problem:
    remedy = "Write name, members, contact and escalation for each entry of `teams`."
    return Problem("team-file", message, remedy, PATH, node.span, level="warning", refuses=False)
