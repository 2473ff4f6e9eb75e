"""Every encoder against the texts that have broken reporters, and against anything else."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from roadmap_guard.report import escaping
from support.reports import HOSTILE
from support.runner import commands

ANY_TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        st.one_of(st.sampled_from(":#[]vso\u200d\u200b\ufeff\r\n\t \x1b\x00\u2028|`*_<@=+-\\"), st.characters()),
        max_size=60,
    ),
)


@given(ANY_TEXT)
def test_terminal_text_is_one_line_that_no_runner_obeys(text):
    shown = escaping.terminal(text)
    assert len(shown.splitlines()) <= 1
    assert not commands(shown)


@given(ANY_TEXT)
def test_terminal_text_has_no_character_that_moves_the_cursor_or_reorders_text(text):
    shown = escaping.terminal(text)
    assert not set(shown) & {"\x1b", "\x9b", "\x07", "\b", "\0", "\r", "\u202e", "\u2066", "\u200b", "\ufeff", "\udcff"}
    shown.encode()


@given(ANY_TEXT)
def test_terminal_text_is_made_safe_once_and_for_all(text):
    assert escaping.terminal(escaping.terminal(text)) == escaping.terminal(text)


@pytest.mark.parametrize(
    "text", ["", "plain", "Ünïcode 漢字 \U0001f469\u200d\U0001f4bb", "a: b # c [d] :: e", "C:\\path", "12:30"]
)
def test_ordinary_text_stays_as_it_is(text):
    assert escaping.terminal(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", ": :error::x"),
        (" \t::debug::x", " \\t::debug::x"),
        ("\u3000::debug::x", "\u3000: :debug::x"),
        ("a ##[group]b", "a ## [group]b"),
        ("##vso[x]", "##vso [x]"),
        ("##VSO[x]", "##VSO [x]"),
        ("###[x]", "### [x]"),
        ("##\u200d[x]", "##\u200d [x]"),
        ("a\nb", r"a\nb"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\u202e", r"\u202e"),
        ("\U000e0041", r"\U000e0041"),
        ("caf\udce9.yaml", r"caf\xe9.yaml"),
        ("\ud800", r"\ud800"),
    ],
)
def test_what_hides_or_commands_is_shown(text, shown):
    assert escaping.terminal(text) == shown


@given(ANY_TEXT)
def test_a_command_s_message_and_property_end_where_they_should(text):
    line = f"::error file={escaping.command_property(text)},line=1::{escaping.command_message(text)}"
    assert len(line.splitlines()) == 1
    head, _, message = line[2:].partition("::")
    properties = dict(each.split("=", 1) for each in head.removeprefix("error ").split(","))
    assert _unescaped(properties["file"]) == escaping.terminal(text)
    assert _unescaped(message) == "\n".join(escaping.terminal(each) for each in text.split("\n"))


def _unescaped(text):
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


@given(ANY_TEXT)
def test_markdown_is_one_text_without_markup(text):
    for encoded in (escaping.markdown(text), escaping.markdown_code(text)):
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"| a | b |\n| --- | --- |\n| {encoded} | end |\n")
        cells = [token for token in tokens if token.type == "inline"]
        assert len(cells) == 4
        assert cells[3].content == "end"
        pieces = cells[2].children or []
        assert {piece.type for piece in pieces} <= {"text", "text_special", "html_inline"}
        assert {piece.content for piece in pieces if piece.type == "html_inline"} <= {"<wbr>", "<code>", "</code>"}
        said = "".join(piece.content for piece in pieces if piece.type != "html_inline")
        assert said.strip() == _normal(escaping.terminal(text))


def _normal(text):
    """What CommonMark itself changes: blanks at the ends."""
    return text.strip()


@pytest.mark.parametrize(
    ("text", "never"),
    [("@team", "@team"), ("see #12", "#12"), ("https://x.example", "https://"), ("www.x.example", "www.")],
)
def test_markdown_mentions_refers_and_links_to_nobody(text, never):
    assert never not in escaping.markdown(text)


@given(ANY_TEXT)
def test_a_csv_cell_begins_no_formula(text):
    cell = escaping.csv_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))  # noqa: RUF001 - full-width forms
    cell.encode()


@pytest.mark.parametrize("text", ["a;=1+1", 'a;"=1+1"', "a;;@x", "a;-1", "=1;+1"])
def test_a_csv_cell_begins_no_formula_where_cells_are_parted_at_semicolons(text):
    cells = escaping.csv_cell(text).split(";")
    assert not [cell for cell in cells if cell.lstrip('"').startswith(tuple("=+-@"))]


@pytest.mark.parametrize("text", ["n##[error]x", "###[x]", "#\u200d#vso[task.x]"])
def test_cells_and_pages_hold_no_command(text):
    page = escaping.page_without_commands(f"<p>{text}</p>")

    assert not commands(escaping.csv_cell(text)) + commands(page)
    assert html.unescape(page) == f"<p>{text}</p>"


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org", "https://example.org:8443/x_(y)"])
def test_an_http_address_is_kept(url):
    assert escaping.http_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//host/x",
        "https://user:secret@host/",
        "https://host/\x1b",
        "https://host/ x",
        "HTTPS",
        "",
        'https://h/"x',
        "https://h/x\n",
    ],
)
def test_any_other_address_is_dropped(url):
    assert escaping.http_url(url) == ""


@given(ANY_TEXT)
def test_a_path_in_an_address_stays_below_the_root(path):
    encoded = escaping.url_path(path)
    assert encoded.isascii()
    assert not encoded.startswith("/")
    assert ":" not in encoded
    assert ".." not in encoded.split("/")


def test_a_path_keeps_its_bytes_in_an_address():
    assert escaping.url_path("a b/caf\udce9 é#?.yaml") == "a%20b/caf%E9%20%C3%A9%23%3F.yaml"


def test_what_is_cut_off_is_told():
    assert escaping.clip("x" * 200) == "x" * 200
    assert escaping.clip("x" * 201) == "x" * 199 + "…"
