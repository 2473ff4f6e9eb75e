"""Every problem that an input can have, by code: the sum of what the readers know, and what only the whole shows."""

from collections.abc import Mapping

from roadmap_guard.documents import problems as documents
from roadmap_guard.engine import waiver_problems
from roadmap_guard.formats import problems as formats
from roadmap_guard.git import problems as git
from roadmap_guard.model.document import ProblemKind
from roadmap_guard.ownership import problems as ownership

_OWN: Mapping[str, ProblemKind] = {
    "policy-change": ProblemKind(
        "The change touches the policies that judge it",
        "The policies of the base judged it, so it cannot loosen its own check. What its policies would do is told, because they "
        "count from the moment they are merged.",
        "Have the owners of the policies review it.",
        level="warning",
    ),
    "duplicate-id": ProblemKind(
        "Two objects of one kind share an id",
        "References, waivers and history follow the id, so they would mean the one or the other by chance.",
        "Give one of them another id.",
        level="warning",
    ),
}

PROBLEMS: Mapping[str, ProblemKind] = {
    **git.KINDS,
    **documents.KINDS,
    **formats.KINDS,
    **ownership.KINDS,
    **waiver_problems.KINDS,
    **_OWN,
}
"""The rule of such a finding is `input/<code>`, or the code itself where it names its family (`waiver/expired`)."""
