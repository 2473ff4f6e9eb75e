from roadmap_guard.formats.joining import beside, duplicates, join, reaches
from support.formats import read

KEP = "title: Quick\nkep-number: {number}\nowning-sig: sig-shop\nstatus: implementable\n"
APPROVAL = "kep-number: {number}\nalpha: {approver: '@dennis'}\nbeta: {approver: TBD}\n"
MODELS = """
apiVersion: roadmap-guard.dev/v1
kind: ModelGovernance
spec:
  models: [{id: score}, {id: m-2, name: tone}]
  audits: [{model: score, date: 2026-01-05}]
"""
AUDIT = "apiVersion: roadmap-guard.dev/v1\nkind: FairnessAudit\nmetadata: {name: audit-9}\nspec: {model: MODEL, date: 2026-06-01, outcome: pass}\n"
ROLLBACK = """
format: back
recognise: {path: rollbackOf, exists: true}
resources:
  - extends: {kind: ModelCard, into: rollback, key: "{rollbackOf}"}
    fields: {owner: owner, procedure: how}
"""


def kep(number, path="keps/sig-shop/1-quick/kep.yaml"):
    return read(KEP.replace("{number}", number), path).resources


def approval(number, path="keps/prod-readiness/sig-shop/1.yaml"):
    return read(APPROVAL.replace("{number}", number), path).fragments


def test_fragment_joins_its_resource_with_positions_in_its_own_file():
    (resource,), problems = join(kep("1234"), approval("1234"))

    assert problems == ()
    assert resource.fields["approvals"][0] == {"role": "production-readiness", "by": "@dennis", "stage": "alpha"}
    path, span = resource.locate("approvals[0].by")
    assert (path, *span[:2]) == ("keps/prod-readiness/sig-shop/1.yaml", 2, 19)
    assert resource.locate("approvals")[0] == "keps/prod-readiness/sig-shop/1.yaml"
    assert resource.locate("title")[0] == "keps/sig-shop/1-quick/kep.yaml"
    assert resource.placeholders == ("approvals[1].by",)


def test_number_is_the_same_with_and_without_leading_zeros():
    (resource,), problems = join(kep("752"), approval("0752"))

    assert len(resource.fields["approvals"]) == 2
    assert problems == ()


def test_fragment_of_no_resource_is_told_with_the_nearest_name():
    resources, problems = join(kep("1234"), approval("1235"))

    assert resources == kep("1234")
    assert {(problem.code, problem.level, problem.refuses) for problem in problems} == {("orphan", "warning", False)}
    assert problems[0].message == "This belongs to RoadmapItem `1235`, which is not here. Did you mean `1234`?"


def test_fragment_joins_only_the_formats_that_it_names():
    native = read("apiVersion: roadmap-guard.dev/v1\nkind: Roadmap\nspec: {items: [{id: '1234'}]}").resources
    (resource,), problems = join(native, approval("1234"))

    assert "approvals" not in resource.fields
    assert len(problems) == 2


def test_resource_is_found_by_id_first_and_by_name_then():
    found = read(MODELS, "models.yaml")
    sidecars = [read(AUDIT.replace("MODEL", model), f"{model}.audit.yaml").fragments for model in ("score", "tone")]
    (score, tone), problems = join(found.resources, (*found.fragments, *sidecars[0], *sidecars[1]))

    assert problems == ()
    assert [audit["date"] for audit in score.fields["fairnessAudits"]] == ["2026-01-05", "2026-06-01"]
    assert score.locate("fairnessAudits[0].date")[0] == "models.yaml"
    assert score.locate("fairnessAudits[1].date")[0] == "score.audit.yaml"
    assert score.locate("fairnessAudits")[0] == "models.yaml"
    assert tone.fields["fairnessAudits"][0]["id"] == "audit-9"
    assert tone.homes["fairnessAudits"] == "tone.audit.yaml"


def test_resources_that_share_a_name_all_get_the_values():
    resources, _ = join((*kep("7"), *kep("7", "keps/sig-web/7-other/kep.yaml")), approval("7"))

    assert [len(resource.fields["approvals"]) for resource in resources] == [2, 2]


def test_object_field_is_filled_in():
    from support.formats import load

    formats = load(ROLLBACK)
    card = "apiVersion: roadmap-guard.dev/v1\nkind: ModelGovernance\nspec: {models: [{id: m, rollback: {owner: ada}}, {id: n}]}"
    cards = read(card, "m.yaml", formats).resources
    fragments = [
        f for name in ("m", "n") for f in read(f"rollbackOf: {name}\nhow: Serve 1.9.", "back.yaml", formats).fragments
    ]
    (m, n), _ = join(cards, fragments)

    assert m.fields["rollback"] == {"owner": "ada", "procedure": "Serve 1.9."}
    assert (m.locate("rollback.owner")[0], m.locate("rollback.procedure")[0]) == ("m.yaml", "back.yaml")
    assert n.locate("rollback")[0] == "back.yaml"


def test_values_joined_in_do_not_touch_the_resource_that_was_read():
    resources = kep("1")
    join(resources, approval("1"))

    assert "approvals" not in resources[0].fields


def test_duplicates_are_grouped_by_kind_and_id():
    resources = (*kep("1"), *kep("2"), *kep("1", "b/kep.yaml"))

    assert [[resource.path for resource in group] for group in duplicates(resources)] == [
        ["keps/sig-shop/1-quick/kep.yaml", "b/kep.yaml"]
    ]


def test_places_beside_are_globs_without_surprises_from_names():
    (resource,) = kep("1", "keps/a[b]/1-x/kep.yaml")

    assert beside(resource, ["keps/prod-readiness/*/{id}.yaml", "{stem}.audit.yaml", "x/{directory}"]) == [
        "keps/prod-readiness/*/1.yaml",
        "keps/a[[]b]/1-x/kep.audit.yaml",
        "x/1-x",
    ]


def test_file_at_the_root_has_its_companions_at_the_root():
    (resource,) = kep("1", "kep.yaml")

    assert beside(resource, ["{stem}.audit.yaml"]) == ["kep.audit.yaml"]


def test_fragment_knows_where_its_resource_may_stand():
    assert reaches(approval("12")[0]) == ["keps/**/12-*/kep.yaml"]


def test_file_beside_a_resource_joins_it_by_their_folder():
    from support.formats import load

    notes = """
format: notes
recognise: {path: rollbackNotes, exists: true}
resources:
  - extends: {kind: RoadmapItem, into: rollback, by: "@folder", key: "{@folder}", beside: [notes.yaml], reaches: [kep.yaml]}
    fields: {procedure: rollbackNotes}
"""
    formats = load(notes)
    keps = (*kep("7"), *kep("7", "keps/sig-web/7-other/kep.yaml"), *kep("7", "kep.yaml"))
    fragments = [
        f
        for path in ("keps/sig-web/7-other/notes.yaml", "notes.yaml", "keps/notes.yaml")
        for f in read("rollbackNotes: Turn it off.", path, formats).fragments
    ]
    resources, problems = join(keps, fragments)

    assert ["rollback" in resource.fields for resource in resources] == [False, True, True]
    assert [problem.path for problem in problems] == ["keps/notes.yaml"]
    assert reaches(fragments[0]) == ["keps/sig-web/7-other/kep.yaml"]
    assert reaches(fragments[1]) == ["kep.yaml"]
