"""Control catalogues are strict, and are read only when somebody asks."""

import pytest

from roadmap_guard.model.report import Control
from roadmap_guard.policy.catalogues import read_catalogues
from roadmap_guard.policy.controls import Controls
from support.policies import changed, faults_of

CATALOGUE = """\
apiVersion: roadmap-guard.dev/v1
kind: ControlCatalogue
metadata:
  name: acme
  title: Acme's own controls
  edition: "2026"
  source: https://example.com/controls
  status: verified
  checkedOn: 2026-11-20
spec:
  controls:
    - {clause: A.1, title: Targets are met}
    - {clause: A.2, title: Owners are named, url: "https://example.com/a2", appliesFrom: 2027-01-01, status: unverified}
"""


def read(text: str, name: str = "acme.yaml") -> dict[str, Control]:
    return read_catalogues("policies/controls", {name: text.encode()})


def test_controls_have_the_standard_s_values_where_they_have_none_of_their_own() -> None:
    assert read(CATALOGUE) == {
        "acme:A.1": Control(
            "acme:A.1",
            "Acme's own controls",
            "2026",
            "A.1",
            "Targets are met",
            "https://example.com/controls",
            "verified",
        ),
        "acme:A.2": Control(
            "acme:A.2",
            "Acme's own controls",
            "2026",
            "A.2",
            "Owners are named",
            "https://example.com/a2",
            "unverified",
            "2027-01-01",
        ),
    }


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("status: verified", "status: checked", '8:11: metadata.status is "checked" (use verified or unverified)'),
        (
            "name: acme",
            "name: acne",
            '4:9: catalogue "acne" differs from its file\'s name (rename the file to acne.yaml)',
        ),
        ("clause: A.2", "clause: A.1", '13:16: "acme:A.1" is there twice (keep one of them)'),
        (
            "clause: A.2",
            "clause: 5.10",
            '13:16: spec.controls[1].clause is "5.10", a number, it must be text (put it in quotes: "5.10")',
        ),
        (
            "appliesFrom: 2027-01-01",
            "appliesFrom: 2027-13-01",
            '13:90: "2027-13-01" is not a date (write it as 2026-11-20)',
        ),
        ("title: Targets are met", "titel: Targets are met", '12:7: "title" is missing in spec.controls[0] (add it)'),
    ],
)
def test_a_mistake_is_told_with_its_place(old: str, new: str, fault: str) -> None:
    assert f"policies/controls/acme.yaml:{fault}" in faults_of(lambda: read(changed(CATALOGUE, old, new)))


def test_the_shipped_controls_are_there_by_id() -> None:
    controls = Controls()
    assert controls["soc2:A1.1"].standard
    assert "soc2:none" not in controls
    assert len(controls) == len(list(controls))
