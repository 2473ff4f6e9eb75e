"""A requirement and the pack it comes in, as loaded from their files."""

from collections.abc import Mapping
from typing import Any

from roadmap_guard.model.document import Level
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span
from roadmap_guard.model.waivable import Waivable


class Reference(NamedTuple):
    """A source that stands behind a rule: a specification, a regulation, a book."""

    title: str
    url: str = ""


class Example(NamedTuple):
    """A resource that shows the rule at work, and is run as its test.

    `expect` is `pass`, `fail` or `notApplicable`; `at` is the field a failing example must point at. `context` holds the
    other resources, owner registries, `now` or `params` that the example needs.
    """

    expect: str
    object: Mapping[str, Any]
    at: str = ""
    message: str = ""
    context: Mapping[str, Any] = {}


class Match(NamedTuple):
    """Which resources a rule is about.

    `fields` narrows to dialects that have a place for all of these fields, `formats` to dialects by name.
    """

    kind: str
    fields: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


class Rule(NamedTuple):
    """One requirement. Expressions are CEL source; `uses` names a Python check instead of `require`.

    id          `<pack>/<name>`, never reused
    level       of a failing outcome, after the repository's configuration
    when        CEL; false means notApplicable; empty means always
    foreach     a path of lists (`fairnessAudits[*].results[*]`): the rule holds for each element
    bind        one variable name for each list of `foreach`
    require     CEL that must come out exactly true
    at          the field to point at; starts with a name of `bind` for an element's field
    message     text with `{CEL}` holes
    expressions where each piece of CEL stands in the rule's file, for messages
    on          `change`: only resources that a change touches, compared with what they were; empty: all
    programs    CEL's compiled form of each expression, in base64, by its source
    waivable    whether a failure may be waived, for how long and by whom, after the repository's configuration

    A shipped rule is loaded from an index: with `programs`, without `examples` and `expressions`.
    """

    id: str
    title: str
    level: Level
    match: Match
    when: str
    foreach: str
    bind: tuple[str, ...]
    require: str
    uses: str
    at: str
    message: str
    remediation: str
    params: Mapping[str, Any]
    controls: tuple[str, ...]
    references: tuple[Reference, ...]
    aliases: tuple[str, ...]
    rationale: str
    examples: tuple[Example, ...]
    path: str
    expressions: Mapping[str, Span]
    programs: Mapping[str, str] = {}
    waivable: Waivable = Waivable()
    on: str = ""


class Pack(NamedTuple):
    """A named, versioned set of rules. `digest` is `sha256:` over its files, names and contents, in order."""

    name: str
    version: str
    title: str
    description: str
    digest: str
    origin: str
    rules: tuple[Rule, ...]
