"""`roadmap-guard-gitlab`, built and installed by pip and used from the command line."""

import json

CONFIG = """\
apiVersion: roadmap-guard.dev/v1
kind: Config
spec:
  plugins: [roadmap-guard-gitlab==1.0.0]
  packs: [reliability@1]
"""

SLO = """\
version: prometheus/v1
service: checkout
slos:
  - name: availability
    objective: 100
    labels: {owner: payments}
    sli: {events: {error_query: a, total_query: b}}
    alerting: {name: CheckoutErrors, annotations: {runbook: https://runbooks.example.com/checkout}}
"""


def test_findings_and_metrics_are_written_for_gitlab(repository, installed):
    repository.write({"roadmap-guard.yaml": CONFIG, "slo/checkout.yaml": SLO})

    run = installed(
        "check",
        "--format=gitlab-codequality=quality.json",
        "--format=plain",
        ROADMAP_GUARD_GITLAB_METRICS=str(repository.root / "metrics.txt"),
    )

    assert run.code == 1
    [entry] = json.loads((repository.root / "quality.json").read_text())
    assert entry["check_name"] == "reliability/slo-target-below-one"
    assert entry["location"] == {"path": "slo/checkout.yaml", "lines": {"begin": 5}}
    assert 'roadmap_guard_findings{level="error"} 1\n' in (repository.root / "metrics.txt").read_text()


def test_fingerprint_stays_when_lines_move(repository, installed):
    repository.write({"roadmap-guard.yaml": CONFIG, "slo/checkout.yaml": SLO})
    before = json.loads(installed("check", "--format", "gitlab-codequality").out)
    repository.write({"slo/checkout.yaml": f"# one\n# two\n{SLO}"})
    after = json.loads(installed("check", "--format", "gitlab-codequality").out)

    assert [entry["location"]["lines"]["begin"] for entry in before + after] == [5, 7]
    assert len({entry["fingerprint"] for entry in before + after}) == 1


def test_clean_repository_gives_an_empty_array_and_no_metrics_without_a_name_for_them(repository, installed):
    repository.write({"roadmap-guard.yaml": CONFIG})

    run = installed("check", "--format", "gitlab-codequality")

    assert (run.code, run.out) == (0, "[]\n")
    assert not (repository.root / "metrics.txt").exists()


def test_metrics_that_cannot_be_written_end_the_run_with_2_and_the_plugins_name(repository, installed, tmp_path):
    repository.write({"roadmap-guard.yaml": CONFIG})
    repository.link("metrics.txt", str(tmp_path / "elsewhere"))

    run = installed("check", ROADMAP_GUARD_GITLAB_METRICS="metrics.txt")

    assert run.code == 2
    assert "plugin roadmap-guard-gitlab==1.0.0" in run.err
    assert "metrics.txt is a symbolic link" in run.err
    assert not (tmp_path / "elsewhere").exists()
