"""The formats of a run: those that come with the tool, and those that a repository or plugin adds.

The built-in definitions are not parsed at start: `index.json`, made from them, holds what recognition needs, and a
definition is compiled when the first document of its format is met.
"""

import os
from collections.abc import Iterable

from roadmap_guard.documents import language_of
from roadmap_guard.formats import index
from roadmap_guard.formats.conditions import Condition, Trigger, condition_of
from roadmap_guard.formats.errors import DefinitionError, Errors
from roadmap_guard.formats.format import Format
from roadmap_guard.formats.index import Entry
from roadmap_guard.formats.language import compile_format
from roadmap_guard.formats.paths import Place
from roadmap_guard.formats.triggers import TriggerTable
from roadmap_guard.model.document import Document, Language, Problem
from roadmap_guard.model.node import Node
from roadmap_guard.model.span import FILE_START


class FormatSet:
    """All formats of a run, by name, and the tables that find those a document could be written in."""

    def __init__(self, entries: Iterable[Entry], compiled: Iterable[Format] = ()) -> None:
        self._entries = {entry.name: entry for entry in entries}
        self._languages = {language for entry in self._entries.values() for language in entry.languages}
        self._formats: dict[str, Format] = {}
        self._given = {format_.name: format_ for format_ in compiled}
        self._conditions: dict[tuple[str, bool], Condition] = {}
        self._tables: dict[tuple[Language, bool], TriggerTable] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every format's name, in order."""
        return tuple(sorted(self._entries))

    def entry(self, name: str) -> Entry:
        """What is known of a format without compiling it. Raises KeyError for a name that does not exist."""
        return self._entries[name]

    def get(self, name: str) -> Format:
        """The compiled format. Raises KeyError for a name that does not exist."""
        known = self._formats.get(name)
        if known is None:
            given = self._given.get(name) or _compile_file(self._entries[name].path)
            known = self._formats[name] = self._extended(self._borrowed(given) if given.like else given)
        return known

    def _borrowed(self, format_: Format) -> Format:
        """With what the format that it is read like has."""
        lender = self.get(format_.like)
        return format_._replace(
            blocks=tuple(block._replace(extends=format_.extends or block.extends) for block in lender.blocks),
            parser=format_.parser or lender.parser,
            noise=format_.noise or lender.noise,
        )

    def may_read(self, path: str) -> bool:
        """Whether a file of this name is in a language of one of the formats. Without one, tables of data are not opened."""
        return language_of(path) in self._languages

    def of_language(self, language: Language) -> list[str]:
        """The names of the formats that are written in `language`."""
        return [entry.name for entry in self._entries.values() if language in entry.languages]

    def recognition(self, name: str) -> Condition:
        """The condition by which a format is recognised."""
        return self._condition(name, family=False)

    def candidates(self, document: Document) -> list[str]:
        """The formats that a look at a few keys does not rule out."""
        return self._table(document.language, family=False).look(document.root)

    def families(self, document: Document, place: Place) -> list[str]:
        """The formats to whose family the document belongs."""
        names = self._table(document.language, family=True).look(document.root)
        return [name for name in names if self._condition(name, family=True).holds(place)]

    def most_specific(self, names: list[str]) -> list[str]:
        """`names` without those that another of them stands over."""
        beaten = {name for winner in names for name in self._entries[winner].over}
        return [name for name in names if name not in beaten] or names

    def _table(self, language: Language, *, family: bool) -> TriggerTable:
        table = self._tables.get((language, family))
        if table is None:
            entries = [self._entries[name] for name in self.of_language(language)]
            rows = [(e.name, e.family_triggers if family else e.triggers) for e in entries if not family or e.family]
            if language == "markdown":
                rows = [(name, _in_front_matter(triggers)) for name, triggers in rows]
            table = self._tables[language, family] = TriggerTable(rows)
        return table

    def _condition(self, name: str, *, family: bool) -> Condition:
        known = self._conditions.get((name, family))
        if known is None:
            entry = self._entries[name]
            words = entry.family if family else entry.recognise
            assert words is not None, name  # noqa: S101 - only formats with a family are in its table
            errors = Errors(entry.path, proven=name not in self._given)
            known = self._conditions[name, family] = condition_of(words(), errors)
        return known

    def _extended(self, format_: Format) -> Format:
        """With the fields that other formats' files add to its resources."""
        blocks = []
        for block in format_.blocks:
            added = {
                field
                for entry in self._entries.values()
                for addition in entry.extends
                if addition.kind == block.kind and (not addition.formats or format_.name in addition.formats)
                for field in addition.fields
            }
            blocks.append(block if block.extends else block._replace(expressible=block.expressible | added))
        return format_._replace(blocks=tuple(blocks))


def _in_front_matter(triggers: tuple[Trigger, ...]) -> tuple[Trigger, ...]:
    """The triggers of a Markdown format, or none where one of them would have the body of every file read."""
    return triggers if all(trigger.keys[0] == "frontMatter" for trigger in triggers) else ()


def load(extra: Iterable[Document] = (), folders: Iterable[str] = ()) -> FormatSet:
    """The built-in formats, those in the `*.yaml` files of `folders`, and those that the root of each of `extra` defines.

    Raises DefinitionError with every mistake of every definition.
    """
    added = [folder for folder in folders if os.path.realpath(folder) != index.BUILT_IN]
    return _load(index.load(), [*extra], added)


def compile_folder(folder: str) -> list[Entry]:
    """The entries of the definitions in `folder`, compiled. Raises DefinitionError."""
    formats = _load([], [], [folder])
    return [formats.entry(name) for name in formats.names]


def _load(entries: list[Entry], documents: list[Document], folders: list[str]) -> FormatSet:
    problems: list[Problem] = []
    for folder in folders:
        _read_folder(folder, documents, problems)
    compiled = []
    taken = {entry.name: entry.path for entry in entries}
    for document in documents:
        format_ = _compile(document.root, document.path, problems)
        if format_ is not None:
            _check_name(format_, taken, document, problems)
            compiled.append(format_)
            entries.append(index.entry_of(format_, document.root))
    problems += _unknown_rivals(compiled, taken) + _unknown_lenders(compiled, taken)
    if problems:
        raise DefinitionError(problems)
    return FormatSet(entries, compiled)


def _read_folder(folder: str, documents: list[Document], problems: list[Problem]) -> None:
    for name in sorted(os.listdir(folder)):
        if name.endswith(".yaml"):
            parsed = index.parse_file(os.path.join(folder, name))
            documents += parsed.documents
            problems += parsed.problems


def _compile(node: Node, path: str, problems: list[Problem], *, proven: bool = False) -> Format | None:
    errors = Errors(path, proven=proven)
    format_ = compile_format(node, path, errors)
    problems += errors.problems
    return format_


def _compile_file(path: str) -> Format:
    """The definition of a built-in format: it was compiled, and all of it looked at, when the index was made."""
    parsed = index.parse_file(path)
    problems = list(parsed.problems)
    format_ = _compile(parsed.documents[0].root, path, problems, proven=True) if parsed.documents else None
    if format_ is None or problems:
        raise DefinitionError(problems)
    return format_


def _check_name(format_: Format, taken: dict[str, str], document: Document, problems: list[Problem]) -> None:
    if format_.name in taken:
        errors = Errors(document.path)
        by = os.path.basename(taken[format_.name])
        errors.add(
            document.root.span,
            f"the name `{format_.name}` is taken by {by}",
            "Choose another name; `over` says which of two formats counts.",
        )
        problems += errors.problems
    taken[format_.name] = document.path


def _unknown_lenders(compiled: list[Format], taken: dict[str, str]) -> list[Problem]:
    """A format is read like another one that is there and has resources of its own."""
    problems: list[Problem] = []
    borrowers = {format_.name for format_ in compiled if format_.like}
    for format_ in compiled:
        errors = Errors(format_.path)
        if format_.like and format_.like not in taken:
            errors.unknown(FILE_START, f"format in `resources` of `{format_.name}`", format_.like, taken)
        elif format_.like in borrowers:
            errors.add(FILE_START, f"`{format_.name}` is read like `{format_.like}`, which has no resources of its own")
        problems += errors.problems
    return problems


def _unknown_rivals(compiled: list[Format], taken: dict[str, str]) -> list[Problem]:
    problems: list[Problem] = []
    for format_ in compiled:
        errors = Errors(format_.path)
        for name in (name for name in format_.over if name not in taken):
            errors.unknown(FILE_START, f"format in `over` of `{format_.name}`", name, taken)
        problems += errors.problems
    return problems
