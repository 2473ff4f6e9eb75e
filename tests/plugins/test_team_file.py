"""`roadmap-guard-team-file`, built and installed by pip and used from the command line."""

CONFIG = """\
apiVersion: roadmap-guard.dev/v1
kind: Config
spec:
  plugins: [roadmap-guard-team-file==1.0.0]
  packs: [ownership@1]
"""

TEAMS = """\
teams:
  - name: paymnets
    members: ["@ada"]
    contact: "#payments"
    escalation: payments-primary
"""


def rules(run):
    return [rule for rule in run.rules if "known" in rule or "input" in rule]


def test_owner_that_the_team_file_lacks_is_unknown_and_the_nearest_is_named(repository, installed):
    repository.write({"roadmap-guard.yaml": CONFIG, "teams.yaml": TEAMS})

    run = installed("check", "--format", "json")

    assert rules(run) == ["slo/checkout.yaml:7:21 ownership/slo-owner-is-known"]
    assert "did you mean paymnets?" in run.report["findings"][0]["message"]


def test_owner_that_is_a_team_or_a_member_is_known(repository, installed):
    repository.write({"roadmap-guard.yaml": CONFIG, "teams.yaml": TEAMS.replace("paymnets", "payments")})

    assert rules(installed("check", "--format", "json")) == []


def test_team_that_nobody_can_reach_is_told(repository, installed):
    teams = TEAMS.replace("paymnets", "payments").replace("payments-primary", "")
    repository.write({"roadmap-guard.yaml": CONFIG, "teams.yaml": teams})

    run = installed("check", "--format", "json")

    assert rules(run) == ["teams.yaml:2:11 input/team-file"]


def test_team_file_that_cannot_be_read_is_told_once(repository, installed):
    repository.write({"roadmap-guard.yaml": CONFIG, "teams.yaml": f"{TEAMS}  - [\n"})

    run = installed("check", "--format", "json")

    assert [rule.split()[1] for rule in rules(run)] == ["ownership/slo-owner-is-known", "input/syntax"]
