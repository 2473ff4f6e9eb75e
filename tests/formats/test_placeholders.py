import pytest

from roadmap_guard.formats.placeholders import none_stated, says_nothing


@pytest.mark.parametrize(
    "text",
    [
        *(
            "TBD",
            "tba",
            " TBC ",
            "TODO",
            "todo: ask Ada",
            "TBD (after review)",
            "FIXME",
            "N/A",
            "n.a.",
            "None",
            "none.",
            "unassigned",
        ),
        *(
            "unknown",
            "POPULATE",
            "...",
            "…",
            "-",
            "—",
            "???",
            "@TBD",
            "myteam",
            "your-team",
            "xxx",
            "_(TBD)_",
            "(todo)",
        ),
        *(
            "To be written",
            "\u200b",
            "&nbsp;",
            " \u200d&nbsp;\ufeff ",
            "T\u200bBD",
            "<yyyy/mm/dd>",
            "<<model.name>>",
            "Not reported",
            "not provided",
            "<your team>",
            "yyyy-mm-dd",
            "[More Information Needed]",
            "[NEEDS INPUT]",
            "[Insert Response Here]",
        ),
        *("[More Information Needed](#)", "More information needed for further recommendations.", "Not available."),
        *("Lorem ipsum dolor sit amet", "{{ developers }}", "${SERVICE}", "${PROJECT_ID?}", "{{ .Values.team }}-slo"),
        "{{ model_id | default('Model ID', true) }}",
        "Lorem ipsum dolor sit amet, " * 40,
    ],
)
def test_text_that_stands_in_for_an_answer_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "team-payments",
            "No",
            "todo list for kitchens",
            "Nonesuch",
            "v1.37",
            "0.0",
            "https://example.org/x",
            "<https://x.org>",
        ),
        *(
            "<ada@example.org>",
            "[issue 7](https://example.org/7)",
            "[x] done",
            "TBDs are listed below",
            "a - b",
            "unknown unknowns",
        ),
        'sum(rate(errors[{{.window}}])) / sum(rate(all{job="x"}[{{.window}}]))',
        "No measures were needed; your data is not kept.",
        "x" * 10_000,
        "",
    ],
)
def test_text_that_says_something_is_left_alone(text):
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "hostile", ["{{" * 100, "[" * 200, "${" * 100, "a" * 199 + "$", "<" * 200, "{{}}" * 50, "tbd" * 60]
)
def test_hostile_text_is_judged_at_once(hostile):
    assert says_nothing(hostile) in (True, False)


@pytest.mark.parametrize(
    "text", ["None", "none.", "N/A", "n.a.", "Not Applicable (N/A)", "Not applicable!", "None of the above"]
)
def test_answer_that_there_is_none_is_told_from_a_place_holder(text):
    assert none_stated(text)
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["TBD", "unknown", "[More Information Needed]", "-", "", "None of our users", "nan", "none" * 100]
)
def test_other_text_does_not_state_that_there_is_none(text):
    assert not none_stated(text)
