"""What holds for all bytes, and for all values that YAML can write."""

from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_guard.documents import parse
from roadmap_guard.documents.problems import KINDS
from roadmap_guard.model.node import Mapping, Node, Sequence, plain
from support.source_text import covered, scalars

_PATHS = st.sampled_from(["a.yaml", "a.json", "a.md", "a.csv", "no-extension"])
_PIECES = st.sampled_from(
    [
        *[
            "---",
            "...",
            "- ",
            "? ",
            ": ",
            ":",
            ",",
            "[",
            "]",
            "{",
            "}",
            "&a ",
            "*a",
            "!!int ",
            "!x ",
            "|",
            ">-",
            "<<",
            "'",
            '"',
            "#",
        ],
        *[
            "%YAML 1.2",
            "%TAG ! x:",
            "%X",
            "{{",
            "{%",
            "```",
            "**",
            "__",
            "<!--",
            "-->",
            "|-|-|",
            "===",
            "# ",
            "## ",
            "+++",
            "\\",
            "\\u",
        ],
        *[
            "\n",
            "\n",
            "\n",
            "  ",
            " ",
            "\t",
            "\r\n",
            "\r",
            "\0",
            "\x85",
            "\u2028",
            "\ufeff",
            "\u202e",
            "\u200b",
            "\ud800",
        ],
        *[
            "a",
            "b",
            "k: v",
            "1",
            "0x1",
            "1e9",
            ".inf",
            "no",
            "~",
            "true",
            "null",
            "NaN",
            "caf\u00e9",
            "\u043ewner",
            "\U0001f600",
        ],
    ]
)
_TEXTS = st.lists(_PIECES, max_size=25).map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass"))


@given(_PATHS, _TEXTS | st.binary(max_size=60))
@settings(max_examples=1_000, deadline=None)
def test_any_bytes_give_documents_or_explained_problems(path: str, data: bytes) -> None:
    parsed = parse(path, data)
    assert parsed.documents or parsed.problems
    lines = data.decode("utf-8", "replace").count("\n") + 1
    for document in parsed.documents:
        assert _in_order(document.root, lines)
    for problem in parsed.problems:
        assert problem.code in KINDS
        assert problem.message.isprintable()
        assert 1 <= problem.span.line <= lines + 1
    assert parse(path, data).problems == parsed.problems


def _in_order(node: Node, lines: int) -> bool:
    line, column, end_line, end_column = node.span
    inside = 1 <= line <= end_line <= lines and column >= 1 and (line, column) <= (end_line, end_column)
    if isinstance(node, Sequence):
        return inside and all(_in_order(item, lines) for item in node.items)
    if isinstance(node, Mapping):
        return inside and all(_in_order(key, lines) and _in_order(value, lines) for key, value in node.entries.values())
    return inside


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
)
_SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | _TEXT
_KEYS = st.text("abcdefgh-_ ", min_size=1, max_size=10)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=15,
)


@given(
    st.lists(_VALUES, max_size=3) | st.dictionaries(_KEYS, _VALUES, max_size=3), st.sampled_from([True, False, None])
)
def test_what_yaml_writes_is_read_back_and_spans_cover_it(value: Any, flow: bool | None) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True)
    parsed = parse("a.yaml", text.encode())
    assert [problem for problem in parsed.problems if problem.refuses] == []
    root = parsed.documents[0].root
    assert plain(root) == value
    for scalar in scalars(root):
        source = covered(text, scalar.span)
        assert source == scalar.text or source.startswith(("'", '"', "|", ">", "? ")) or "\n" in source


@given(st.lists(st.dictionaries(_KEYS, _SCALARS, min_size=1, max_size=3), min_size=1, max_size=5))
def test_a_stream_gives_every_document(values: list[Any]) -> None:
    text = yaml.safe_dump_all(values, allow_unicode=True)
    assert [plain(document.root) for document in parse("a.yaml", text.encode()).documents] == values


@given(_TEXTS)
def test_a_bad_document_never_hides_the_one_before_it(data: bytes) -> None:
    try:
        data.decode()
    except UnicodeDecodeError:
        return
    parsed = parse("a.yaml", b"first: 1\n--- x\n--- " + data)
    if any(problem.code in _OF_THE_WHOLE_FILE for problem in parsed.problems):
        return
    assert plain(parsed.documents[0].root) == {"first": 1}


_OF_THE_WHOLE_FILE = {"control-character", "line-separator", "byte-order-mark"}
