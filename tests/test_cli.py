"""The command line itself: help, names, and what becomes of everything that goes wrong."""

import pytest

from roadmap_guard import __version__
from roadmap_guard.cli import COMMANDS
from support.guard import guard


def test_without_a_command_it_says_what_there_is_and_exits_2(tmp_path):
    run = guard(tmp_path)

    assert run.code == 2
    assert all(f"  {name} " in run.out for name in COMMANDS)


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_lists_commands_examples_and_exit_codes(tmp_path, flag):
    run = guard(tmp_path, flag)

    assert run.code == 0
    assert "130  interrupted" in run.out


def test_the_version_is_told(tmp_path):
    assert guard(tmp_path, "--version").out == f"roadmap-guard {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(tmp_path, name):
    run = guard(tmp_path, name, "--help")

    assert run.code == 0
    assert run.out.startswith(f"usage: roadmap-guard {name}")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["chekc"], "did you mean 'check'?"),
        (["policy", "lnt"], "did you mean 'lint'?"),
        (["check", "--stagedd"], "unrecognized arguments: --stagedd"),
        (["explain"], "the following arguments are required: RULE"),
        (["check", "--fail-on", "fatal"], "invalid choice: 'fatal'"),
    ],
)
def test_a_mistyped_word_is_told_in_a_sentence(tmp_path, words, message):
    run = guard(tmp_path, *words)

    assert run.code == 2
    assert message in run.err
    assert "Traceback" not in run.err


def test_outside_a_repository_it_says_so(tmp_path):
    run = guard(tmp_path, "check")

    assert run.code == 2
    assert "lies in no git repository" in run.err


@pytest.mark.parametrize(
    "words", [["explain", "slo-target-below-one"], ["policy", "list"], ["policy", "test"], ["formats", "list"]]
)
def test_what_asks_about_policies_and_formats_alone_needs_no_repository(tmp_path, words):
    run = guard(tmp_path, *words)

    assert run.code == 0, run.err
    assert run.out


def test_paths_after_two_dashes_are_paths_whatever_they_look_like(tmp_path):
    run = guard(tmp_path, "check", "--", "--help")

    assert run.code == 1
    assert "--help:1:1: error [input/not-found]" in run.out
