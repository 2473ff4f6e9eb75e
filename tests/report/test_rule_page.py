import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from roadmap_guard.model.rule import Example, Match
from roadmap_guard.report import rule_page, yaml_text
from support import reports
from support.runner import commands

PLAIN = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=20)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), PLAIN, max_size=4))
def test_examples_are_yaml_that_reads_back(value):
    assert _read(yaml_text.dump(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "NO",
        "null",
        "1",
        "1.5",
        "2026-11-20",
        "a: b",
        "- a",
        "#",
        "",
        " a",
        "a ",
        "*x",
        "0x1F",
        "1_000",
        "~",
        "\u202e",
        "12:30:45",
    ],
)
def test_text_that_yaml_takes_for_something_else_is_quoted(text):
    assert _read(yaml_text.dump({"key": text, text: [text]})) == {"key": text, text: [text]}


def _read(text):
    """PyYAML does not join the halves that JSON writes for characters beyond the basic plane."""
    return _joined(yaml.safe_load(text))


def _joined(value):
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    if isinstance(value, dict):
        return {_joined(key): _joined(part) for key, part in value.items()}
    return [_joined(part) for part in value] if isinstance(value, list) else value


def test_ordinary_examples_look_like_what_people_write():
    value = {
        "kind": "SLO",
        "owners": ["team-a", {"name": "Ada"}],
        "target": 0.999,
        "rollback": {"plan": "docs/x.md", "steps": []},
    }
    assert yaml_text.dump(value) == (
        "kind: SLO\nowners:\n  - team-a\n  - name: Ada\ntarget: 0.999\nrollback:\n  plan: docs/x.md\n  steps: []\n"
    )


@pytest.mark.parametrize("hostile", reports.HOSTILE)
def test_a_page_is_safe_to_print(hostile):
    rule = reports.rule(
        title=hostile, rationale=hostile, remediation=hostile, message=hostile, require=hostile, aliases=(hostile,)
    )
    page = rule_page.markdown(rule, {})
    assert not commands(page)
    assert not set(page) & {"\x1b", "\x9b", "\r", "\u202e", "\0"}


def test_a_page_says_all_that_the_rule_s_file_says():
    rule = reports.rule(
        match=Match("SLO", ("tier",), ("sloth",)),
        foreach="objectives[*]",
        aliases=("reliability/old-name",),
        examples=(Example("notApplicable", {"kind": "SLO"}, message="why", context={"now": "2026-11-20"}),),
    )
    page = rule_page.markdown(rule, reports.CONTROLS)
    for said in (
        rule.title,
        rule.rationale.splitlines()[0],
        rule.remediation,
        rule.require,
        rule.when,
        rule.message,
        "`objectives[*]`",
        "`SLO` in formats that have a place for `tier` written as `sloth`",
        "`reliability/old-name`",
        "Does not apply",
        "Message: why",
        'now: "2026-11-20"',
        "tier-1: 0.9995",
        "Capacity is planned and monitored",
        "wording unverified",
        "[Site Reliability Engineering, chapter 4](https://sre.google/sre-book/service-level-objectives/)",
    ):
        assert said in page


def test_a_control_in_no_catalogue_is_told():
    assert "`soc2:A1.1`: in no catalogue" in rule_page.markdown(reports.rule(), {})


def test_sections_without_content_are_left_out():
    bare = reports.rule(rationale="", remediation="", examples=(), params={}, controls=(), references=())
    headings = [token.content for token in MarkdownIt().parse(rule_page.markdown(bare, {})) if token.type == "inline"]
    assert [
        name for name in headings if name in ("Why", "How to mend", "Examples", "Parameters", "Controls", "References")
    ] == []
