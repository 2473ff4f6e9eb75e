"""What can be wrong with a document that could be read and was recognised."""

from collections.abc import Mapping

from roadmap_guard.model.document import ProblemKind

KINDS: Mapping[str, ProblemKind] = {
    "value": ProblemKind(
        "A value cannot be read",
        "The field holds something else than its dialect allows there: a word for a number, a date that no calendar has, a share "
        "above 100 %. It is never guessed at, so the field counts as absent.",
        "Write the value in one of the forms that the message lists.",
    ),
    "field": ProblemKind(
        "A key is not known",
        "Native files are read strictly, because a misspelled key would otherwise switch off every rule that looks at it.",
        "Correct the spelling, or remove the key.",
    ),
    "format": ProblemKind(
        "A document of a known family is in no known format",
        "It names the family (an apiVersion, say), but a version or kind that is not known. Nothing of it was checked.",
        "Correct the version or kind, or exclude the file if it is meant for another tool.",
    ),
    "ambiguous": ProblemKind(
        "Two formats recognise one document",
        "It was read in the first of them, which may be the wrong one.",
        "Say in one definition which of the two counts (`over`), or recognise more narrowly.",
    ),
    "id": ProblemKind(
        "An object has no name",
        "It goes by its file and number, so references, waivers and history lose it when it moves.",
        "Give it a name.",
        level="warning",
    ),
    "empty": ProblemKind(
        "A recognised document holds nothing",
        "It is one of ours, but there is no objective, item or card in it that a rule could look at.",
        "Fill it in, or remove the file.",
        level="note",
    ),
    "expansion": ProblemKind(
        "A document says too much for all of its objects at once",
        "What its root says counts for each object below, and repeating it for all of them would not end in time. Only the first "
        "objects were read.",
        "Split it into several files.",
    ),
    "orphan": ProblemKind(
        "A part belongs to nothing",
        "An approval or audit names a proposal or model card that is not in the repository, so it is evidence for nothing.",
        "Correct the name, or remove the file.",
        level="warning",
    ),
}
