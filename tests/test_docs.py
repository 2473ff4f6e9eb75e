"""The documentation: what is generated is fresh, what is named exists, what is shown works.

`python docs/generate.py` writes what is generated anew.
"""

import json
import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
import yaml

import tables
from generate import by_hand, stale
from roadmap_guard import documents
from roadmap_guard.cli import COMMANDS, EXIT_INTERRUPTED, EXIT_UNCHECKED
from roadmap_guard.commands.parsing import Parser, _parsed
from roadmap_guard.documents.limits import Limits, setting
from roadmap_guard.engine.checks import CHECKS
from roadmap_guard.engine.problems import PROBLEMS
from roadmap_guard.engine.request import CONFIG_NAME
from roadmap_guard.formats import blocks, conditions, fields, language, reading, registry, testing
from roadmap_guard.kinds import KINDS, schema
from roadmap_guard.model.document import LEVELS, Language
from roadmap_guard.ownership import codeowners
from roadmap_guard.ownership.directory import READERS
from roadmap_guard.plugins import hooks
from roadmap_guard.policy import pack_reading, sources
from roadmap_guard.policy.checking import Known, check_pack
from roadmap_guard.policy.config import read_config
from roadmap_guard.policy.controls import Controls
from roadmap_guard.policy.functions import FUNCTIONS
from roadmap_guard.policy.lock import LOCK_NAME
from roadmap_guard.policy.names import OF_CHANGE, VARIABLES
from roadmap_guard.policy.testing import run_examples
from roadmap_guard.policy.tuning import tune
from roadmap_guard.report import REPORTERS
from support.guard import guard
from support.repository import Scratch, scratch

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
HAND = sorted(by_hand())
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FORMATS = registry.load()
RULES = {rule.id: rule for source in sources.available() for rule in pack_reading.read(source)[1].rules}
NATIVE = ("Roadmap", "ServiceLevels", "ModelGovernance", "FairnessAudit")


class Block(NamedTuple):
    """A fenced block of a page."""

    page: Path
    number: int
    language: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT)} {self.number}"


def blocks_of(page: Path) -> list[Block]:
    found = FENCE.findall(page.read_text())
    return [Block(page, number, word, text) for number, (word, text) in enumerate(found, 1)]


BLOCKS = [block for page in HAND for block in blocks_of(page)]


def claims(word: str, *values: str) -> list[Block]:
    """The YAML blocks that have a key `word`, with one of the values if any are given."""
    found = []
    for block in BLOCKS:
        if block.language == "yaml":
            value = yaml.safe_load(block.text)
            if isinstance(value, dict) and word in value and (not values or value[word] in values):
                found.append(block)
    return found


def text_of(name: str) -> str:
    return (ROOT / name).read_text()


def test_what_is_generated_is_what_the_code_says():
    names = [page.relative_to(ROOT).as_posix() for page in stale()]

    assert not names, f"run `python docs/generate.py`, and commit what it writes: {', '.join(names)}"


# Everything has its place


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("docs/formats.md", [f"`{name}`" for name in FORMATS.names]),
        ("docs/formats.md", [*language.WORDS, *blocks._RESOURCE, *blocks._EXTENDS]),
        ("docs/formats.md", [*fields.WORDS_OF_A_FIELD, *conditions._TESTS, *get_args(Language)]),
        ("docs/problems.md", [f"## {code if '/' in code else f'input/{code}'}\n" for code in PROBLEMS]),
        ("docs/rules/index.md", [f"({rule}.md)" for rule in RULES]),
        ("docs/kinds/index.md", [f"({kind}.md)" for kind in KINDS]),
        ("docs/controls.md", [f"`{name}`" for name in Controls()]),
        ("docs/reports.md", [f"## {name}\n" for name in REPORTERS]),
        ("docs/policies.md", [f"`{spec.name}(" for spec in FUNCTIONS]),
        ("docs/policies.md", [f"`{name}`" for name in (*CHECKS, *VARIABLES, *OF_CHANGE)]),
        ("docs/configuration.md", [f"`{setting(field)}`" for field in Limits._fields]),
        ("docs/configuration.md", [f"`{level}`" for level in LEVELS]),
        ("docs/configuration.md", [reader.name for reader in READERS]),
        ("docs/pre-commit.md", [f"`{hook['id']}`" for hook in yaml.safe_load(text_of(".pre-commit-hooks.yaml"))]),
        ("docs/plugins.md", [f"### `{name}(" for name in vars(hooks) if name.startswith("roadmap_guard_")]),
        ("docs/cli.md", [f"## {name}\n" for name in COMMANDS]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_page_names_all_that_there_is(page, names):
    text = text_of(page)

    assert names
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_described(kind):
    undescribed = [name for name, part in tables.fields(schema(kind)) if not part.get("description")]

    assert undescribed == []


def test_every_key_of_the_configuration_is_explained():
    known = json.loads(text_of("src/roadmap_guard/policy/schemas/Config.schema.json"))["properties"]["spec"][
        "properties"
    ]
    headings = re.findall(r"^### (\w+)$", text_of("docs/configuration.md"), re.MULTILINE)

    assert sorted(headings) == sorted(known.keys() - {"limits"})


@pytest.mark.parametrize("page", ["docs/reports.md", "docs/ci.md"])
def test_exit_codes_are_those_of_the_program(page):
    assert {int(code) for code in re.findall(r"\b(\d+) (?:clean|findings|something|interrupted)", text_of(page))} <= {
        0,
        1,
        EXIT_UNCHECKED,
        EXIT_INTERRUPTED,
    }


def test_every_page_can_be_reached_from_the_map():
    seen: set[Path] = set()
    waiting = [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page not in seen and page.suffix == ".md" and page.exists():
            seen.add(page)
            waiting += [(page.parent / link).resolve() for link in re.findall(r"\]\(([^)#:]+)", page.read_text())]

    assert [page.relative_to(ROOT).as_posix() for page in PAGES if page not in seen] == []


@pytest.mark.parametrize("page", HAND, ids=lambda page: page.name)
def test_file_of_the_project_that_is_named_exists(page):
    roots = (ROOT, ROOT / "src" / "roadmap_guard")
    named = re.findall(
        r"(?<![\w/.-])((?:src|engine|formats|policy|report|documents|commands|git|tests)/[\w/]+\.py)\b",
        page.read_text(),
    )

    assert [name for name in named if not any((root / name).exists() for root in roots)] == []


# What is shown loads


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "yaml"], ids=lambda block: block.name)
def test_yaml_is_yaml(block):
    problems = documents.parse("block.yaml", block.text.encode()).problems

    assert not [problem for problem in problems if problem.refuses]


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "json"], ids=lambda block: block.name)
def test_json_is_json(block):
    json.loads(block.text)


@pytest.mark.parametrize("block", claims("kind", "Config"), ids=lambda block: block.name)
def test_configuration_loads_and_tunes_rules_that_exist(block):
    config = read_config("roadmap-guard.yaml", block.text.encode())
    known = [
        setting
        for setting in config.rules
        if setting.rule.partition("/")[0] in {name.partition("/")[0] for name in RULES}
    ]

    tune(tuple(RULES.values()), known)
    assert all(pin.text.partition("@")[0] for pin in config.packs or ())


def sound_rules() -> Iterator[Block]:
    for block in claims("kind", "Rule"):
        before = block.page.read_text().partition(block.text)[0]
        if before.count("<!-- faulty rule: begin -->") == before.count("<!-- faulty rule: end -->"):
            yield block


def written_pack(folder: Path, rule: str) -> Path:
    """A folder `policies` with a pack of one rule."""
    home = folder / "policies" / "payments" / "1.0.0"
    (home / "rules").mkdir(parents=True)
    header = {"name": "payments", "version": "1.0.0", "title": "Shown in the documentation"}
    pack = {"apiVersion": "roadmap-guard.dev/v1", "kind": "Pack", "metadata": header, "spec": {"recommended": False}}
    (home / "pack.yaml").write_text(yaml.safe_dump(pack))
    (home / "rules" / f"{yaml.safe_load(rule)['metadata']['id']}.yaml").write_text(rule)
    return folder / "policies"


def faults_of(folder: Path) -> list[str]:
    [source] = sources.in_files("policies", sources.read_folder(str(folder)), "docs")
    known = Known(FUNCTIONS, CHECKS, Controls(), FORMATS.names)
    return [str(fault) for fault in check_pack(pack_reading.read(source)[1], source.files(), known)]


@pytest.mark.parametrize("block", list(sound_rules()), ids=lambda block: block.name)
def test_rule_is_sound_and_keeps_its_examples(block, tmp_path):
    folder = written_pack(tmp_path, block.text)
    [source] = sources.in_files("policies", sources.read_folder(str(folder)), "docs")
    results = run_examples(pack_reading.read(source)[1].rules, FUNCTIONS, CHECKS)

    assert faults_of(folder) == []
    assert [(result.number, result.complaints) for result in results if result.complaints] == []


def test_faulty_rule_is_told_as_the_page_says(tmp_path):
    text = (
        text_of("docs/policies.md")
        .partition("<!-- faulty rule: begin -->")[2]
        .partition("<!-- faulty rule: end -->")[0]
    )
    (_, rule), (_, said) = FENCE.findall(text)
    written_pack(scratch(tmp_path / "acme").root, rule)
    run = guard(tmp_path / "acme", "policy", "lint", "policies")

    assert run.code == EXIT_UNCHECKED
    assert "\n".join(shortened(line) for line in run.err.splitlines()) + "\n" == said


def shortened(line: str) -> str:
    """A line of output without the long tail of a list of names."""
    return re.sub(r"(\((?:the fields are|beside CEL's own)[^,]*,).*\)", r"\1 ...)", line)


EXPRESSIONS = re.findall(
    r"^\| (\w+) \| `(.*)` \| .* \|$",
    text_of("docs/policies.md").partition("<!-- expressions: begin -->")[2].partition("<!-- expressions: end -->")[0],
    re.MULTILINE,
)


@pytest.mark.parametrize(("kind", "expression"), EXPRESSIONS)
def test_expression_of_the_table_compiles_for_its_kind(kind, expression, tmp_path):
    rule = {
        "apiVersion": "roadmap-guard.dev/v1",
        "kind": "Rule",
        "metadata": {"id": "shown", "title": "Shown"},
        "spec": {
            "level": "note",
            "match": {"kind": kind},
            "require": expression.replace("\\|", "|"),
            "message": "shown",
            "remediation": "none",
        },
        "rationale": "To be shown.",
        "examples": [{"passes": {"kind": kind}}, {"fails": {"kind": kind}}],
    }

    assert kind in KINDS
    assert faults_of(written_pack(tmp_path, yaml.safe_dump(rule))) == []


@pytest.mark.parametrize("block", claims("kind", *NATIVE), ids=lambda block: block.name)
def test_native_file_is_read_without_a_problem(block):
    found = reading.read(FORMATS, documents.parse("shown.yaml", block.text.encode()).documents)

    assert found.recognised
    assert found.resources or found.fragments
    assert found.problems == ()


def definitions() -> list[Block]:
    """The blocks that define a format in full."""
    return [block for block in claims("format") if "recognise" in yaml.safe_load(block.text)]


@pytest.mark.parametrize(
    "block", [block for block in definitions() if block.page.parent == DOCS], ids=lambda block: block.name
)
def test_definition_reads_the_sample_below_it_as_the_page_says(block):
    formats = registry.load(documents.parse("definition.yaml", block.text.encode()).documents)
    sample, expected = BLOCKS[BLOCKS.index(block) + 1 :][:2]
    found = testing.read_sample(
        formats, [yaml.safe_load(block.text)["format"]], f"sample.{sample.language}", sample.text.encode()
    )

    assert sample.language in yaml.safe_load(block.text).get("languages", "yaml")
    assert expected.language == "json"
    assert testing.differences(testing.read_expectation("expected.json", expected.text.encode()), found) == []


def test_the_page_of_formats_shows_three_definitions():
    assert [block.page.name for block in definitions()] == ["formats.md"] * 3


def test_p25_the_recipe_that_guards_the_workflow_fits_the_workflow_and_the_policies():
    """What a pull request does to its own workflow is out of reach of the tool: rules of the forge must hold it."""
    workflow, ruleset, owners = (
        next(block.text for block in BLOCKS if block.page.name == "ci.md" and word in block.text)
        for word in ("pull_request:", "required_status_checks", "/.github/ @")
    )
    checks = {rule["type"]: rule.get("parameters", {}) for rule in json.loads(ruleset)["rules"]}
    guarded = codeowners.read({".github/CODEOWNERS": owners.encode()})
    judging = [".github/workflows/x.yml", CONFIG_NAME, LOCK_NAME, ".roadmap-guard/waivers.yaml", "policies/pack.yaml"]

    assert [check["context"] for check in checks["required_status_checks"]["required_status_checks"]] == [
        *yaml.safe_load(workflow)["jobs"]
    ]
    assert checks["pull_request"]["require_code_owner_review"]
    assert checks["pull_request"]["dismiss_stale_reviews_on_push"]
    assert all(guarded.owners_of(path) for path in judging)
    assert guarded.owners_of("slo.yaml") is None


# Commands


def command_lines(script: str) -> Iterator[list[str]]:
    """The calls of the program in a shell script, as words."""
    for line in script.replace("\\\n", " ").splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars="&|;")
        lexer.whitespace_split = True
        for ends, words in groupby(lexer, lambda word: word in ("&&", "|", "||", ";")):
            program, *rest = words
            if not ends and program.rpartition("/")[2] == "roadmap-guard":
                yield rest


def shown_commands() -> list[tuple[str, list[str]]]:
    found = []
    for page in HAND:
        text = page.read_text()
        spans = re.findall(r"`(roadmap-guard [^`\n]+)`", FENCE.sub("", text))
        scripts = [block.text for block in blocks_of(page) if block.language in ("sh", "bash")]
        for script in (*scripts, *spans):
            found += [(f"{page.relative_to(ROOT)}: {' '.join(words)}", words) for words in command_lines(script)]
    return found


@pytest.mark.parametrize("words", [words for _, words in shown_commands()], ids=[name for name, _ in shown_commands()])
def test_command_that_is_shown_parses(words):
    name, *rest = words
    if name == "COMMAND" or not rest or rest == ["--help"]:
        assert name in {*COMMANDS, "COMMAND", "--version"}
        return
    module = import_module(f"roadmap_guard.commands.{name}")
    command = module.COMMANDS[rest.pop(0)] if hasattr(module, "COMMANDS") else module.COMMAND
    parser = Parser(prog=name)
    command.configure(parser)

    _parsed(parser, rest)


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A repository with the first policy of the README, a tag and a branch of a remote."""
    made = scratch(tmp_path_factory.mktemp("acme") / "repository")
    identity = {
        f"GIT_{role}_{what}": "docs@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    folder = "policies/payments/1.0.0"
    shown = {
        yaml.safe_load(block.text)["kind"]: block.text
        for block in BLOCKS
        if block.page.name == "README.md" and "kind: " in block.text
    }
    made.stage(
        {
            f"{folder}/pack.yaml": shown["Pack"],
            f"{folder}/rules/{yaml.safe_load(shown['Rule'])['metadata']['id']}.yaml": shown["Rule"],
            "roadmap.yaml": "apiVersion: roadmap-guard.dev/v1\nkind: Roadmap\nspec: {items: [{id: A-1, title: A}]}\n",
        }
    )
    made.git("commit", "-q", "-m", "first", **identity)
    made.git("tag", "v2.1")
    made.git("update-ref", "refs/remotes/origin/main", "HEAD")
    return made


README = {name: words for name, words in shown_commands() if name.startswith("README.md") and "RULE" not in words}


@pytest.mark.parametrize("words", README.values(), ids=README)
def test_command_of_the_readme_runs(words, acme):
    run = guard(acme.root, *words)

    assert run.code in (0, 1), run.err
