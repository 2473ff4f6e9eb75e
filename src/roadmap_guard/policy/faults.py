"""What is wrong with a policy or configuration file, all of it at once."""

from collections.abc import Iterable, Sequence

from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.nearest import nearest
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import FILE_START, Span


class Fault(NamedTuple):
    """One mistake: where it stands, what it is (with the value) and the way out."""

    path: str
    span: Span
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        way_out = f" ({self.remedy})" if self.remedy else ""
        return f"{self.path}:{self.span.line}:{self.span.column}: {self.message}{way_out}"


class PolicyError(CannotCheckError):
    """A policy or configuration that does not load. `faults` are in the order of path and position."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=_place))
        super().__init__("\n".join(str(fault) for fault in self.faults), _remedy(self.faults))


def refuse(path: str, message: str, remedy: str = "", span: Span = FILE_START) -> PolicyError:
    """The error for a single mistake, ready to raise."""
    return PolicyError([Fault(path, span, message, remedy)])


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """` (did you mean "target"?)` where one of `names` is near, else nothing."""
    near = nearest(name, names)
    return f" (did you mean {quoted(near)}?)" if near else ""


def quoted(text: object) -> str:
    """`text` in double quotes, on one line, cut at 80 characters."""
    line = " ".join(str(text).split())
    return f'"{line[:79]}…"' if len(line) > 80 else f'"{line}"'  # noqa: PLR2004 - said in the docstring


def listed(names: Iterable[str], last: str = "and") -> str:
    """`a, b and c`; in the order given."""
    words = list(names)
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words) or "none"


def _place(fault: Fault) -> tuple[bytes, Span, str]:
    return fault.path.encode("utf-8", "surrogateescape"), fault.span, fault.message


def _remedy(faults: Sequence[Fault]) -> str:
    count = "one mistake" if len(faults) == 1 else f"{len(faults)} mistakes"
    return f"Nothing was checked: a policy with {count} does not load."
