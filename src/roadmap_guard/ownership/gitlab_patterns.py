"""GitLab's CODEOWNERS patterns as regular expressions: those of Ruby's `File.fnmatch` with paths and dot files.

A pattern that names a folder without a `/` behind it matches a file of that name only. `[a-z]` and `[!a]` are classes,
and `**` goes through folders only where it is a whole segment with another behind it.
https://docs.gitlab.com/user/project/codeowners/advanced/#pattern-matching
"""

from roadmap_guard.ownership.globbing import cut, expression

_END = r"\Z"


def to_regex(pattern: str) -> str:
    """A regular expression for `re.match` on a path from the repository's root."""
    segments = pattern.removeprefix("/").split("/")
    if not pattern.startswith("/"):
        segments.insert(0, "**")
    if segments[-1] == "":
        segments[-1:] = ["**", "*"]
    if segments[-1] == "**":
        segments[-1] = "*"
    return expression(cut(segments), brackets=True, end=lambda _: _END)
