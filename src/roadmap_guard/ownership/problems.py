"""What can be wrong with a file that says who owns what."""

from collections.abc import Mapping

from roadmap_guard.model.document import ProblemKind

KINDS: Mapping[str, ProblemKind] = {
    "codeowners-pattern": ProblemKind(
        "GitHub ignores a line of CODEOWNERS",
        "The pattern uses something that .gitignore knows and CODEOWNERS does not, so the files it means have no owner.",
        "Write the pattern without it.",
        level="warning",
    ),
    "codeowners-owner": ProblemKind(
        "An owner in CODEOWNERS is in no form that GitHub knows",
        "GitHub drops the whole line without a word when one of its owners is not a user, a team or an address.",
        "Write @user, @organisation/team or an e-mail address.",
        level="warning",
    ),
    "codeowners-shadowed": ProblemKind(
        "A CODEOWNERS file has no effect",
        "GitHub reads the first of .github/, the root and docs/, and no other.",
        "Move its lines to the file that counts and delete it.",
        level="warning",
    ),
    "codeowners-size": ProblemKind(
        "CODEOWNERS is too large",
        "GitHub does not load a file of 3 MB or more, so nothing has an owner.",
        "Join lines with wildcard patterns.",
    ),
    "owners-dialect": ProblemKind(
        "A file called OWNERS is in another dialect",
        "It could not be read as the OWNERS file of Prow, so its owners are unknown here.",
        "List its owners under `approvers:`.",
        level="note",
    ),
    "owners-alias": ProblemKind(
        "An alias of OWNERS_ALIASES has no members",
        "It stands for nobody, so nobody can approve in its name.",
        "Add its members, or remove the alias.",
        level="warning",
    ),
    "owners-filter": ProblemKind(
        "A filter of an OWNERS file is not followed",
        "Owners by file name pattern are not read; the folder's other owners count.",
        "Give the files a folder of their own.",
        level="note",
    ),
}
