"""The configuration is strict: what it says is what happens, or it does not load."""

import pytest

from roadmap_guard.documents.limits import LIMITS
from roadmap_guard.policy.config import Config, read_config
from support.policies import faults_of

HEAD = "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec:\n"
FULL = (
    HEAD
    + """\
  packs: [reliability@1, acme@1.2.0, other]
  policies: [./policies/, more]
  scope: {include: [slo/, "*.md"], exclude: [slo/old/]}
  formats: [{format: mine}]
  plugins: [roadmap-guard-acme==1.2.0]
  rules:
    reliability/slo-target-meets-tier:
      level: warning
      params: {floors: {tier-1: 0.999}}
    acme/old: {enabled: false}
  failOn: warning
  limits: {depth: 100}
  owners: [team-a]
"""
)


def read(text: str) -> Config:
    return read_config("roadmap-guard.yaml", text.encode())


def faults(spec: str) -> list[str]:
    return [fault.removeprefix("roadmap-guard.yaml:") for fault in faults_of(lambda: read(f"{HEAD}  {spec}\n"))]


def test_a_configuration_is_read_whole() -> None:
    config = read(FULL)
    assert [pin.text for pin in config.packs or ()] == ["reliability@1", "acme@1.2.0", "other"]
    assert [folder.path for folder in config.policies] == ["policies", "more"]
    assert (config.scope.include, config.scope.exclude) == (("slo/", "*.md"), ("slo/old/",))
    assert config.plugins == ("roadmap-guard-acme==1.2.0",)
    assert [(rule.rule, rule.level, rule.enabled, rule.params) for rule in config.rules] == [
        ("reliability/slo-target-meets-tier", "warning", True, {"floors": {"tier-1": 0.999}}),
        ("acme/old", None, False, {}),
    ]
    assert config.fail_on == "warning"
    assert config.limits == LIMITS._replace(depth=100)
    assert config.owners == ("team-a",)
    assert len(config.formats) == 1
    assert config.digest.startswith("sha256:")


def test_an_empty_configuration_is_the_one_without_a_file() -> None:
    config = read(HEAD.rstrip("\n") + " {}\n")
    assert config._replace(path="", digest="", scope=Config().scope) == Config()
    assert config.packs is None


def test_a_list_of_no_packs_is_not_the_same_as_no_list() -> None:
    assert read(HEAD + "  packs: []\n").packs == ()


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (
            "pack: []",
            (
                '4:3: unknown key "pack" in spec (did you mean "packs"?) (the keys here are packs, policies, scope, formats, '
                "plugins, rules, failOn, limits, owners and approvers)"
            ),
        ),
        (
            "packs: [reliability@x]",
            '4:11: "reliability@x" does not pin a pack (write reliability@1, reliability@1.2 or reliability@1.2.0)',
        ),
        (
            "packs: [Reliability]",
            '4:11: "Reliability" does not pin a pack (write reliability@1, reliability@1.2 or reliability@1.2.0)',
        ),
        ("packs: reliability", '4:10: spec.packs is "reliability", text, it must be a list'),
        (
            "policies: [../shared]",
            '4:14: "../shared" is no folder of the repository (name it from the repository\'s root: policies)',
        ),
        (
            "policies: [/etc]",
            '4:14: "/etc" is no folder of the repository (name it from the repository\'s root: policies)',
        ),
        ("policies: [./]", '4:14: "./" is no folder of the repository (name it from the repository\'s root: policies)'),
        (
            "scope: {exclud: [a]}",
            '4:11: unknown key "exclud" in spec.scope (did you mean "exclude"?) (the keys here are include and exclude)',
        ),
        (
            "scope: {include: []}",
            "4:20: scope.include is empty (name a pattern, or remove the key: without it everything is in scope)",
        ),
        ('scope: {exclude: ["!"]}', '4:21: "!" is not a pattern (write it as in .gitignore: docs/, *.md)'),
        ("plugins: [acme]", '4:13: "acme" does not pin a plugin (write name==version)'),
        ("plugins: [acme>=1.0]", '4:13: "acme>=1.0" does not pin a plugin (write name==version)'),
        ("plugins: [acme==]", '4:13: "acme==" does not pin a plugin (write name==version)'),
        (
            "rules: {a/b: {levle: note}}",
            '4:17: unknown key "levle" in spec.rules.a/b (did you mean "level"?) (the keys here are level, enabled, params and waivable)',
        ),
        (
            "rules: {a/b: {level: warn}}",
            '4:24: spec.rules.a/b.level is "warn" (did you mean "warning"?) (use error, warning or note)',
        ),
        ("rules: {a/b: {enabled: 0}}", '4:26: spec.rules.a/b.enabled is "0", a whole number, it must be true or false'),
        ("rules: {a/b: off}", "4:16: 'off' is false to YAML 1.1 readers"),
        ("rules: [a/b]", "4:10: spec.rules is a list, it must be a mapping"),
        ("failOn: never", '4:11: spec.failOn is "never" (use error, warning or note)'),
        ("limits: {dpth: 3}", "4:18: there is no limit `dpth`; did you mean `depth`?"),
        ("limits: {depth: 1000}", "4:19: limit `depth` is 1000; it must lie between 1 and 200"),
        ("limits: {depth: '9'}", "4:19: limit `depth` must be a whole number, not '9'"),
        ("owners: [1]", '4:12: spec.owners[0] is "1", a whole number, it must be text (put it in quotes: "1")'),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_way_out(spec: str, expected: str) -> None:
    found = faults(spec)
    assert any(fault.startswith(expected) for fault in found), found


def test_every_wrong_limit_is_told_not_just_the_first() -> None:
    assert [fault.split(":")[1] for fault in faults("limits: {depth: 0, nodes: 0}")] == ["19", "29"]


def test_all_mistakes_are_told_at_once() -> None:
    assert [fault.split(":")[0] for fault in faults("packs: [X]\n  failOn: never\n  owners: [1]")] == ["4", "5", "6"]


def test_a_file_of_another_kind_is_no_configuration() -> None:
    assert faults_of(lambda: read("apiVersion: roadmap-guard.dev/v1\nkind: Rule\nspec: {}\n")) == [
        'roadmap-guard.yaml:2:7: kind is "Rule" (write Config)'
    ]


def test_an_empty_file_is_no_configuration() -> None:
    assert faults_of(lambda: read("")) == [
        "roadmap-guard.yaml:1:1: the file holds no document (Delete the file, or fill it.)"
    ]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("slo/a.yaml", ""),
        ("deep/README.md", ""),
        ("other/a.yaml", "no pattern of scope.include matches it"),
        ("slo/old/a.yaml", "a pattern of scope.exclude matches it"),
    ],
)
def test_a_path_is_in_scope_or_it_is_said_why_not(path: str, reason: str) -> None:
    assert read(FULL).out_of_scope(path) == reason


def test_without_a_scope_everything_is_in_it() -> None:
    assert Config().out_of_scope("any/where.yaml") == ""
