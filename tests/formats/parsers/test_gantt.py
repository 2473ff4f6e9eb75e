"""Charts, line by line, as https://mermaid.js.org/syntax/gantt.html describes them."""

from datetime import date, timedelta

import pytest

from roadmap_guard.formats.parsers import gantt
from roadmap_guard.model.node import plain
from support.formats import parse


def tasks(chart, around="```mermaid\ngantt\n{}\n```\n"):
    (document,) = parse(around.replace("{}", chart), "plan.md")
    return plain(gantt.tree(document).root)["tasks"]


def test_task_has_title_tags_id_start_and_end():
    assert tasks("section One\nDraft it :crit, active, draft, 2026-01-05, 2026-02-06") == [
        {
            "title": "Draft it",
            "id": "draft",
            "section": "One",
            "start": "2026-01-05",
            "end": "2026-02-06",
            "status": "active",
            "critical": "crit",
        }
    ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("A: b :2026-01-01, 1d", "A: b"),
        ("A, b: c :done, 2026-01-01, 1d", "A, b: c"),
        ("A :2026-01-01, 1d", "A"),
        ("A: , 2026-01-01", "A"),
        ("A :after b c, 2026-01-01", "A"),
        ("A :x-1, after b, until c", "A"),
    ],
)
def test_title_goes_to_the_first_colon_behind_which_a_task_follows(line, title):
    assert [task["title"] for task in tasks(line)] == [title]


@pytest.mark.parametrize(
    "line",
    [
        "A",
        "A :",
        "A :soon",
        "A :a, b, c, 1d",
        "A :a b: c, 2026-01-01, 1d, 2d",
        ":2026-01-01, 1d",
        "%% A :1d",
        "click a href x",
    ],
)
def test_line_that_is_no_task_gives_none(line):
    assert tasks(line) == []


@pytest.mark.parametrize(
    ("length", "end"),
    [
        ("3d", "2026-02-03"),
        ("1.5d", "2026-02-01"),
        ("2w", "2026-02-14"),
        ("1M", "2026-02-28"),
        ("2y", "2028-01-31"),
        ("36h", "2026-02-01"),
        ("1440m", "2026-02-01"),
        ("30s", "2026-01-31"),
        ("10ms", "2026-01-31"),
        ("999999y", None),
        ("999999w", None),
    ],
)
def test_length_of_time_is_counted_from_the_start(length, end):
    assert tasks(f"A :2026-01-31, {length}")[0].get("end") == end


def test_task_may_come_after_tasks_that_follow_in_the_file():
    chart = "A :a, after b, 1d\nB :b, after c, 1d\nC :c, 2026-01-01, 1d"

    assert [(task["start"], task["end"]) for task in tasks(chart)] == [
        ("2026-01-03", "2026-01-04"),
        ("2026-01-02", "2026-01-03"),
        ("2026-01-01", "2026-01-02"),
    ]


def test_circle_and_unknown_names_leave_the_times_open():
    for task in tasks("A :a, after b, 1d\nB :b, after a, 1d\nC :c, after x, 1d\nD :2026-01-01, until y"):
        assert "end" not in task


def test_task_without_a_start_follows_the_one_before_it():
    assert [task.get("end") for task in tasks("A :1d\nB :2026-01-01, 2d\nC :3d")] == [None, "2026-01-03", "2026-01-06"]


def test_lengths_are_counted_without_the_days_that_are_excluded():
    assert [task.get("end") for task in tasks("excludes weekends\nA :2026-01-01, 2d\nB :2026-01-01, 2026-01-10")] == [
        "2026-01-05",
        "2026-01-10",
    ]


@pytest.mark.parametrize(
    ("excluded", "length", "end"),
    [
        ("weekends", "1d", "2026-01-02"),
        ("weekends", "11d", "2026-01-16"),
        ("weekends", "12h", "2026-01-01"),
        ("weekends", "1M", "2026-02-13"),
        ("2026-01-02, 2026-01-03 2026-01-04", "1d", "2026-01-05"),
        ("Friday", "1d", "2026-01-03"),
        ("weekends, 2026-01-02, 2026-01-03", "1d", "2026-01-05"),
        ("", "1d", "2026-01-02"),
        ("weekends, someday", "1d", None),
        ("weekends, monday, tuesday, wednesday, thursday, friday", "1d", None),
        (" ".join(f"{date(2026, 1, 1) + timedelta(days=number)}" for number in range(1, 99)), "1d", None),
        ("sunday", "999999y", None),
        ("weekends", "7900y", None),
    ],
)
def test_work_ends_behind_the_days_that_are_excluded(excluded, length, end):
    assert tasks(f"excludes {excluded}\nA :2026-01-01, {length}")[0].get("end") == end


@pytest.mark.parametrize(
    ("setting", "end"),
    [
        ("weekend friday", "2026-01-04"),
        ("weekend saturday", "2026-01-02"),
        ("weekend x", None),
        ("includes 2026-01-03", None),
    ],
)
def test_when_weekends_are_and_which_of_them_count_again(setting, end):
    assert tasks(f"excludes weekends\n{setting}\nA :2026-01-01, 1d")[0].get("end") == end


def test_date_as_iso_writes_it_is_one_in_every_chart():
    assert [
        (task.get("start"), task.get("end"))
        for task in tasks("dateFormat DD-MM-YYYY\nA :a, 2026-02-01, 2026-02-03\nB :05-02-2026, 2d")
    ] == [("2026-02-01", "2026-02-03"), ("2026-02-05", "2026-02-07")]


@pytest.mark.parametrize(
    ("form", "written", "end"),
    [
        ("DD.MM.YYYY", "05.02.2026", "2026-02-05"),
        ("D/M/YY", "5/2/26", "2026-02-05"),
        ("YYYY-MM-DD HH:mm", "2026-02-05 17:30", "2026-02-05"),
        ("YYYY-MM", "2026-02", "2026-02"),
        ("YYYY", "2026", "2026"),
    ],
)
def test_dates_are_read_in_the_format_of_the_chart(form, written, end):
    assert tasks(f"dateFormat {form}\nA :a, {written}, {written}")[0]["end"] == end


def test_format_that_is_none_finds_no_date():
    assert tasks("dateFormat YYYY-YYYY\nA :2026-2026, 1d") == []


def test_day_that_no_calendar_has_stays_as_written():
    assert tasks("A :2026-02-30, 2026-04-31")[0] == {"title": "A", "start": "2026-02-30", "end": "2026-04-31"}


@pytest.mark.parametrize(
    "around",
    [
        "```mermaid\n%%{init: {}}%%\n\n---\ntitle: x\n---\ngantt\n{}\n```",
        "~~~mermaid\ngantt\n{}\n~~~",
        "1. First\n\n    ````{mermaid}\n    gantt\n    {}\n    ````",
        "```mermaid\r\ngantt\r\n{}\r\n```\r\n",
        "<!-- a remark --> <!-- AUTO:END -->\n```mermaid\ngantt\n{}\n```",
        "```text\n```\n```mermaid\ngantt\n{}\n```",
        "```mermaid\ngantt\n{}",
    ],
)
def test_chart_is_found(around):
    assert [task["title"] for task in tasks("A :2026-01-01, 1d", around)] == ["A"]


@pytest.mark.parametrize(
    "around",
    [
        "gantt\n{}",
        "```text\ngantt\n{}\n```",
        "```mermaid\nflowchart\ngantt\n{}\n```",
        "<!--\n```mermaid\ngantt\n{}\n```\n-->",
        "````md\n```mermaid\ngantt\n{}\n```\n````",
        "<!-- CHART:START -->\n```mermaid\ngantt\n{}\n```\n<!-- CHART:END -->",
        "<!-- This part is generated. -->\n```mermaid\ngantt\n{}\n```",
        "```mermaid\ngantt\n{% for x in y %}\n{}\n```",
        "---\nchart: |\n  ```mermaid\n  gantt\n  {}\n  ```\n---\n",
    ],
)
def test_what_is_no_chart_of_this_file_is_left_alone(around):
    assert tasks("A :2026-01-01, 1d", around) == []


def test_every_value_stands_where_the_chart_says_it():
    (document,) = parse("Text\n\n```mermaid\ngantt\n  Zäune : b :a1,  2026-01-01 , 3d\n```\n", "plan.md")
    (task,) = gantt.tree(document).root.get("tasks").items

    spans = {name: node.span[:4] for name, (_, node) in task.entries.items()}
    assert spans == {
        "title": (5, 3, 5, 12),
        "id": (5, 14, 5, 16),
        "start": (5, 19, 5, 29),
        "end": (5, 32, 5, 34),
    }


def test_document_of_another_language_has_no_charts():
    (document,) = parse("a: b")

    assert plain(gantt.tree(document).root) == {"tasks": []}


def test_large_chart_is_read_in_the_order_of_its_size():
    chart = "\n".join(f"T{n} :t{n}, after t{n + 1}, 1d" for n in range(10_000))

    assert len(tasks(chart)) == 10_000


def test_hostile_charts_take_no_more_time_than_their_size_allows():
    assert tasks(":" * 100_000) == []
    assert len(tasks("A :2026-01-01, 1d", "<!-- x -->\n" * 5000 + "```mermaid\ngantt\n{}\n```\n" * 3000)) == 3000


def test_names_of_a_chart_hold_within_it_alone():
    first = "gantt\ntitle Spring\nA :a, 2026-01-01, 1d\nB :after a, 1d"
    second = "gantt\ntitle Autumn\nA :a, 2026-09-01, 1d\nB :after a, 1d\nC :c, after a, 1d"
    third = "gantt\nA :a, 2027-01-01, 1d\nD :d, 2027-01-01, 1d"
    (document,) = parse("\n".join(f"```mermaid\n{chart}\n```" for chart in (first, second, third)), "plan.md")

    assert [
        (task.get("chart"), task.get("id") or task["title"], task.get("start"), task.get("after"))
        for task in plain(gantt.tree(document).root)["tasks"]
    ] == [
        (None, "a", "2026-01-01", None),
        (None, "B", "2026-01-02", ["a"]),
        ("Autumn", "a", "2026-09-01", None),
        ("Autumn", "B", "2026-09-02", ["Autumn/a"]),
        (None, "c", "2026-09-02", ["Autumn/a"]),
        ("3", "a", "2027-01-01", None),
        (None, "d", "2027-01-01", None),
    ]
