"""What can be wrong with waivers and the baseline, by the rule of the finding: the source of `explain waiver/expired`."""

from collections.abc import Mapping

from roadmap_guard.model.document import Problem, ProblemKind
from roadmap_guard.model.span import FILE_START, Span


def problem(code: str, message: str, path: str, span: Span = FILE_START) -> Problem:
    """The problem `code` at a place."""
    kind = KINDS[code]
    return Problem(code, message, kind.remedy, path, span, kind.level, refuses=False)


_RENEW = "Mend what it is about and remove it (roadmap-guard waivers prune), or have a new one approved."

_WAIVERS: Mapping[str, ProblemKind] = {
    "malformed": ProblemKind(
        "A waiver cannot be read",
        "Waivers are read strictly, because one that is read wrongly would permit something else than was approved. A waiver with any "
        "mistake counts for nothing.",
        "Correct it. roadmap-guard waivers add writes one that is right.",
    ),
    "too-wide": ProblemKind(
        "A waiver is about more than one rule or resource",
        "A permission is given for one failure that somebody looked at. One for whatever matches would cover failures that nobody has "
        "seen yet.",
        "Write one waiver for each rule and resource, by their ids.",
    ),
    "self-approved": ProblemKind(
        "A waiver was approved by the person who gains from it",
        "Who asks for a waiver, or wrote the change that needs it, cannot approve it.",
        "Have somebody else from the approvers approve it.",
    ),
    "unknown-rule": ProblemKind(
        "A waiver names a rule that does not apply here",
        "It permits nothing: the rule is misspelled, switched off, or in a pack that was not selected.",
        "Correct the id, or remove the waiver.",
        level="warning",
    ),
    "not-waivable": ProblemKind(
        "A waiver is about a rule that cannot be waived",
        "The rule, or the configuration, says `waivable: false`.",
        "Mend what the rule found, and remove the waiver.",
        level="warning",
    ),
    "too-long": ProblemKind(
        "A waiver lasts longer than its rule allows",
        "The policy bounds how long a failure may be lived with; a waiver beyond that counts for nothing.",
        "Bring the end forward.",
        level="warning",
    ),
    "approver": ProblemKind(
        "A waiver was not approved by one of the approvers",
        "Approvers are those of the rule (`waivable.approvers`), else those of the configuration (`spec.approvers`), as they stand in the "
        "trusted snapshot. Without any nobody can approve.",
        "Have one of the approvers approve it, or name the approvers in roadmap-guard.yaml.",
        level="warning",
    ),
    "expired": ProblemKind(
        "A waiver has ended",
        "It counted through its last day, in UTC. The rule judges the resource again.",
        _RENEW,
        level="warning",
    ),
    "changed": ProblemKind(
        "What a waiver was given for has changed",
        "The field holds another value than the one that was approved, so the failure is another one.",
        "Mend it, or have the new value approved.",
        level="warning",
    ),
    "unused": ProblemKind(
        "A waiver is not needed",
        "The rule does not fail there: it was mended, or the waiver names a resource or field that is not there. Left alone, it would hide "
        "the next failure.",
        "Remove it (roadmap-guard waivers prune), or correct what it names.",
        level="warning",
    ),
    "expiring": ProblemKind(
        "A waiver ends soon",
        "It still counts, for two weeks at most.",
        "Mend what it is about, or have a new one approved in time.",
        level="note",
    ),
    "pending": ProblemKind(
        "A waiver is not yet trusted",
        "It is not in the base that the change is compared with. Otherwise a change could waive its own failures.",
        "Merge the waiver first, in a change of its own.",
        level="note",
    ),
    "not-yet": ProblemKind("A waiver has not begun", "It counts from its first day, in UTC.", "Wait.", level="note"),
}

_BASELINE: Mapping[str, ProblemKind] = {
    "malformed": ProblemKind(
        "The baseline cannot be read",
        "It is read strictly, and counts for nothing with any mistake in it.",
        "Correct it, or write it anew: roadmap-guard baseline create --force.",
    ),
    "grown": ProblemKind(
        "The baseline takes in more than before, or lasts longer",
        "A baseline only shrinks: new failures are mended or waived one by one. Growing it needs an approver, as a waiver does.",
        "Mend the findings, waive them, or have the baseline approved: roadmap-guard baseline create --force --approved-by NAME.",
    ),
    "not-waivable": ProblemKind(
        "The baseline holds findings of a rule that cannot be waived",
        "The rule, or the configuration, says `waivable: false`; these entries count for nothing.",
        "Mend what the rule found, then roadmap-guard baseline prune.",
        level="warning",
    ),
    "too-long": ProblemKind(
        "The baseline lasts longer than a rule allows",
        "The policy bounds how long a failure may be lived with; beyond that the entries of the rule count for nothing.",
        "Bring the end forward.",
        level="warning",
    ),
    "expired": ProblemKind(
        "The baseline has ended",
        "It counted through its last day, in UTC. Every finding in it is judged again.",
        "Mend the findings, or waive those that are still acceptable one by one.",
        level="warning",
    ),
    "gone": ProblemKind(
        "The baseline holds findings that are no more",
        "They were mended, or changed into others. Left alone, the entries would hide the same failures when they come back.",
        "Take them out: roadmap-guard baseline prune.",
        level="note",
    ),
    "expiring": ProblemKind(
        "The baseline ends soon",
        "It still counts, for two weeks at most.",
        "Mend the findings, or waive those that are still acceptable one by one.",
        level="note",
    ),
    "pending": ProblemKind(
        "The baseline is not yet trusted",
        "It is not in the base that the change is compared with, and counts from the moment it is merged.",
        "Have it reviewed by the owners of the policies.",
        level="note",
    ),
    "not-yet": ProblemKind(
        "The baseline has not begun", "It counts from its first day, in UTC.", "Wait.", level="note"
    ),
}

KINDS: Mapping[str, ProblemKind] = {
    **{f"waiver/{code}": kind for code, kind in _WAIVERS.items()},
    **{f"baseline/{code}": kind for code, kind in _BASELINE.items()},
}
"""Every code, with its family."""
