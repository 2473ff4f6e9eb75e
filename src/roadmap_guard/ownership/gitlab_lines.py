"""The lines of a CODEOWNERS file as GitLab reads them: headers of sections, and patterns with their owners."""

import re

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span
from roadmap_guard.ownership.remarks import Remarks, shown

_HEADER = re.compile(r"(\^?)\[([^\]]*)\](?:\[([\d \t]*)\])?(.*)", re.DOTALL)
_OWNER = r"@@(?:developer|maintainer|owner)s?|@[A-Za-z0-9_][\w.-]*(?:/[\w.-]+)*|[^@\s]{1,100}@[^@\s]{1,255}"
_MOST_APPROVALS = 999


class Header(NamedTuple):
    """`^[name][approvals] @owner`: the owners are those of lines that name none."""

    name: str
    optional: bool
    approvals: int
    owners: tuple[str, ...]


class Entry(NamedTuple):
    """A pattern and its owners. `written` is the pattern with the `!` of an exclusion; `line` counts from 1."""

    pattern: str
    written: str
    owners: tuple[str, ...]
    line: int
    optional: bool
    approvals: int

    @property
    def excludes(self) -> bool:
        """Whether what matches needs no approval in this section, whatever other lines say."""
        return self.written.startswith("!")


def is_header(line: str) -> bool:
    """Whether the line begins like the header of a section. GitLab takes it for no pattern then."""
    return line.startswith(("[", "^["))


def header_of(line: str, number: int, remarks: Remarks) -> Header | None:
    """The header, or None, with a remark, where it cannot be read; GitLab goes on with the section before it then."""
    found = _HEADER.match(line)
    span = _span(number, 1, line)
    if not found:
        message = f"`{shown(line)}` is no header of a section, so GitLab skips it: the `]` is missing"
        remarks.remark("codeowners-section", message, "Write `[Name]`, or `^[Name]` for an optional section.", span)
        return None
    optional, name, count, rest = found.groups()
    for message, remedy in _header_faults(name, bool(optional), count, rest):
        remarks.remark("codeowners-section", f"header `{shown(line)}`: {message}", remedy, span)
    owners = _owners(rest, number, len(line) - len(rest), remarks) if rest[:1].isspace() else ()
    return Header(name.strip(), bool(optional), _approvals(count), owners)


def _header_faults(name: str, optional: bool, count: str | None, rest: str) -> list[tuple[str, str]]:
    found = []
    if not name.strip():
        found.append(("the section has no name", "Give it one."))
    if count is not None and (optional or not re.fullmatch(r"0*[1-9]\d*", count)):
        reason = "an optional section asks for no approvals" if optional else "this is no number from 1 on, so 1 counts"
        found.append((f"`[{shown(count)}]`: {reason}", "Write `[2]` for two approvals, or leave it out."))
    if rest and not rest[0].isspace():
        found.append(
            (f"`{shown(rest)}` follows without a blank and is ignored", "Put a blank before it, or remove it.")
        )
    return found


def _approvals(count: str | None) -> int:
    digits = (count or "").strip().lstrip("0")
    return min(int(digits[:4]), _MOST_APPROVALS) if digits.isdigit() else 1


def entry_of(line: str, number: int, header: Header, remarks: Remarks) -> Entry:
    """The pattern of a line and its owners, or else those of its section."""
    found = re.match(r"(?:\\.|\S)+", line, re.DOTALL)
    written = found[0] if found else line
    rest = line[len(written) :]
    excludes = written.startswith("!")
    own = () if excludes else _owners(rest, number, len(written), remarks)
    owners = () if excludes else own if rest.strip() else header.owners
    if not owners and not excludes:
        message = f"`{shown(written)}` has no owner that GitLab knows, so it approves changes by itself"
        remedy = "Name an owner here or behind the section's name, or exclude the path with `!`."
        remarks.remark("codeowners-unowned", message, remedy, _span(number, 1, written))
    pattern = re.sub(r"\\\s+", r"\\ ", written.removeprefix("!"))
    return Entry(pattern, written, owners, number, header.optional, header.approvals)


def _owners(text: str, number: int, column: int, remarks: Remarks) -> tuple[str, ...]:
    """The owners in `text`, which begins after `column` characters. Whatever else stands there is remarked on."""
    owners = []
    comment = False
    for found in re.finditer(r"\S+", text):
        span = _span(number, column + found.start() + 1, found[0])
        if re.fullmatch(_OWNER, found[0], re.IGNORECASE | re.ASCII):
            owners.append(found[0])
            if comment:
                _remark_comment(found[0], span, remarks)
        elif found[0].startswith("#"):
            comment = True
        elif not comment:
            message = f"`{shown(found[0])}` is not a user, group, role or e-mail address, so GitLab ignores it"
            remarks.remark("codeowners-owner", message, _remedy(found[0]), span)
    return tuple(owners)


def _remark_comment(owner: str, span: Span, remarks: Remarks) -> None:
    message = f"`{shown(owner)}` stands behind a `#`, but GitLab knows comments on lines of their own only: it is an owner here"
    remarks.remark("codeowners-comment", message, "Move the comment to a line of its own.", span)


def _remedy(text: str) -> str:
    if re.fullmatch(r"[\w][\w.-]*(?:/[\w.-]+)*", text, re.ASCII):
        return f"Did you mean `@{shown(text)}`?"
    return "Write `@user`, `@group/subgroup`, `@@developer`, `@@maintainer`, `@@owner` or an e-mail address."


def _span(number: int, column: int, text: str) -> Span:
    return Span(number, column, number, column + len(text))
