"""Documents as they are written: there where a rule is about them, and only there."""

from pathlib import Path

import pytest

from roadmap_guard.documents import LIMITS
from roadmap_guard.engine import as_written
from roadmap_guard.model.resource import Resource
from support.formats import BUILT_IN
from support.guard import check, guard
from support.repository import Scratch, scratch

SERVICE = "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: {name}\nspec: {{}}\n"
POLICY = """\
apiVersion: openslo/v1
kind: AlertPolicy
metadata:
  name: fast-burn
spec:
  notificationTargets: []
"""
LIST = """\
- {apiVersion: openslo/v1, kind: Service, metadata: {name: a}}
- {}
- {apiVersion: openslo/v1, kind: Service, metadata: {name: b}}
"""
CONFORMANCE = "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {packs: [conformance]}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    return scratch(tmp_path / "repository")


def read(text: str, path: str = "slo/a.yaml") -> list[Resource]:
    return list(as_written.read(path, text.encode(), BUILT_IN, LIMITS))


def test_a_document_holds_what_is_written_under_the_names_of_the_dialect() -> None:
    (found,) = read(SERVICE.format(name="checkout"))
    assert (found.kind, found.id, found.format) == ("Document", "slo/a.yaml", "openslo-v1")
    assert found.fields["content"] == {
        "apiVersion": "openslo/v1",
        "kind": "Service",
        "metadata": {"name": "checkout"},
        "spec": {},
    }
    assert "wrapper" not in found.fields


def test_everything_in_a_document_has_its_place() -> None:
    (found,) = read(SERVICE.format(name="checkout"))
    assert found.locate("content.metadata.name") == ("slo/a.yaml", (4, 9, 4, 17))
    assert found.locate("content.metadata.missing")[1][:2] == (4, 3)
    assert found.locate("content.nothing")[1][:2] == (1, 1)


@pytest.mark.parametrize(
    ("text", "ids", "wrapper"),
    [
        ("a: 1\n---\n" + SERVICE.format(name="b"), ["slo/a.yaml#2"], None),
        (
            LIST,
            ["slo/a.yaml#1[0]", "slo/a.yaml#1[2]"],
            "list",
        ),
        (
            "apiVersion: v1\nkind: List\nitems: [{apiVersion: openslo/v1, kind: Service, metadata: {name: a}}]\n",
            ["slo/a.yaml#1[0]"],
            "kubernetesList",
        ),
    ],
)
def test_documents_and_items_have_ids_of_their_own(text: str, ids: list[str], wrapper: str | None) -> None:
    found = read(text)
    assert [resource.id for resource in found] == ids
    assert {resource.fields.get("wrapper") for resource in found} == {wrapper}


def test_foreign_and_broken_files_hold_no_document() -> None:
    assert read("a: 1\n") == read("a: [\n") == []


def test_a_place_with_a_very_long_path_is_pointed_at_by_what_is_around() -> None:
    (found,) = read(SERVICE.format(name="a") + "x" * 400 + ": {y: 1}\n")
    assert found.locate(f"content.{'x' * 400}.y")[1] == found.span
    assert max(map(len, found.positions)) < 320


def test_the_pack_is_off_unless_it_is_asked_for(repository: Scratch) -> None:
    repository.commit({"slo/a.yaml": POLICY})
    run = check(repository.path)
    assert [rule for rule in run.rules if "conformance" in rule] == []
    assert run.report["summary"]["outcomes"] == {"pass": 0, "fail": 0, "error": 0, "waived": 0, "notApplicable": 0}


def test_a_document_that_holds_no_resource_is_judged_at_its_places(repository: Scratch) -> None:
    repository.commit({"slo/a.yaml": POLICY, "roadmap-guard.yaml": CONFORMANCE})
    run = check(repository.path)
    assert run.rules == [
        "slo/a.yaml:6:3 conformance/openslo-v1",
        "slo/a.yaml:6:24 conformance/openslo-v1",
    ]
    first = run.report["findings"][0]
    assert first["message"] == "spec.conditions is missing"
    assert first["resource"] == {"kind": "Document", "id": "slo/a.yaml", "format": "openslo-v1"}
    assert run.report["summary"]["resources"] == {}
    assert run.code == 0


def test_only_the_files_asked_for_are_judged(repository: Scratch) -> None:
    repository.commit({"slo/a.yaml": POLICY, "slo/b.yaml": POLICY, "roadmap-guard.yaml": CONFORMANCE})
    assert {rule.split(":")[0] for rule in check(repository.path, "slo/b.yaml").rules} == {"slo/b.yaml"}


def test_of_a_change_only_the_files_it_touches_are_judged(repository: Scratch) -> None:
    base = repository.commit({"slo/a.yaml": POLICY, "roadmap-guard.yaml": CONFORMANCE})
    repository.commit({"slo/b.yaml": POLICY})
    run = check(repository.path, "--base", base, "--head", "HEAD")
    assert {rule.split(":")[0] for rule in run.rules} == {"slo/b.yaml"}


def test_documents_are_no_kind_that_is_read(repository: Scratch) -> None:
    repository.commit({"slo/a.yaml": SERVICE.format(name="a")})
    assert guard(repository.path, "resources", "--kind", "Document").code == 2


def test_a_rule_of_ones_own_may_be_about_documents(repository: Scratch) -> None:
    repository.commit(
        {
            "roadmap-guard.yaml": CONFORMANCE.replace("packs: [conformance]", "packs: [], policies: [policies]"),
            "policies/pack.yaml": (
                "apiVersion: roadmap-guard.dev/v1\nkind: Pack\n"
                'metadata: {name: ours, version: "1.0.0", title: Ours, description: Ours.}\nspec: {recommended: true}\n'
            ),
            "policies/rules/described.yaml": (
                "apiVersion: roadmap-guard.dev/v1\nkind: Rule\nmetadata: {id: described, title: Services are described}\n"
                "spec:\n  level: error\n  match: {kind: Document, formats: [openslo-v1]}\n"
                "  require: has(object.content.spec.description)\n  at: content.spec\n"
                "  message: '{object.content.metadata.name} is not described'\n  remediation: Describe it.\n"
                "rationale: Why.\n"
                "examples:\n  - passes: {content: {spec: {description: x}}}\n"
                "  - fails: {content: {metadata: {name: a}, spec: {}}}\n    message: a is not described\n"
            ),
            "slo/a.yaml": SERVICE.format(name="checkout"),
        }
    )
    run = check(repository.path)
    assert [(item["line"], item["message"]) for item in run.report["findings"]] == [(5, "checkout is not described")]
