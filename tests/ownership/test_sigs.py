from roadmap_guard.ownership import sigs

TEXT = b"""\
sigs:
  - dir: sig-node
    leadership:
      chairs: [{github: ada, name: Ada}, {github: grace}]
      tech_leads: [{github: ada}]
  - name: without a folder
committees:
  - dir: committee-steering
    leadership: {}
"""


def test_groups_are_teams_and_their_leads_persons():
    registry = sigs.read({"sigs.yaml": TEXT})

    assert registry.names == dict.fromkeys(["sig-node", "ada", "grace", "committee-steering"], "sigs.yaml")
    assert registry.identities["sig-node"] == ("team", (), ("ada", "grace"), False)
    assert registry.identities["ada"].type == "person"
    assert registry.owners_of("sig-node/x") is None


def test_file_of_another_kind_lists_nobody():
    assert not sigs.read({"sigs.yaml": b"signals: [INT]\n"}).lists


def test_file_that_cannot_be_read_is_a_warning():
    registry = sigs.read({"sigs.yaml": b"sigs: [\n"})

    assert [problem.level for problem in registry.problems] == ["warning"]
