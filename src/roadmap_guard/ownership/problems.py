"""What can be wrong with a file that says who owns what."""

from collections.abc import Mapping

from roadmap_guard.model.document import ProblemKind

KINDS: Mapping[str, ProblemKind] = {
    "codeowners-pattern": ProblemKind(
        "A pattern of CODEOWNERS has no effect",
        "The pattern uses something that .gitignore knows and CODEOWNERS does not, so the files it means have no owner.",
        "Write the pattern without it.",
        level="warning",
    ),
    "codeowners-owner": ProblemKind(
        "An owner in CODEOWNERS is in no form that the platform knows",
        "GitHub drops the whole line without a word when one of its owners is not a user, a team or an address; GitLab drops "
        "the owner.",
        "Write @user, @organisation/team (GitLab: @group/subgroup, @@maintainer) or an e-mail address.",
        level="warning",
    ),
    "codeowners-shadowed": ProblemKind(
        "A CODEOWNERS file has no effect",
        "GitHub reads the first of .github/, the root and docs/, and no other; GitLab the first of the root, docs/ and .gitlab/.",
        "Move its lines to the file that counts and delete it.",
        level="warning",
    ),
    "codeowners-size": ProblemKind(
        "CODEOWNERS is too large",
        "GitHub does not load a file of 3 MB or more, so nothing has an owner.",
        "Join lines with wildcard patterns.",
    ),
    "codeowners-lines": ProblemKind(
        "CODEOWNERS has too many lines",
        "So many patterns cannot be tried on every path in time, so none of them was read.",
        "Join lines with wildcard patterns.",
    ),
    "codeowners-section": ProblemKind(
        "The header of a section in CODEOWNERS is not quite one",
        "GitLab skips it, or a part of it, and the lines below may belong to another section than meant.",
        "Write [Name], ^[Optional name] or [Name][2], and default owners behind a blank.",
        level="warning",
    ),
    "codeowners-comment": ProblemKind(
        "An owner in CODEOWNERS stands in what looks like a comment",
        "GitLab knows comments on lines of their own only, so an owner behind a # in a line with a pattern is an owner.",
        "Move the comment to a line of its own.",
        level="warning",
    ),
    "codeowners-unowned": ProblemKind(
        "A line of CODEOWNERS has no owner",
        "GitLab calls such a line invalid and approves changes by itself, since nobody else could.",
        "Name an owner, or exclude the path with ! in front of it.",
        level="warning",
    ),
    "ownership-remarks": ProblemKind(
        "An ownership file has more faults than are listed",
        "Only the first ones are told, so that the report can still be read.",
        "Mend those that are listed, and check again.",
        level="note",
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
    "owners-alias-nested": ProblemKind(
        "An alias of OWNERS_ALIASES lists another alias",
        "Prow expands an alias once, so the other one is taken for a person of that name, and its members approve nothing.",
        "List the members themselves.",
        level="warning",
    ),
    "owners-filter": ProblemKind(
        "A filter of an OWNERS file is not followed",
        "The expression repeats something other than `.*`. Nobody can bound the time of any such expression, so it is not tried; the "
        "owners of the folder's other rules count.",
        "Write it without repetitions, or give the files a folder of their own.",
        level="note",
    ),
    "owners-filter-unused": ProblemKind(
        "The filters of an OWNERS file have no effect",
        "Prow reads filters only in a file that has no lists beside them.",
        "Move the lists beside `filters` under the filter `.*`.",
        level="warning",
    ),
    "catalog-template": ProblemKind(
        "A catalogue entity is a template",
        "Its name is a placeholder that a scaffolder fills in, so it is no group, user or component yet.",
        "Register the entity that is made of it.",
        level="note",
    ),
    "catalog-circle": ProblemKind(
        "A group of the catalogue is above itself",
        "Following `spec.parent` from it leads back to it, so the chain of escalation has no end.",
        "Correct `spec.parent`.",
        level="warning",
    ),
}
