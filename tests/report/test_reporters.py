"""What holds for every built-in format."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_guard.report import REPORTERS, Options, Reporter
from support import reports
from support.runner import commands

TEXT = st.text(st.one_of(st.sampled_from(":#[]\r\n\x1b\u2028\u202e|`<&\"'@=\\%{}\udcff"), st.characters()), max_size=30)
EVERYTHING = Options(verbose=True, population=True, command="x")


@pytest.mark.parametrize("name", REPORTERS)
@pytest.mark.parametrize("make", [reports.report, reports.clean, reports.empty])
def test_an_output_is_valid_text_that_ends_a_line(name, make):
    assert REPORTERS[name].render(make()).decode("utf-8").endswith("\n")


@pytest.mark.parametrize("name", REPORTERS)
@settings(max_examples=15, deadline=None)
@given(text=TEXT)
def test_no_text_makes_a_format_fail_or_a_runner_obey(name, text):
    log = REPORTERS[name].render(reports.hostile(text), EVERYTHING).decode("utf-8")
    ours = 3 if name == "github" else 0
    assert len(commands(log)) == ours


@pytest.mark.parametrize("name", REPORTERS)
def test_what_is_in_a_message_of_megabytes_is_clipped_but_in_json(name):
    size = len(REPORTERS[name].render(reports.clean(findings=(reports.finding(message="x" * 3_000_000),))))
    assert (size > 3_000_000) == (name == "json")


def test_bytes_do_not_depend_on_hash_seed_locale_or_time_zone():
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests'); from support import reports; from roadmap_guard.report import REPORTERS\n"
        "for name in REPORTERS: print(name, hashlib.sha256(REPORTERS[name].render(reports.report())).hexdigest())"
    )
    seen = set()
    for variables in (
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
    ):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **variables},
            capture_output=True,
            check=True,
            cwd=os.path.dirname(os.path.dirname(os.path.dirname(__file__))),
        )
        seen.add(run.stdout)
    assert len(seen) == 1


@pytest.mark.parametrize("name", ["text", "plain", "json", "github"])
def test_a_format_of_everyday_loads_nothing_heavy(name):
    code = (
        f"import sys; from roadmap_guard.report import REPORTERS; sys.path.insert(0, 'tests'); from support import reports; REPORTERS[{name!r}].render(reports.report())\n"
        "heavy = {'jinja2', 'markupsafe', 'rich', 'jsonschema', 'yaml', 'urllib.parse', 'dataclasses', 'pathlib'} & set(sys.modules)\n"
        "print(sorted(heavy))"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
        capture_output=True,
        check=True,
        text=True,
        cwd=os.path.dirname(os.path.dirname(os.path.dirname(__file__))),
    )
    assert run.stdout.strip() == "[]"


def test_a_plugin_s_format_may_give_text_or_bytes_and_asks_for_the_options_it_needs():
    def text(report, verbose):
        return f"{report.as_of} {verbose} \udcff"

    def binary(report):
        return report.as_of.encode() + b"\xff"

    assert (
        Reporter(text, "x.txt", ("verbose",)).render(reports.clean(), Options(verbose=True))
        == b"2026-11-20 True \\udcff"
    )
    assert Reporter(binary, "x.bin").render(reports.clean()) == b"2026-11-20\xff"


def test_default_file_names_are_plain_names():
    assert all(os.path.basename(reporter.file_name) == reporter.file_name for reporter in REPORTERS.values())
