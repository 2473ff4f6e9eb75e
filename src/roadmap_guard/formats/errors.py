"""What is wrong with a definition, gathered so that its author sees everything at once."""

from collections.abc import Iterable

from roadmap_guard.formats.names import listed, suggestion
from roadmap_guard.model.document import Problem
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.node import Mapping, Node, kind_of
from roadmap_guard.model.span import Span


class DefinitionError(CannotCheckError):
    """Definitions that do not load. `problems` holds every mistake with its place, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.path, problem.span)))
        lines = [f"{p.path}:{p.span.line}:{p.span.column}: {p.message}" for p in self.problems]
        super().__init__("\n".join(lines), self.problems[0].remedy)


class Errors:
    """Collects the mistakes of one definition. One that is `proven`, because it was loaded before, need not be looked at so closely."""

    def __init__(self, path: str, *, proven: bool = False) -> None:
        self.path = path
        self.proven = proven
        self.problems: list[Problem] = []

    def add(self, where: Span, message: str, remedy: str = "docs/formats.md of roadmap-guard has the words.") -> None:
        """Note one mistake."""
        self.problems.append(Problem("format", message, remedy, self.path, where))

    def unknown(self, where: Span, what: str, name: str, choices: Iterable[str]) -> None:
        """Note a name that does not exist, with the nearest that does."""
        names = sorted(choices)
        self.add(where, f"unknown {what} `{name}`.{suggestion(name, names)}", f"Use {listed(names)}.")

    def mapping(self, node: Node, what: str, words: Iterable[str]) -> Mapping | None:
        """`node` as a mapping that holds no other keys than `words`; None, with a mistake noted, where it is none."""
        if not isinstance(node, Mapping):
            self.add(node.span, f"{what} is {kind_of(node)}; it must be a mapping")
            return None
        known = frozenset(words)
        for key, (key_node, _) in node.entries.items():
            if key not in known:
                self.unknown(key_node.span, f"word in {what}", key, known)
        return node
