"""What became of the resources of a run, from the history of the commit that they stand on."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from roadmap_guard.engine.lives import Life, lives
from roadmap_guard.engine.session import Session
from roadmap_guard.engine.versions import versions
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.git.errors import ShallowError
from roadmap_guard.git.history import Step, steps
from roadmap_guard.git.repository import Repository
from roadmap_guard.git.snapshot import Entry
from roadmap_guard.model.resource import Resource
from roadmap_guard.policy.differences import differences
from roadmap_guard.policy.timelines import History, Moment, Turn, history


class Histories:
    """All lives, read in one pass when the first is asked for."""

    def __init__(self, session: Session, formats: FormatSet, as_of: str) -> None:
        """`as_of` is the date of what is not committed yet."""
        self._session = session
        self._formats = formats
        self._as_of = as_of

    def of(self, resource: Resource) -> History:
        """The value of the variable `history`. Raises ValueError, with the way out, where nobody can tell."""
        if self._session.repository is None:
            raise ValueError("files outside of a repository have no history")
        try:
            life = self._found(resource)
        except ShallowError as error:
            raise ValueError(f"{error.message}. {error.remedy}") from error
        return history(resource.kind, [*(life.turns if life else ()), *self._pending(resource, life)])

    def _found(self, resource: Resource) -> Life | None:
        kind, name = resource.kind, resource.id
        return self._present.get((kind, name, resource.path)) or self._present.get((kind, name, ""))

    def _pending(self, resource: Resource, life: Life | None) -> Iterator[Turn]:
        """What is not committed yet. Fields that were joined in from other files have no history of their own."""
        if life is None:
            yield Turn(Moment(self._as_of))
        elif self._session.snapshot.source.mode != "commit":
            joined = {field.partition("[")[0].partition(".")[0] for field in resource.homes}
            now = {field: value for field, value in resource.fields.items() if field not in joined}
            was = {field: value for field, value in life.last.fields.items() if field not in joined}
            if found := differences(was, now):
                yield Turn(Moment(self._as_of), found)

    @cached_property
    def _present(self) -> Mapping[tuple[str, str, str], Life]:
        """The lives that go on, by kind, id and path; and by kind and id alone, the first of several by path."""
        going = [life for life in self.all if not life.is_over]
        going.sort(key=lambda life: life.last.path.encode("utf-8", "surrogateescape"), reverse=True)
        names = {(life.last.kind, life.last.id, ""): life for life in going}
        return {**names, **{(life.last.kind, life.last.id, life.last.path): life for life in going}}

    @cached_property
    def all(self) -> list[Life]:
        """Every life, in the order in which they began. Raises GitError where the history is cut off or cannot be read."""
        repository = self._session.repository
        if repository is None:
            return []
        taken = self._steps(repository)
        entries = (entry for step in taken for entry in step.entries if self._is_looked_at(entry))
        return lives(taken, versions(repository.objects, entries, self._formats, self._session.config.limits))

    def _steps(self, repository: Repository) -> list[Step]:
        source = self._session.snapshot.source
        head = source.head if source.mode == "commit" else repository.head
        met = self._session.changes.merge_bases[:1] if self._session.changes else ()
        return steps(repository, head, *met) if head else []

    def _is_looked_at(self, entry: Entry) -> bool:
        return self._formats.may_read(entry.path) and not self._session.config.out_of_scope(entry.path)
