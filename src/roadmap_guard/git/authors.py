"""Who wrote a line of work, from the headers of its commits."""

import re

from roadmap_guard.git.repository import Repository
from roadmap_guard.model.record import NamedTuple

_PERSON = re.compile(rb"^(?:author|committer) ([^\n<]*) ?<([^\n>]*)>", re.MULTILINE)
_NO_REPLY = re.compile(r"(?:\d+\+)?([^@+]+)@users\.noreply\.[\w.-]+")
_BATCH = 1000


class Person(NamedTuple):
    """An author or committer as a commit names them."""

    name: str
    email: str

    @property
    def names(self) -> tuple[str, ...]:
        """What they may be called elsewhere: name, address, and the account behind a forge's no-reply address."""
        account = _NO_REPLY.fullmatch(self.email)
        return tuple(filter(None, (self.name, self.email, account[1] if account else "")))


def between(repository: Repository, base: str, head: str) -> tuple[Person, ...]:
    """The authors and committers of the commits that `head` has and `base` does not, both full ids; sorted.

    Raises `GitError` where a commit cannot be read.
    """
    listing = repository.git.run("rev-list", head, f"^{base}").decode("ascii").split()
    people: set[Person] = set()
    for start in range(0, len(listing), _BATCH):
        for commit in repository.objects.contents(listing[start : start + _BATCH]).values():
            header = commit.partition(b"\n\n")[0]
            people.update(Person(_text(name), _text(email)) for name, email in _PERSON.findall(header))
    return tuple(sorted(people))


def _text(name: bytes) -> str:
    return name.strip().decode("utf-8", "replace")
