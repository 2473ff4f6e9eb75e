"""The frame of the project: what its own files promise to newcomers, developers and continuous integration."""

import os
import re
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from roadmap_guard.cli import COMMANDS, EXIT_INTERRUPTED, EXIT_UNCHECKED
from roadmap_guard.commands.parsing import Parser
from roadmap_guard.policy.config import read_config
from roadmap_guard.policy.packs import read_pack
from roadmap_guard.policy.sources import in_folder
from roadmap_guard.policy.testing import run_examples
from support.guard import guard

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROSE = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/README.md")])


def options_of(name: str) -> set[str]:
    """The options of a command; of a group, those of all its commands."""
    assert name in COMMANDS
    module = import_module(f"roadmap_guard.commands.{name}")
    parsers = []
    for command in module.COMMANDS.values() if hasattr(module, "COMMANDS") else [module.COMMAND]:
        parsers.append(Parser(prog=name))
        command.configure(parsers[-1])
    return {option for parser in parsers for action in parser._actions for option in action.option_strings}


def make(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """As if typed, although the tests themselves may be run by make."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_readme_begins_with_the_two_commands():
    assert re.search(r"```sh\nmake demo .*\nmake test .*\n```", README.partition("## ")[0])


def test_help_lists_every_command_of_the_makefile():
    targets = re.search(r"\.PHONY: (.*)", (ROOT / "Makefile").read_text())[1].split()

    assert [line.split()[1] for line in make("help").stdout.splitlines()] == targets


def test_python_that_is_too_old_is_told_with_the_way_out(tmp_path):
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    old = tmp_path / "python-old"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && { echo Python 3.9.2; exit; }\nexit 1\n')
    old.chmod(0o755)
    result = make("demo", f"PYTHON={old}", cwd=tmp_path)

    assert result.returncode != 0
    assert f"roadmap-guard needs Python 3.11 or newer; {old} is Python 3.9.2." in result.stderr
    assert "make PYTHON=python3.12 demo" in result.stderr


CI_CASES = {
    "tests pass": ("echo '== 3 passed, 1 skipped in 0.01s =='", 0, "== 3 passed, 1 skipped in 0.01s =="),
    "a test fails": ("echo '== 1 failed, 2 passed in 0.1s =='; exit 1", 2, "== 1 failed, 2 passed in 0.1s =="),
    "nothing is collected": ("echo '== no tests ran in 0.01s =='; exit 5", 2, "== no tests ran in 0.01s =="),
    "everything is skipped": ("echo '== 2 skipped in 0.01s =='", 5, "== 2 skipped in 0.01s =="),
    "pytest is silent": ("true", 5, "pytest gave no summary"),
}


@pytest.mark.parametrize("case", CI_CASES)
def test_ci_ends_with_the_summary_of_pytest_and_fails_unless_a_test_passed(tmp_path, case):
    recipe, code, last = CI_CASES[case]
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "run"
    script.write_text((ROOT / ".ci" / "run").read_text())
    script.chmod(0o755)
    (tmp_path / "Makefile").write_text(f"lint:\n\t@true\ntest:\n\t@{recipe}\n")
    result = subprocess.run([str(script)], capture_output=True, text=True, check=False)

    assert result.returncode == code, result.stderr
    assert result.stdout.splitlines()[-1] == last


def test_ci_fails_if_the_style_does(tmp_path):
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "run"
    script.write_text((ROOT / ".ci" / "run").read_text())
    script.chmod(0o755)
    (tmp_path / "Makefile").write_text("lint:\n\t@exit 1\ntest:\n\t@echo '1 passed in 0.01s'\n")

    assert subprocess.run([str(script)], capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("script", [".ci/run", "examples/demo.sh"])
def test_script_is_executable(script):
    assert os.access(ROOT / script, os.X_OK)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hook_calls_a_command_with_options_that_exist(hook):
    program, command, *options = [*hook["entry"].split(), *hook.get("args", [])]

    assert program == "roadmap-guard"
    assert {option.partition("=")[0] for option in options if option != "--"} <= options_of(command)


def test_hook_that_gets_file_names_takes_none_for_an_option():
    (changed,) = [hook for hook in HOOKS if hook.get("pass_filenames", True)]

    assert changed["args"][-1] == "--"


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.name)
def test_action_of_others_is_pinned_by_commit_and_says_its_version(path):
    for uses in re.findall(r"uses: (.*)", path.read_text()):
        assert uses.startswith("./") or re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", uses)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_gives_away_nothing_it_need_not(path):
    workflow = yaml.safe_load(path.read_text())

    assert workflow["permissions"] == {}
    assert workflow["concurrency"]
    assert "merge_group" in workflow[True]
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert job["timeout-minutes"] <= 20
        checkouts = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
        assert [step["with"]["persist-credentials"] for step in checkouts] == [False]


def test_action_never_puts_a_value_into_the_text_of_a_command():
    assert not [step["name"] for step in ACTION["runs"]["steps"] if "${{" in step["run"]]


def test_action_hands_over_every_input_and_takes_every_output_from_the_check():
    (check,) = [step for step in ACTION["runs"]["steps"] if step.get("id") == "check"]
    inputs = {f"INPUT_{name.upper().replace('-', '_')}": f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]}

    assert inputs.items() <= check["env"].items()
    assert check["env"]["PYTHONSAFEPATH"] == "1"
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.check.outputs.{name} }}}}"


@pytest.mark.parametrize("part", ["inputs", "outputs"])
def test_every_input_and_output_of_the_action_is_documented(part):
    text = (ROOT / "docs" / "ci.md").read_text()
    section = text.partition(f"### {part.title()}\n")[2].partition("\n#")[0]
    named = {
        name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall(r"`([\w-]+)`", row)
    }

    assert named == set(ACTION[part])


def test_every_exit_code_is_documented():
    table = README.partition("### Exit codes\n")[2].partition("\n#")[0]

    assert re.findall(r"^\| (\d+) \|", table, re.MULTILINE) == ["0", "1", str(EXIT_UNCHECKED), str(EXIT_INTERRUPTED)]


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_link_to_a_file_of_the_project_leads_somewhere(path):
    prose = re.sub(r"^```.*?^```", "", path.read_text(), flags=re.MULTILINE | re.DOTALL)
    for target, anchor in re.findall(r"\]\((?!https?://)([^)#]*)(?:#([^)]*))?\)", prose):
        file = (path.parent / target) if target else path
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)", file.read_text(), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_command_lines_of_the_readme_use_options_that_exist():
    code = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL) + re.findall(r"`([^`\n]+)`", README))
    lines = re.findall(r"(?m)^roadmap-guard ([a-z]+)(.*)", code)

    assert lines
    for command, rest in lines:
        assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest)) <= options_of(command), f"{command}{rest}"


def test_every_dependency_of_the_environment_is_pinned():
    pins = (ROOT / "constraints.txt").read_text().splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"], "pip", "hatchling"]
    pinned = {_normal(pin.partition("==")[0]) for pin in pins}

    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    assert {_normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in wanted} <= pinned


def _normal(name: str) -> str:
    """A distribution's name as the packaging specifications compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def block(first_line: str) -> str:
    """The YAML block of the README that contains `first_line`."""
    return next(found for found in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if first_line in found)


def test_first_policy_of_the_readme_loads_and_keeps_its_examples(tmp_path):
    home = tmp_path / "payments" / "1.0.0"
    (home / "rules").mkdir(parents=True)
    (home / "pack.yaml").write_text(block("kind: Pack"))
    (home / "rules" / "money-moves-have-an-escalation.yaml").write_text(block("kind: Rule"))
    (source,) = in_folder(str(tmp_path), "README")
    results = run_examples(read_pack(source).rules, (), {})

    assert [result.expect for result in results] == ["pass", "fail", "notApplicable"]
    assert [result.complaints for result in results] == [(), (), ()]


def test_first_configuration_of_the_readme_loads():
    config = read_config("roadmap-guard.yaml", block("kind: Config").encode())

    assert [pin.text for pin in config.packs] == ["reliability@1", "rollback@1"]
    assert [folder.path for folder in config.policies] == ["policies"]


def test_the_project_keeps_its_own_policies():
    run = guard(ROOT, "check", "--format", "json")

    assert (run.code, run.report["findings"]) == (0, [])
