"""The words of a format definition, and the compiler that turns one into a `Format`.

A definition is a YAML mapping (a file of its own, or an entry under `formats:` in `roadmap-guard.yaml`):

    format: sloth                          its name
    title: Sloth
    documentation: https://sloth.dev/specs/default/
    languages: [yaml, json]                what it is written in; this is the default; also markdown, csv
    recognise:                             a condition (see `conditions`) on the document's content
      all:
        - {path: version, equals: prometheus/v1}
        - {path: slos, type: list}
    family: {path: version, matches: '^prometheus/'}
                                           a document for which this holds and which no format recognises is a problem
    over: [other-format]                   of two formats that recognise a document, this one counts
    parser: mermaid-gantt                  makes a tree, where paths start then, of text they cannot reach into (see `parsers`)
    placeholders: ["0.0", {matches: '[|]'}] texts that mean nothing here, besides the usual ones (see `placeholders`);
                                           {keys: [Ref]}: a mapping of this one key, which stands for a value not yet known
    lenient: true                          for a dialect without a specification: a mapping where a text is looked for is no problem
    closed: {/: [version, service, slos]}  a mapping that may hold no other keys; a strange one is a problem
    extends: ...                           beside `resources: other-format`: what is read belongs to a resource in another file
    resources: other-format                read as that format is, `parser` and `placeholders` too; or a list of what is in it:
      - kind: SLO                          one of the kinds
        when: service                      only if this holds for the document (paths start at its root)
        each: slos[*]                      where the objects are; without it the document is the object
        where: {path: name}                only those items for which this holds
        id: "{/service}/{name}"            a template (see `templates`), the words of a text (`{path: title, extract: ...}`),
                                           or a list of which the first that says something counts
        extends: ...                       instead of `id`: the values belong to a resource in another file, see below
        fields:                            the kind's fields
          name: name                       a path (see `paths`)
          target: {path: objective, unit: percent}

The words of a field. Where the value stands, one of:

    path: a.b[*].c                         a place in the document
    section: [Intended use, Uses/Direct Use]   text under a Markdown heading (with `path`: something in that section;
                                           with `outside`: without what stands below these headings)
    label: [Owner, Maintainer]             a bold label or table row in Markdown (with `section`: only there; with
                                           `outside`: not below these headings)
    const: flag                            this value, whatever the file says; with `path` where that finds something
    template: "{a}/{b}"                    text put together
    first: [labels.team, /labels.team]     the first of several that says something
    collect: [a[*], {path: b[*]}]          all of several, as one list; labels are merged, the later wins
    fields: {supported: ...}               an object, read field by field; with `path` from another place. Of labels, any name
    each: milestones[*]  fields: ...       a list of objects; with `where` only some items (also of a plain list); `each` may have
                                           words itself: {section: Results, path: fields.*}, or
                                           {path: Blocked by, split: ","} for the parts of one text
    each: parts[*]  template: "{a}/{b}"    a list of texts, each put together at its own place

How it is read (beside `first` and `collect` these hold for each bare path in them):

    unit: percent                          ratio, percent; seconds, minutes, hours, days, weeks; duration,
                                           openslo-duration, prometheus-duration
    dates: ["%d/%b/%y %I:%M %p"]           how it writes days, besides 2026-07-01; `%` as in Python's `strptime`
    values: {provisional: proposed}        the dialect's texts and the kind's values; case, `-`, `_`, blanks do not count
    otherwise: unknown                     the value for any other text; without it another text is a problem
    extract: '^team:(.*)$'                 the part of the text that counts; a text that does not match, or
                                           has more than 500 characters, gives nothing
    split: ","                             one text as a list
    join: "; "                             several texts as one
    answers: [none]                        texts that are an answer here, though they are placeholders elsewhere
    default: 0.99                          the value where the file has nothing; only if the dialect itself says so
    when: condition                        only if this holds at the place where the field is read

`verbatim: .` beside `fields` reads every field from that place under the kind's own name, at every depth; where it says nothing,
`fields` tell where else to look. Keys that the kind does not have are problems. In full: `verbatim: {paths: [a, b], also: [owner]}`,
for the first of several places and for further keys that are no mistake because `fields` read them.

What kind of value comes out follows from the kind's schema: dates, numbers, lists, choices need no word. A list field takes a
single value as a list of one. A value that cannot be read is a problem, and its field stays absent.

`extends` joins what stands in one file to a resource of another:

    extends:
      kind: ModelCard
      into: fairnessAudits                 a list field takes one more item, an object field is filled in; without this word the
                                           resource is, and an `id` beside `extends` makes it one where there is none to fill
      by: [id, name]                       the resource's fields that the key is compared with; `@folder`: its file's folder;
                                           `trainingData[*].name`: if it begins like `into`, the item that matches is filled in
      key: "{model}"
      links: "fairnessAudits[*].report"    or its fields that hold a link to the file
      optional: true                       it is no fault that there is no such resource
      expected: false                      nor that a resource has no such file: its dialect has a place for these fields where there is one
      formats: [kep]                       only resources of these formats
      beside: ["{stem}.audit.yaml"]        where such a file stands, seen from the resource's: {id} {stem} {directory}
      reaches: ["{stem}.md"]               and the other way round: {key} {stem} {directory}

A definition that is wrong does not load; every mistake is told with its place.
"""

from typing import get_args

from roadmap_guard.formats.blocks import blocks_of, extends_of
from roadmap_guard.formats.conditions import any_of, condition_of, pattern_of
from roadmap_guard.formats.errors import Errors
from roadmap_guard.formats.format import Closed, Format
from roadmap_guard.formats.parsers import PARSERS
from roadmap_guard.formats.placeholders import Noise
from roadmap_guard.formats.selectors import is_true, path_of, text_of, texts_of
from roadmap_guard.model.document import Language
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence

WORDS = (
    *("format", "title", "documentation", "languages", "recognise", "family", "over"),
    *("parser", "placeholders", "closed", "lenient", "resources", "extends"),
)
_LANGUAGES: tuple[Language, ...] = get_args(Language)
_NEVER = any_of(())
_DEFAULT_LANGUAGES: tuple[Language, ...] = ("yaml", "json")


def compile_format(node: Node, path: str, errors: Errors) -> Format | None:
    """The format that `node` (read from the file `path`) defines; None, with mistakes noted, where it has no name."""
    words = errors.mapping(node, "a format", WORDS)
    if words is None:
        return None
    name = text_of(words, "format", errors)
    for word in ("recognise", "resources"):
        if word not in words.entries:
            errors.add(words.span, f"format `{name}` has no `{word}`")
    recognise, family, resources = words.get("recognise"), words.get("family"), words.get("resources")
    like = text_of(words, "resources", errors) if isinstance(resources, Scalar) else ""
    return Format(
        name=name,
        title=text_of(words, "title", errors) if "title" in words.entries else name,
        documentation=text_of(words, "documentation", errors) if "documentation" in words.entries else "",
        languages=_languages(words.get("languages"), errors),
        recognise=condition_of(recognise, errors) if recognise is not None else _NEVER,
        family=condition_of(family, errors) if family is not None else None,
        over=_texts(words.get("over"), errors),
        noise=_noise(words.get("placeholders"), errors),
        closed=_closed(words.get("closed"), errors),
        blocks=() if like else tuple(blocks_of(resources, errors)),
        path=path,
        parser=_parser(words, errors),
        like=like,
        extends=extends_of(words.get("extends"), errors),
        lenient=is_true(words, "lenient", errors),
    )


def _parser(words: Mapping, errors: Errors) -> str:
    if "parser" not in words.entries:
        return ""
    name = text_of(words, "parser", errors)
    if name and name not in PARSERS:
        errors.unknown(words.entries["parser"][1].span, "parser", name, PARSERS)
    return name


def _texts(node: Node | None, errors: Errors) -> tuple[str, ...]:
    return texts_of(node, errors) if node is not None else ()


def _languages(node: Node | None, errors: Errors) -> tuple[Language, ...]:
    if node is None:
        return _DEFAULT_LANGUAGES
    names = texts_of(node, errors)
    for name in names:
        if name not in _LANGUAGES:
            errors.unknown(node.span, "language", name, _LANGUAGES)
    return tuple(language for language in _LANGUAGES if language in names)


def _noise(node: Node | None, errors: Errors) -> Noise | None:
    if node is None:
        return None
    texts, patterns = [], []
    keys: list[str] = []
    for item in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(item, Scalar):
            texts.append(item.text.strip().lower())
            continue
        words = errors.mapping(item, "a placeholder", ("matches", "keys"))
        for word, (_, value) in words.entries.items() if words is not None else ():
            if word == "matches":
                patterns.append(pattern_of(value, errors))
            else:
                keys += texts_of(value, errors)
    return Noise(frozenset(texts), tuple(patterns), frozenset(keys))


def _closed(node: Node | None, errors: Errors) -> tuple[Closed, ...]:
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        errors.add(node.span, "`closed` is a mapping from paths to the keys that may stand there")
        return ()
    return tuple(Closed(path_of(key, errors), frozenset(texts_of(keys, errors))) for key, keys in node.entries.values())
