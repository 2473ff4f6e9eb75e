import pytest

from roadmap_guard.policy.changes import change
from support.policies import slo

OLD = slo(target=0.999)


@pytest.mark.parametrize(
    ("new", "kind", "fields"),
    [
        (OLD, "unchanged", ()),
        (OLD._replace(path="other.yaml"), "moved", ()),
        (slo(target=0.99), "modified", ("target",)),
        (slo(target=0.99)._replace(path="other.yaml"), "modified", ("target",)),
        (OLD._replace(format="other"), "modified", ()),
        (OLD._replace(id="a/c"), "modified", ()),
        (OLD._replace(unsaid={"owners": "placeholder"}), "modified", ("owners",)),
        (None, "removed", ("target",)),
    ],
)
def test_what_became_of_a_resource(new, kind, fields):
    found = change(OLD, new)

    assert (found.type, found.fields) == (kind, fields)


def test_a_new_resource_was_added_with_all_its_fields():
    found = change(None, OLD)

    assert (found.type, found.fields, found.old) == ("added", ("target",), None)


def test_expressions_see_what_was_and_what_is():
    seen = change(OLD, slo(target=0.99), ("roadmap-guard.yaml",)).variables(slo(target=0.99))

    assert seen == {
        "object": {"id": "a/b", "target": 0.99},
        "oldObject": {"id": "a/b", "target": 0.999},
        "change": {
            "type": "modified",
            "fields": ["target"],
            "oldId": "a/b",
            "oldPath": "SLO.yaml",
            "policies": ["roadmap-guard.yaml"],
        },
    }


def test_of_what_was_removed_there_is_no_object_and_of_what_was_added_no_old_one():
    assert change(OLD, None).variables(OLD)["object"] == {}
    assert change(None, OLD).variables(OLD)["oldObject"] == {}


def test_a_path_of_any_bytes_is_shown():
    seen = change(OLD._replace(path="caf\udce9.yaml"), OLD).variables(OLD)

    assert seen["change"]["oldPath"] == "caf\\udce9.yaml"
