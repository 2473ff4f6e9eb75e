"""How large an input may be, and how far a trusted configuration may widen that.

The defaults are far above anything found in about 2,300 real files (79 KB of YAML, 21 levels, 4,845 values; 3,337 lines
of Markdown), and keep any single file within about two seconds and half a gigabyte.
"""

from collections.abc import Mapping

from roadmap_guard.model.nearest import nearest
from roadmap_guard.model.record import NamedTuple


class Limits(NamedTuple):
    """Budgets for one file. A count over its limit is a coded refusal, never a crash or a silent cut.

    file_bytes          of a YAML or JSON file, and of a Markdown body
    body_lines          of a Markdown body
    front_matter_bytes  of the YAML block that heads a Markdown file
    depth               of lists and mappings within each other
    nodes               scalars, lists and mappings in a file as written
    expanded_nodes      the same with every alias counted as what it stands for
    aliases             `*name` in a file
    scalar_chars        code points of one value
    key_chars           code points of one key
    number_digits       digits of one number
    documents           in one YAML stream
    directives          `%...` lines in one YAML stream
    merge_keys          whether `<<:` is followed; off, it is refused
    """

    file_bytes: int = 1 << 20
    body_lines: int = 20_000
    front_matter_bytes: int = 256 << 10
    depth: int = 64
    nodes: int = 100_000
    expanded_nodes: int = 200_000
    aliases: int = 1_000
    scalar_chars: int = 256 << 10
    key_chars: int = 1_024
    number_digits: int = 64
    documents: int = 100
    directives: int = 20
    merge_keys: bool = False


LIMITS = Limits()

CAPS = Limits(
    file_bytes=16 << 20,
    body_lines=200_000,
    front_matter_bytes=1 << 20,
    depth=200,
    nodes=1_000_000,
    expanded_nodes=1_000_000,
    aliases=10_000,
    scalar_chars=4 << 20,
    key_chars=1_024,
    number_digits=4_300,
    documents=1_000,
    directives=20,
    merge_keys=True,
)
"""As far as any configuration may go. 4,300 digits are as many as Python converts without being told otherwise."""


def setting(field: str) -> str:
    """The name of a limit in a configuration file: `file_bytes` is `fileBytes`."""
    head, *rest = field.split("_")
    return head + "".join(word.capitalize() for word in rest)


def raised(changes: Mapping[str, object]) -> Limits:
    """The default limits with `changes`, given under the names of a configuration file.

    Raises:
        ValueError: for an unknown name, a value of the wrong type, or one outside 1 and the hard cap; the message says which.
    """
    fields = {setting(field): field for field in Limits._fields}
    values = LIMITS._asdict()
    for name, value in changes.items():
        if name not in fields:
            raise ValueError(f"there is no limit `{name}`{_suggestion(name, fields)}")
        values[fields[name]] = _checked(name, value, getattr(CAPS, fields[name]))
    return Limits(**values)


def _checked(name: str, value: object, cap: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) is not isinstance(cap, bool):
        expected = "true or false" if isinstance(cap, bool) else "a whole number"
        raise ValueError(f"limit `{name}` must be {expected}, not {value!r}")
    if not isinstance(value, bool) and not 1 <= value <= cap:
        raise ValueError(f"limit `{name}` is {value}; it must lie between 1 and {cap}")
    return value


def _suggestion(name: str, names: Mapping[str, str]) -> str:
    near = nearest(name, names)
    return f"; did you mean `{near}`?" if near else f"; the limits are {', '.join(names)}"
