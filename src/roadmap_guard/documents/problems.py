"""Every way in which an input can be at fault: the source of `explain input/<code>` and of the documentation."""

from collections.abc import Mapping

from roadmap_guard.model.document import Problem, ProblemKind
from roadmap_guard.model.span import FILE_START, Span


class Refused(Exception):  # noqa: N818 - a verdict on the input, not an error of the program
    """Ends the reading of a document or file. Never leaves this package."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def problem(code: str, message: str, path: str, span: Span = FILE_START) -> Problem:
    """The problem `code` at a place. `message` names the value and the limit; the rest is the kind's."""
    kind = KINDS[code]
    return Problem(code, message, kind.remedy, path, span, kind.level, refuses=kind.level == "error")


def shown(text: str, length: int = 60) -> str:
    """`text` as it can be put in a message: quoted, on one line, free of control characters, cut to `length`."""
    cut = text if len(text) <= length else text[: length - 3] + "..."
    return "'" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut) + "'"


_RAISE = "or raise `limits.{}` in the trusted configuration"

_BYTES: Mapping[str, ProblemKind] = {
    "file-too-large": ProblemKind(
        "The file is larger than the limit",
        "Large files are refused unread so that one file cannot exhaust time or memory. Real roadmaps, SLOs and model "
        "cards stay below 80 KB.",
        "Split the file, exclude it, " + _RAISE.format("fileBytes") + ".",
        foreign=True,
    ),
    "body-too-large": ProblemKind(
        "The body of the Markdown file was not read",
        "Only the front matter of the file was read, because its body is larger than the limit for a file.",
        "Split the document, or raise the limit (`limits.fileBytes`, `bodyLines`, `nodes` or `scalarChars`) in the trusted configuration.",
        level="warning",
        foreign=True,
    ),
    "encoding": ProblemKind(
        "The file is not UTF-8",
        "Other encodings, and bytes that are not valid UTF-8, are read differently by different tools.",
        "Save the file as UTF-8.",
        foreign=True,
    ),
    "byte-order-mark": ProblemKind(
        "A byte order mark stands inside the file",
        "U+FEFF is invisible and only allowed as the first character. Inside a file it hides in keys and values.",
        "Delete the character; it usually comes from joining two files.",
        foreign=True,
    ),
    "json-byte-order-mark": ProblemKind(
        "The JSON file begins with a byte order mark",
        "RFC 8259 forbids writing one. It was skipped here, but other readers refuse the file.",
        "Save the file as UTF-8 without a byte order mark.",
        level="note",
    ),
    "control-character": ProblemKind(
        "The file holds a raw control character",
        "Control characters cut values short in some readers and rewrite terminals in others. YAML forbids them.",
        'Remove the character, or write it as an escape in double quotes ("\\x1b").',
        foreign=True,
    ),
    "line-separator": ProblemKind(
        "The file holds a line break that only some readers see",
        "U+2028, U+2029, U+0085 and a lone carriage return end a line for YAML 1.1 parsers, but not for git, editors "
        "or YAML 1.2: text that a reviewer sees in a comment can be a key.",
        "Replace it with an ordinary line break (LF or CRLF), or with a space.",
        foreign=True,
    ),
    "confusable": ProblemKind(
        "A character makes the text read differently from what it is",
        "Bidirectional controls, zero-width characters and letters borrowed from another script look like something "
        "else in a review.",
        "Remove the character, or write the word in one script.",
        level="warning",
    ),
    "conflict-markers": ProblemKind(
        "The file holds an unresolved merge conflict",
        "Lines with `<<<<<<<` and `>>>>>>>` are left over from a merge.",
        "Resolve the conflict and delete the markers.",
    ),
    "conflict-in-text": ProblemKind(
        "The text of the Markdown file seems to hold an unresolved merge conflict",
        "Lines with `<<<<<<<` and `>>>>>>>` stand at the left margin. A page about git may show them on purpose.",
        "Resolve the conflict and delete the markers, or indent the example.",
        level="warning",
        foreign=True,
    ),
    "lfs-pointer": ProblemKind(
        "The file is a Git LFS pointer",
        "The content is stored in Git LFS; git itself has only a pointer to it, so there was nothing to check.",
        "Keep governed files in git itself: `git lfs untrack` the path, or exclude it.",
        foreign=True,
    ),
    "encrypted": ProblemKind(
        "The file is encrypted",
        "Encrypted content cannot be checked.",
        "Keep governed fields in a file that is not encrypted, or exclude this one.",
        foreign=True,
    ),
    "template": ProblemKind(
        "The file is a template",
        "It holds placeholders of a template language (Jinja, Helm, ...) and becomes YAML or JSON only when rendered.",
        "Check the rendered file, or exclude the template.",
        foreign=True,
    ),
    "syntax": ProblemKind(
        "The file does not follow the grammar of its language",
        "No reader can tell what the file says.",
        "Mend the line; an editor with YAML or JSON support shows the place.",
        foreign=True,
    ),
}

_LIMITS: Mapping[str, ProblemKind] = {
    "too-deep": ProblemKind(
        "Lists and mappings are nested too deeply",
        "Deep nesting exhausts the stack of most readers. Real files stay below 25 levels.",
        "Flatten the structure, " + _RAISE.format("depth") + ".",
    ),
    "too-many-nodes": ProblemKind(
        "The file holds too many values",
        "Each scalar, list and mapping counts. Real files stay below 5,000.",
        "Split the file, " + _RAISE.format("nodes") + ".",
        foreign=True,
    ),
    "too-many-aliases": ProblemKind(
        "The file holds too many aliases",
        "Each `*name` counts.",
        "Write the values out, " + _RAISE.format("aliases") + ".",
    ),
    "alias-expansion": ProblemKind(
        "Aliases expand to too many values",
        "A few hundred bytes of nested aliases can stand for billions of values (the billion laughs attack).",
        "Write the values out, " + _RAISE.format("expandedNodes") + ".",
    ),
    "too-many-documents": ProblemKind(
        "The stream holds too many documents",
        "Each `---` begins one.",
        "Split the file, " + _RAISE.format("documents") + ".",
        foreign=True,
    ),
    "too-many-directives": ProblemKind(
        "The stream holds too many directives",
        "Lines that begin with `%` set up the parser, which takes quadratic time over them.",
        "Delete the directives; nothing here needs them.",
    ),
    "scalar-too-long": ProblemKind(
        "A value is too long",
        "Long values are usually embedded files.",
        "Move the text to a file of its own, " + _RAISE.format("scalarChars") + ".",
        foreign=True,
    ),
    "key-too-long": ProblemKind(
        "A key is too long",
        "YAML limits a plain key to 1,024 characters.",
        "Shorten the key.",
        foreign=True,
    ),
    "number-too-long": ProblemKind(
        "A number has too many digits",
        "Converting very long numbers takes quadratic time.",
        "Put the value in quotes if it is an identifier, " + _RAISE.format("numberDigits") + ".",
        foreign=True,
    ),
    "number-range": ProblemKind(
        "A number is out of range",
        "Whole numbers from -2^63 to 2^64-1 and finite floating-point numbers keep their value in every reader.",
        "Put the value in quotes if it is an identifier, or write a smaller number.",
        foreign=True,
    ),
}

_YAML: Mapping[str, ProblemKind] = {
    "duplicate-key": ProblemKind(
        "A key stands twice in one mapping",
        "Readers disagree which of the two values counts, so a reviewer may see the other one.",
        "Delete or rename one of the two.",
        foreign=True,
    ),
    "complex-key": ProblemKind(
        "A key is a list or a mapping",
        "Only text, numbers, true, false and null can be keys here. An unquoted `{{ name }}` of a template looks like this.",
        "Use a plain key, or put a template's placeholder in quotes.",
        foreign=True,
    ),
    "merge-key": ProblemKind(
        "A merge key (`<<`) cannot be used here",
        "Merge keys are not part of YAML 1.2, hide where a value comes from, and can multiply to billions of values.",
        "Write the keys out, or allow merging of mappings with `limits.mergeKeys: true` in the trusted configuration.",
        foreign=True,
    ),
    "alias": ProblemKind(
        "An alias names no complete anchor",
        "`*name` needs an `&name` before it in the same document, and cannot stand inside the value it names.",
        "Define the anchor earlier, or write the value out.",
    ),
    "ambiguous-anchor": ProblemKind(
        "An anchor is defined twice",
        "YAML lets the later definition count from there on; some readers refuse it.",
        "Give each anchor its own name.",
        level="warning",
    ),
    "tag": ProblemKind(
        "A tag other than YAML's core tags is used",
        "Tags such as `!include` or `!!python/object` mean something to one program only, and some run code.",
        "Remove the tag; `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!seq`, `!!map` and CloudFormation's functions "
        "(`!Ref`, `!Sub`, ...) are read.",
        foreign=True,
    ),
    "tag-value": ProblemKind(
        "A value does not fit its tag",
        "The tag announces a type that the value is not.",
        "Correct the value or remove the tag.",
        foreign=True,
    ),
    "yaml-version": ProblemKind(
        "The document announces a YAML version that does not exist",
        "Only YAML 1.1 and 1.2 can be read; both are read as YAML 1.2.",
        "Write `%YAML 1.2`, or delete the line.",
        foreign=True,
    ),
    "unknown-directive": ProblemKind(
        "A directive is unknown",
        "YAML knows `%YAML` and `%TAG`. Others are skipped, as the specification says.",
        "Delete the line.",
        level="warning",
    ),
    "lone-surrogate": ProblemKind(
        "An escape stands for half a character",
        "`\\ud800` to `\\udfff` are halves of a pair and no characters by themselves; they cannot be written to a report. "
        "YAML has no pairs at all.",
        "Write the character itself, or (YAML) `\\U` with its eight digits.",
        foreign=True,
    ),
    "yaml11-ambiguous": ProblemKind(
        "YAML 1.1 and 1.2 read this differently",
        "`no`, `on`, `010`, `1:30` are false, true, 8 and 90 to YAML 1.1 readers. Here YAML 1.2 counts: text, text, 10, text.",
        "Put text in quotes, write true or false, and numbers without a leading zero.",
        level="note",
    ),
    "non-finite": ProblemKind(
        "A number is infinite or not a number",
        "`.inf` and `.nan` are kept as text, so that no comparison with them comes out true.",
        "Write a number.",
        level="note",
    ),
    "empty-document": ProblemKind(
        "The file is empty",
        "It holds no document, so there was nothing to check.",
        "Delete the file, or fill it.",
        level="note",
    ),
}

_FRONT_MATTER: Mapping[str, ProblemKind] = {
    "front-matter-unclosed": ProblemKind(
        "The front matter is not closed",
        "The file begins with `---` and metadata, but no second `---` ends them, so they would count as text.",
        "Add a line `---` after the metadata.",
        foreign=True,
    ),
    "front-matter-fence": ProblemKind(
        "The line that opens the front matter holds more than `---`",
        "Some readers then see no front matter, others a value on that line.",
        "Write `---` alone on the first line.",
        foreign=True,
    ),
    "front-matter-late": ProblemKind(
        "Front matter does not begin on the first line",
        "Front matter counts only from the first line of a file; after a blank line or a comment it is text.",
        "Move the block up to the first line.",
        level="note",
    ),
    "front-matter-cut": ProblemKind(
        "`---` inside a text ends the front matter",
        "A line `---` at the left margin ends the block even inside a multi-line text. What follows was not read as metadata.",
        "Indent the `---` that belongs to the text.",
        level="warning",
    ),
    "front-matter-twice": ProblemKind(
        "A second front matter follows the first",
        "Only the first block counts as metadata.",
        "Join the two blocks.",
        level="note",
    ),
    "front-matter-too-large": ProblemKind(
        "The front matter is larger than the limit",
        "No end of the block was found within the limit.",
        "Shorten the front matter, " + _RAISE.format("frontMatterBytes") + ".",
        foreign=True,
    ),
    "unsupported-front-matter": ProblemKind(
        "The front matter is not YAML",
        "TOML (`+++`) and JSON (`{`) front matter is not read, so its fields would be missing.",
        "Write the front matter as YAML between `---` lines.",
        foreign=True,
    ),
    "wrong-root-type": ProblemKind(
        "The document is not a mapping",
        "Metadata needs names: a mapping of keys to values.",
        "Write `key: value` lines.",
        foreign=True,
    ),
}

_CSV: Mapping[str, ProblemKind] = {
    "csv-quotes": ProblemKind(
        "Quotes in a CSV file do not pair",
        "RFC 4180 allows a quote only around a whole cell, and doubled inside one. Readers disagree about all others: a cell may "
        "end early, or swallow the rows that follow.",
        'Put quotes around the whole cell, and write those inside it twice: `"the ""new"" store"`.',
        foreign=True,
    ),
    "csv-row": ProblemKind(
        "A row of a CSV file has more or fewer cells than its header",
        "Its cells may belong to other columns than they seem to: a date would be read as an owner.",
        "Put quotes around a cell that holds a separator, and leave the cells of empty columns empty.",
        foreign=True,
    ),
    "csv-column": ProblemKind(
        "A column of a CSV file has cells, but no name",
        "No format can ask for it, so what stands there would never be checked.",
        "Name the column in the header, or delete it.",
        foreign=True,
    ),
}

KINDS: Mapping[str, ProblemKind] = {**_BYTES, **_LIMITS, **_YAML, **_FRONT_MATTER, **_CSV}
"""Every code. A code is never reused for something else."""
