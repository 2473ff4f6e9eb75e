"""`roadmap-guard-feature-flags`, built and installed by pip and used from the command line."""

CONFIG = """\
apiVersion: roadmap-guard.dev/v1
kind: Config
spec:
  plugins: [roadmap-guard-feature-flags==1.0.0]
  packs: [feature-flags@1]
"""

FLAGS = """\
checkout-redesign:
  variations: {old: false, new: true}
  defaultRule:
    progressiveRollout:
      initial: {variation: old, percentage: 40, date: 2027-01-10T09:00:00Z}
      end: {variation: new, percentage: 20, date: 2027-01-04T09:00:00Z}
  metadata:
    owner: payments
    expires: 2026-10-01
ledger-v2:
  variations: {old: false, new: true}
  defaultRule:
    percentage:
      old: 50
      new: 10
  metadata: {owner: TBD, permanent: true, reason: switches the ledger off in an emergency}
"""

FLAGD = """\
{
  "$schema": "https://flagd.dev/schema/v0/flags.json",
  "metadata": {"owner": "search"},
  "flags": {
    "ranking": {
      "state": "ENABLED",
      "variants": {"on": true, "off": false},
      "defaultVariant": "off",
      "targeting": {"fractional": [{"var": "email"}, ["on", 0], ["off", 0]]},
      "metadata": {"expires": "2030-01-01", "roadmapItem": "RM-2"}
    }
  }
}
"""

ROADMAP = """\
apiVersion: roadmap-guard.dev/v1
kind: Roadmap
metadata: {name: platform}
spec:
  items: [{id: RM-1, title: Ranking}]
"""

FILES = {"roadmap-guard.yaml": CONFIG, "flags.yaml": FLAGS, "search.json": FLAGD, "roadmap.yaml": ROADMAP}


def test_every_part_of_the_plugin_judges_real_flag_files(repository, installed):
    repository.write(FILES)

    run = installed("check", "--format", "json", "--as-of", "2026-11-20")

    assert run.code == 1
    assert run.rules == [
        "flags.yaml:6:41 feature-flags/rollout-goes-one-way",
        "flags.yaml:6:51 feature-flags/rollout-goes-one-way",
        "flags.yaml:9:14 feature-flags/expired-flag-is-removed",
        "flags.yaml:14:12 feature-flags/split-adds-up",
        "flags.yaml:16:21 feature-flags/flag-has-owner",
        "search.json:9:54 feature-flags/split-adds-up",
        "search.json:10:31 feature-flags/expiry-within-horizon",
        "search.json:10:60 feature-flags/roadmap-item-exists",
    ]
    assert run.report["policy"]["plugins"] == ["roadmap-guard-feature-flags==1.0.0"]


def test_plugin_that_is_installed_reads_nothing_until_it_is_named(repository, installed):
    repository.write({**FILES, "roadmap-guard.yaml": CONFIG.partition("  plugins")[0] + "  failOn: note\n"})

    run = installed("check", "--format", "json", "--as-of", "2026-11-20")

    assert "FeatureFlag" not in run.report["summary"]["resources"]


def test_other_version_of_the_plugin_is_refused(repository, installed):
    repository.write({**FILES, "roadmap-guard.yaml": CONFIG.replace("1.0.0", "1.0.1")})

    run = installed("check")

    assert run.code == 2
    assert "plugin roadmap-guard-feature-flags is installed in version 1.0.0" in run.err


def test_rule_of_the_plugin_is_explained(repository, installed):
    repository.write(FILES)

    run = installed("explain", "feature-flags/split-adds-up")

    assert run.code == 0
    assert "The percentages of a split make 100" in run.out


def test_examples_of_the_pack_run_with_the_function_and_the_check_of_the_plugin(repository, installed):
    repository.write(FILES)

    run = installed("policy", "test")

    assert run.code == 0
    assert "examples of 11 rules came out as they say" in run.out


def test_built_in_rules_about_flags_hold_for_the_dialects_of_the_plugin(repository, installed):
    repository.write({**FILES, "roadmap-guard.yaml": CONFIG.replace("feature-flags@1", "rollback@1")})

    run = installed("check", "--format", "json", "--as-of", "2026-11-20")

    assert "flags.yaml:9:14 rollback/flag-not-expired" in run.rules


def test_settings_that_the_pack_shows_for_tuning_are_valid(repository, installed):
    settings = """\
  rules:
    feature-flags/expired-flag-is-removed: {params: {graceDays: 0}}
    feature-flags/expiry-within-horizon: {params: {horizonDays: 180}}
    feature-flags/split-adds-up: {level: error}
"""
    repository.write({**FILES, "roadmap-guard.yaml": CONFIG + settings})

    run = installed("check", "--format", "json", "--as-of", "2026-11-20")

    assert [item["rule"] for item in run.report["policy"]["tunings"]] == [
        "feature-flags/expired-flag-is-removed",
        "feature-flags/expiry-within-horizon",
        "feature-flags/split-adds-up",
    ]
