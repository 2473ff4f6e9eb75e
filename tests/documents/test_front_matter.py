"""What looks like metadata and what does not, around the front matter of ordinary Markdown files."""

import pytest

from roadmap_guard.documents import parse
from roadmap_guard.model.node import plain
from support.source_text import at


def _codes(text: str) -> list[str]:
    return [problem.code for problem in parse("a.md", text.encode()).problems]


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\ntext\n\n---\n\nmore\n\n---\n",
        "\n\n---\n\ntext\n\n---\n",
        "<!-- note -->\n\n# Title\n---\nNote: text\n---\n",
        "<!-- never closed\n---\na: 1\n---\n",
        "---\na: 1\n---\n# Title\nNote: text\n---\n",
        "---\na: 1\n---\nNote: text\n\n---\nmore\n",
        "---\na:\n  b: 1\n---\n\nNote: text\n---\n",
        "---\na: 1\n---\n\n---\n\ntext\n",
        "{% include x %}\n",
        "{: .class}\n# Title\n",
        "+++ more\n",
        "----\n",
    ],
)
def test_ordinary_markdown_raises_no_question(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<!-- a --><!-- b -->\n---\na: 1\n---\n", "front-matter-late"),
        ("\n" * 10 + "---\na: 1\n---\n", "front-matter-late"),
        ("---\na: |\n  x\n---\ny: 1\n---\n", "front-matter-cut"),
        ("---\na: 1\n---\n<!-- b -->\n---\nb: 2\n---\n", "front-matter-twice"),
        ('{"a": 1}\n', "unsupported-front-matter"),
        ("--- x", "front-matter-fence"),
        ("---", "front-matter-unclosed"),
        ("---\n%A\n" + "%B\n" * 20 + "---\n", "too-many-directives"),
    ],
)
def test_misplaced_metadata_are_pointed_out(text: str, code: str) -> None:
    assert _codes(text) == [code]


def test_problem_of_a_directive_counts_lines_from_the_top_of_the_file() -> None:
    (problem,) = parse("a.md", b"---\n" + b"%A\n" * 21 + b"---\n").problems
    assert problem.span.line == 22


def test_remarks_on_the_metadata_are_kept() -> None:
    parsed = parse("a.md", b"---\nanswer: no\n---\n")
    assert [(problem.code, problem.span.line) for problem in parsed.problems] == [("yaml11-ambiguous", 2)]
    assert plain(at(parsed.documents[0].root, "frontMatter")) == {"answer": "no"}


def test_bidirectional_control_in_the_metadata_is_pointed_out() -> None:
    assert _codes("---\na: x # \u202e\n---\n") == ["confusable"]


def test_control_characters_in_the_body_are_nobody_elses_business() -> None:
    assert _codes("# A\n\x1b[31m \x00\n") == []
