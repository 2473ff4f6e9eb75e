"""The conformance pack against the verdicts of the reference validators, where real files lie beside the project."""

from functools import cache
from pathlib import Path

import pytest

from roadmap_guard import documents
from roadmap_guard.documents import LIMITS
from roadmap_guard.engine import as_written
from roadmap_guard.engine.checks import CHECKS
from roadmap_guard.formats import reading
from roadmap_guard.policy.compiling import compile_rule
from roadmap_guard.policy.expressions import Environment
from roadmap_guard.policy.functions import FUNCTIONS, Context
from roadmap_guard.policy.sources import load
from support.formats import BUILT_IN

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not here")

KNOWN = {
    "18_dup_key.yaml": "a key that stands twice is refused here before any rule sees the file",
    "45_anchor.yaml": "a merge key is refused here unless the configuration allows it",
    "39_comment_only.yaml": "a file without a document is a note here",
    "invalid-apiversion.yaml": "an object of an unknown API is nobody's",
}
"""Where a verdict of the SDK and ours differ, and why."""

TAKEN_BY_THE_TOOL = ("pyrra.dev/", "n9/", "datadoghq.com/", "monitoring.cnrm", "sloth prometheus/v1", "sloth.slok.dev/")


def rows() -> list[dict[str, str]]:
    head, *lines = (line.split("\t") for line in (CORPUS / "slo" / "MANIFEST.tsv").read_text().splitlines())
    found = (dict(zip(head, line, strict=False)) for line in lines)
    return [row for row in found if (CORPUS / "slo" / row["path"]).is_file()]


@cache
def environment() -> Environment:
    return Environment(Context("2026-11-20"), FUNCTIONS)


@cache
def rules() -> tuple:
    return tuple(compile_rule(rule, environment(), CHECKS) for rule in load("conformance").rules)


@cache
def complaints(path: str) -> list[str]:
    """What stands against the file: that it cannot be read, or a rule of the pack."""
    data = (CORPUS / "slo" / path).read_bytes()
    parsed = documents.parse(path, data)
    read = reading.read(BUILT_IN, parsed.documents)
    found = [problem.message for problem in (*parsed.problems, *read.problems) if problem.refuses]
    for resource in (*as_written.read(path, data, BUILT_IN, LIMITS), *read.resources):
        subject = environment().subject(resource)
        outcomes = (outcome for rule in rules() for outcome in rule.evaluate(subject))
        found += [outcome.message for outcome in outcomes if outcome.state in ("fail", "error")]
    return found


def test_every_openslo_file_is_judged_as_the_sdk_judges_it() -> None:
    judged = [row for row in rows() if row["openslo_go_sdk_verdict"]]
    differing = {
        row["path"]: complaints(row["path"])
        for row in judged
        if bool(complaints(row["path"])) != (row["openslo_go_sdk_verdict"] != "valid")
    }

    assert len(judged) > 200
    assert {path: said for path, said in differing.items() if Path(path).name not in KNOWN} == {}


@pytest.mark.parametrize("dialect", TAKEN_BY_THE_TOOL)
def test_no_example_of_a_dialects_own_project_fails(dialect: str) -> None:
    examples = [
        row["path"] for row in rows() if row["format"].startswith(dialect) and row["status_by_source"] == "valid"
    ]
    written = [path for path in examples if not path.endswith(".tpl")]

    assert written
    assert {path: said for path in written if (said := complaints(path))} == {}


@pytest.mark.parametrize("dialect", ["sloth prometheus/", "sloth.slok.dev/"])
def test_every_bad_example_of_sloth_fails_unless_it_is_bad_only_beside_another_file(dialect: str) -> None:
    bad = [row for row in rows() if row["format"].startswith(dialect) and row["status_by_source"] == "invalid"]
    alone = [row["path"] for row in bad if "duplicate" not in row["source_evidence"]]

    assert alone
    assert [path for path in alone if not complaints(path)] == []
