"""Answers to the production-readiness questionnaire in the README of a Kubernetes enhancement proposal.

https://github.com/kubernetes/enhancements/blob/master/keps/NNNN-kep-template/README.md#production-readiness-review-questionnaire
Questions are level-6 headings, and bold list items in older files; their wording has drifted, so they are known by how they
begin. What stands in an answer only because the template has it (comments, boxes that nobody ticked, labels without a value) is no
part of it.

The tree: `answers`, a mapping with

    supported     `yes` or `no`, where the answer to whether the feature can be disabled begins so; `disable` is the rest of it
    enable        how it is enabled and disabled; `rollback` how it is rolled back, where the file has that question
    reenable      what happens when it is enabled again
    triggers      a list: what informs a rollback
    tested        the tests of upgrade and rollback; `none` where the answer is that there were none
    failureModes  a list of mappings with `description` and `mitigation`
"""

import re
from collections.abc import Iterator

from roadmap_guard.formats.parsers.answers import Answer, Bullet
from roadmap_guard.formats.parsers.lines import Line, lines_of, mapping
from roadmap_guard.formats.parsers.tree import Tree
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence

_TITLE = "production readiness review"
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*)")
_BOLD = re.compile(r"\s*(?:[-*+]\s+)?\*\*(.+?)\*\*(.*)", re.DOTALL)
_WRAPPED = 3
_ASKED = {
    "enable": ("how can this feature be enabled",),
    "disable": ("can the feature be disabled once",),
    "reenable": ("what happens if we reenable", "what happens if we re enable"),
    "rollback": ("how can a rollback be performed",),
    "triggers": ("what specific metrics should inform",),
    "tested": ("were upgrade and rollback tested",),
    "failureModes": ("what are other known failure modes",),
}
_OTHERS = (
    *(
        "does enabling the feature change",
        "are there any tests for feature",
        "how can a rollout",
        "is the rollout accompanied",
    ),
    *(
        "how can an operator determine",
        "how can someone using this",
        "what are the reasonable slos",
        "what are the slis",
    ),
    *("are there any missing metrics", "does this feature depend", "will enabling", "can enabling", "how does th"),
    "what steps should be taken",
)
_VERDICT = re.compile(r"\W*(yes|no)\b[\s.,:;!*)-]*", re.IGNORECASE)
_UNTESTED = re.compile(r"\W*(?:no|not|none|never|n/?a|will be|to be|tbd|todo)\b", re.IGNORECASE)
_MITIGATION = re.compile(r"\W*mitigations?\W*:\W*(?:What can be done to stop[^?]*\?\W*)?", re.IGNORECASE)
_NONE = "none"


def tree(document: Document) -> Tree:
    """The answers that the file gives; an empty mapping where it asks none of the questions."""
    answers = {name: Answer(question, lines) for name, question, lines in _asked(lines_of(document).lines)}
    given: dict[str, Node | None] = {}
    for name, answer in answers.items():
        given.update(_given(name, answer))
    span = document.root.span
    return Tree(mapping(span, answers=mapping(span, **given)))


def _asked(lines: list[Line]) -> Iterator[tuple[str, Line, list[Line]]]:
    """Each question that matters here: its name, the line where it begins, and the lines of the answer."""
    name, question, answer = "", None, list[Line]()
    for line, kind, rest in _marked(_part(lines)):
        if kind is None:
            answer.append(line)
            continue
        if name and question:
            yield name, question, answer
        name, question, answer = kind, line, [rest] if rest else []
    if name and question:
        yield name, question, answer


def _part(lines: list[Line]) -> list[Line]:
    """The lines under the questionnaire's heading, up to the next heading of its level."""
    start = level = 0
    for number, line in enumerate(lines):
        heading = _HEADING.fullmatch(line.text) if line.fence is None else None
        if not heading:
            continue
        if level and len(heading[1]) <= level:
            return lines[start:number]
        if not level and _words(heading[2]).startswith(_TITLE):
            start, level = number + 1, len(heading[1])
    return lines[start:] if level else []


def _marked(lines: list[Line]) -> Iterator[tuple[Line, str | None, Line | None]]:
    """Each line with the name of the question that it asks (empty for one that does not matter), or None; and what follows in it."""
    skip = 0
    for number, line in enumerate(lines):
        if skip:
            skip -= 1
            continue
        heading = _HEADING.fullmatch(line.text) if line.fence is None else None
        if heading:
            yield line, _name(heading[2]) or "", None
            continue
        bold, used, rest = _bold(lines, number)
        name = _name(bold) if bold else None
        if name is None:
            yield line, None, None
        else:
            skip = used - 1
            yield line, name, rest


def _bold(lines: list[Line], number: int) -> tuple[str, int, Line | None]:
    """The bold text that begins on a line, over how many lines it goes, and what follows it on the last of them."""
    if (
        lines[number].fence is not None
        or not lines[number].text.lstrip(" -*+\t").strip()
        or "**" not in lines[number].text
    ):
        return "", 0, None
    whole = ""
    for used, line in enumerate(lines[number : number + _WRAPPED], 1):
        whole = f"{whole}\n{line.text}" if whole else line.text
        found = _BOLD.fullmatch(whole)
        if found:
            rest = found[2].strip()
            column = len(line.text) - len(found[2])
            return found[1], used, line._replace(text=" " * column + line.text[column:]) if rest else None
    return "", 0, None


def _name(text: str) -> str | None:
    """The name of a question; empty for one of the others, None for what is no question of the questionnaire."""
    words = _words(text)
    for name, beginnings in _ASKED.items():
        if words.startswith(beginnings):
            return name
    return "" if words.startswith(_OTHERS) else None


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())


def _given(name: str, answer: Answer) -> dict[str, Node | None]:
    if name == "disable":
        return _disable(answer)
    if name == "triggers":
        return {name: Sequence([block.said for block in answer.blocks()], answer.whole.span)}
    if name == "tested":
        whole = answer.whole
        negative = _UNTESTED.match(whole.text) is not None
        return {name: Scalar(_NONE, whole.text, whole.span) if negative else whole}
    if name == "failureModes":
        return {name: Sequence([_mode(block) for block in answer.blocks()], answer.whole.span)}
    return {name: answer.whole}


def _disable(answer: Answer) -> dict[str, Node | None]:
    whole = answer.whole
    verdict = _VERDICT.match(whole.text)
    if not verdict:
        return {"disable": whole}
    rest = whole.text[verdict.end() :].strip()
    return {
        "supported": Scalar(verdict[1].lower(), verdict[1], whole.span),
        "disable": Scalar(rest, rest, whole.span) if rest else None,
    }


def _mode(block: Bullet) -> Mapping:
    """A failure mode in the form's shape: what fails, and below it a line for the mitigation."""
    lines = [inner.own for inner in block.below if _MITIGATION.match(inner.own.text)]
    text = _MITIGATION.sub("", lines[0].text, count=1) if lines else ""
    return mapping(
        block.whole.span, description=block.own, mitigation=Scalar(text, text, lines[0].span) if text else None
    )
