from roadmap_guard.kinds import schema
from roadmap_guard.policy.differences import differences
from roadmap_guard.policy.timelines import Moment, Turn, history, slip_days, slips

VERSIONS = [
    ("2026-01-10", {"target": "2026-Q1", "owners": ["a"]}),
    ("2026-02-01", {"target": "2026-Q2", "owners": ["a"]}),
    ("2026-07-01", {"target": "2026-Q3", "owners": ["b"]}),
    ("2026-07-02", {"target": "2026-Q2", "owners": ["b"]}),
    ("2026-07-03", {"owners": ["b"]}),
]


def turns(versions):
    before = None
    for number, (date, fields) in enumerate(versions):
        yield Turn(Moment(date, str(number), "A"), differences(before, fields) if before else ())
        before = fields


def made(versions=VERSIONS):
    return history("RoadmapItem", turns(versions))


def test_every_field_of_the_kind_has_a_list_of_its_changes():
    found = made()

    assert set(found) == {*schema("RoadmapItem")["properties"], "firstSeen", "lastChanged"}
    assert found["status"] == []
    assert found["owners"] == [
        {"field": "owners", "from": ["a"], "to": ["b"], "date": "2026-07-01", "commit": "2", "author": "A",
         "direction": "changed", "days": 0, "missed": False}
    ]  # fmt: skip


def test_a_change_tells_its_direction_its_days_and_whether_the_old_time_was_over():
    told = [(turn["direction"], turn["days"], turn["missed"]) for turn in made()["target"]]

    assert told == [("later", 91, False), ("later", 92, True), ("earlier", -92, False), ("removed", 0, True)]


def test_first_and_last_date_are_those_of_what_it_says():
    assert (made()["firstSeen"], made()["lastChanged"]) == ("2026-01-10", "2026-07-03")
    assert made(VERSIONS[:1])["lastChanged"] == "2026-01-10"
    assert made([])["firstSeen"] == ""


def test_slips_are_counted_and_their_days_summed():
    assert slips(made(), "target") == 2
    assert slip_days(made(), "target") == 183


def test_several_dates_that_slip_in_one_commit_are_one_slip():
    stages = [
        ("2026-01-01", {"stageTargets": {"alpha": "2026-02-01", "beta": "2026-03-01"}}),
        ("2026-01-02", {"stageTargets": {"alpha": "2026-02-03", "beta": "2026-03-11"}}),
        ("2026-01-03", {"stageTargets": {"alpha": "2026-02-03", "beta": "2026-03-12"}}),
    ]

    assert slips(made(stages), "stageTargets") == 2
    assert slip_days(made(stages), "stageTargets") == 11
    assert slips(made(stages), "stageTargets.alpha") == 1
    assert slips(made(stages), "stage") == 0


def test_later_releases_are_slips_without_days():
    found = made([("2026-01-01", {"target": "v1.9"}), ("2026-01-02", {"target": "v1.10"})])

    assert (slips(found, "target"), slip_days(found, "target")) == (1, 0)
