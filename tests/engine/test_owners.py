"""What rules learn of owners from the files of a real repository."""

from pathlib import Path

import pytest

from support.guard import check
from support.repository import Scratch, scratch

SLO = """\
apiVersion: roadmap-guard.dev/v1
kind: ServiceLevels
metadata: {name: shop}
spec:
  objectives:
    - {name: availability, service: checkout, tier: tier-1, target: 99.99%, window: 30d, owner: OWNER}
"""

PAYMENTS = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments}
spec: {type: team, children: [], profile: {displayName: Team Payments}}
"""

ADA = """\
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ada, labels: {lifecycle: retired}}
spec: {profile: {email: ada@acme.example}}
"""

COMPONENT = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: checkout}
spec:
  type: service
  lifecycle: production
  owner: OWNER
"""


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    return scratch(tmp_path / "repository")


def findings(repository: Scratch, files: dict[str, str]) -> dict[str, list[str]]:
    """The messages of the ownership rules, by rule, and of problems with the inputs."""
    repository.write(files)
    found: dict[str, list[str]] = {}
    for item in check(repository.root).report["findings"]:
        if item["rule"].startswith(("ownership/", "input/")):
            found.setdefault(item["rule"], []).append(item["message"])
    return found


def slo(owner: str) -> str:
    return SLO.replace("OWNER", owner)


def component(owner: str) -> str:
    return COMPONENT.replace("OWNER", owner)


@pytest.mark.parametrize("owner", ["payments", '"group:default/payments"', '"Team Payments"', '"@acme/payments"'])
def test_group_of_the_catalogue_is_known_in_every_notation(repository, owner):
    found = findings(repository, {"slo.yaml": slo(owner), "catalog-info.yaml": PAYMENTS})

    assert "ownership/slo-owner-is-known" not in found


def test_unknown_owner_is_told_with_the_candidates(repository):
    files = {"slo.yaml": slo("paymens"), "catalog-info.yaml": PAYMENTS, "CODEOWNERS": "* @acme/payment\n"}

    (message,) = findings(repository, files)["ownership/slo-owner-is-known"]

    assert message.startswith("owner paymens is in no CODEOWNERS, OWNERS or catalogue file of this repository")
    assert message.endswith("; did you mean group:default/payments or @acme/payment?")


def test_owner_is_sought_in_every_file_before_it_is_called_unknown(repository):
    files = {"slo.yaml": slo("payments"), "catalog-info.yaml": ADA, "deep/entities-of-acme/p.yaml": PAYMENTS}

    assert "ownership/slo-owner-is-known" not in findings(repository, files)


def test_file_out_of_scope_vouches_for_nobody(repository):
    files = {
        "slo.yaml": slo("payments"),
        "catalog-info.yaml": ADA,
        "examples/p.yaml": PAYMENTS,
        "roadmap-guard.yaml": "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {scope: {exclude: [examples/]}}\n",
    }

    assert "ownership/slo-owner-is-known" in findings(repository, files)


def test_catalogue_without_groups_makes_nobody_unknown(repository):
    found = findings(repository, {"slo.yaml": slo("ledger"), "catalog-info.yaml": component("payments")})

    assert "ownership/slo-owner-is-known" not in found


def test_approver_who_has_left_is_told_so(repository):
    files = {"slo.yaml": slo("eve"), "OWNERS": "approvers: [ann]\nemeritus_approvers: [eve]\n"}

    assert findings(repository, files)["ownership/slo-owner-is-known"] == [
        "owner eve has left: OWNERS lists the name among those who approve no more"
    ]


def test_owner_of_the_component_owns_its_folder_but_need_not_approve(repository):
    unowned = slo("OWNER").replace(", owner: OWNER", "")
    found = findings(
        repository,
        {"checkout/slo.yaml": unowned, "checkout/catalog-info.yaml": component("payments") + f"---\n{PAYMENTS}"},
    )

    assert "ownership/critical-slo-has-owner" not in found
    assert found["ownership/critical-file-has-codeowner"] == [
        "this tier-1 SLO can be changed without review by its owners: none of those who own the file must approve"
    ]


@pytest.mark.parametrize(("header", "asks"), [("[Shop]", True), ("^[Shop]", False), ("[Shop][2]", True)])
def test_optional_section_asks_nobody(repository, header, asks):
    found = findings(repository, {"slo.yaml": slo('"@shop"'), ".gitlab/CODEOWNERS": f"{header} @shop\n*.yaml\n"})

    assert ("ownership/critical-file-has-codeowner" not in found) is asks
    assert "ownership/slo-owner-is-known" not in found


def test_bare_name_of_a_person_owns_no_component(repository):
    files = {"catalog-info.yaml": component("ada"), "org.yaml": f"{ADA}---\n{PAYMENTS}"}

    assert findings(repository, files)["ownership/service-owner-is-known"] == [
        "owner ada is a person, and a bare name in a catalogue means a group"
    ]


def test_owner_of_a_component_is_judged_by_its_own_entity(repository):
    files = {"catalog-info.yaml": component("user:ada"), "org.yaml": f"{ADA}---\n{PAYMENTS}"}

    assert findings(repository, files) == {
        "ownership/service-owner-is-active": ["owner user:ada of service checkout is retired"]
    }


def test_group_that_cannot_be_called_is_told_where_a_service_needs_it(repository):
    files = {"catalog-info.yaml": component("payments"), "org.yaml": PAYMENTS}

    message = (
        "owner payments of service checkout is in the catalogue without any way to call: no address, channel, link or "
        "on-call rota"
    )
    assert findings(repository, files) == {"ownership/service-owner-can-be-reached": [message]}


def test_component_adds_its_owner_to_the_service_of_another_tool(repository):
    service = "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: checkout}\nspec: {description: Takes orders.}\n"
    found = findings(repository, {"service.yaml": service, "catalog-info.yaml": component("payments")})

    assert "input/duplicate-id" not in found
    assert "ownership/service-has-owner" not in found


def test_template_of_an_entity_is_no_finding_above_a_note(repository):
    template = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: NAME}\nspec: {type: team}\n"
    repository.write(
        {
            "slo.yaml": slo("payments"),
            "catalog-info.yaml": PAYMENTS,
            "skeleton/catalog-info.yaml": template.replace("NAME", '"${{ values.name }}"'),
            "skeleton/org.yaml": template.replace("NAME", "{{ cookiecutter.name }}"),
        }
    )
    found = [item for item in check(repository.root).report["findings"] if item["path"].startswith("skeleton/")]

    assert sorted((item["path"], item["rule"], item["level"]) for item in found) == [
        ("skeleton/catalog-info.yaml", "input/catalog-template", "note"),
        ("skeleton/org.yaml", "input/template", "note"),
    ]


def test_approver_who_is_the_owner_by_another_name_is_no_second_person(repository):
    roadmap = """\
apiVersion: roadmap-guard.dev/v1
kind: Roadmap
metadata: {name: shop}
spec:
  items:
    - {id: A, title: Pay later, status: planned, owners: ["@lovelace"], approvers: [Ada Example]}
    - {id: B, title: Pay never, status: planned, owners: ["@lovelace"], approvers: [grace]}
"""
    ada = (
        "apiVersion: backstage.io/v1alpha1\nkind: User\n"
        "metadata: {name: ada, annotations: {github.com/user-login: lovelace}}\n"
        "spec: {profile: {displayName: Ada Example}}\n"
    )
    found = findings(repository, {"roadmap.yaml": roadmap, "org.yaml": ada})

    assert found["ownership/approver-is-not-owner"] == ["every approver of this item is also its owner: Ada Example"]
