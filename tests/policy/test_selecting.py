"""Which packs judge: those the configuration pins, or the recommended ones; and all of the repository's own."""

from roadmap_guard.model.rule import Pack
from roadmap_guard.model.span import FILE_START
from roadmap_guard.policy.config import Config, read_config
from roadmap_guard.policy.faults import Fault
from roadmap_guard.policy.packs import Files, PackSource
from roadmap_guard.policy.selecting import Selected, select
from support.policies import PACK, RULE, changed, faults_of, files


def pack(
    name: str, version: str = "1.0.0", *, recommended: bool = True, rule: str = RULE, index: str = ""
) -> PackSource:
    head = changed(changed(PACK, "name: acme", f"name: {name}"), "1.0.0", version)
    head = changed(head, "recommended: true", f"recommended: {str(recommended).lower()}")
    return PackSource(name, version, f"{name}/{version}", "test", lambda: files(rule, head), index)


GIVEN = [pack("alpha"), pack("alpha", "1.1.0"), pack("alpha", "2.0.0"), pack("beta", recommended=False)]


def sound(_pack: Pack, _files: Files) -> list[Fault]:
    return []


def config(spec: str) -> Config:
    return read_config("roadmap-guard.yaml", f"apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {spec}\n".encode())


def chosen(selected: Selected) -> list[str]:
    return [f"{pack.name}@{pack.version}" for pack in selected.packs]


def test_without_a_configuration_the_recommended_packs_apply() -> None:
    selected = select(Config(), GIVEN, [], sound)
    assert chosen(selected) == ["alpha@2.0.0"]
    assert [rule.id for rule in selected.rules] == ["alpha/target-floor"]


def test_pinned_packs_apply_and_no_others() -> None:
    assert chosen(select(config("{packs: [beta, alpha@1]}"), GIVEN, [], sound)) == ["beta@1.0.0", "alpha@1.1.0"]
    assert chosen(select(config("{packs: []}"), GIVEN, [], sound)) == []


def test_packs_of_the_repository_apply_beside_them_in_their_highest_version() -> None:
    own = [pack("own", "1.0.0", recommended=False), pack("own", "1.10.0", recommended=False)]
    assert chosen(select(Config(), GIVEN, own, sound)) == ["alpha@2.0.0", "own@1.10.0"]
    assert chosen(select(config("{packs: [own@1.0]}"), GIVEN, own, sound)) == ["own@1.0.0"]


def test_a_pack_of_the_repository_does_not_pass_for_a_given_one() -> None:
    assert faults_of(lambda: select(Config(), GIVEN, [pack("alpha", "9.0.0")], sound)) == [
        "alpha/9.0.0/pack.yaml:1:1: alpha is the name of a pack of test (choose another name)"
    ]


def test_a_pin_that_means_nothing_is_told_at_its_place() -> None:
    assert faults_of(lambda: select(config("{packs: [alpa]}"), GIVEN, [], sound)) == [
        'roadmap-guard.yaml:3:16: there is no pack "alpa" (did you mean "alpha"?) (the packs are alpha and beta)'
    ]


def test_the_mistakes_of_all_packs_are_told_at_once() -> None:
    broken = [pack(name, rule=changed(RULE, "level: error", "level: bad")) for name in ("one", "two")]
    assert len(faults_of(lambda: select(Config(), [*GIVEN, *broken], [], sound))) == 2


def test_packs_that_are_not_shipped_are_checked_and_shipped_ones_are_not() -> None:
    asked = []

    def check(pack: Pack, files: Files) -> list[Fault]:
        asked.append(pack.name)
        return [Fault(f"{pack.name}/rules/x.yaml", FILE_START, "unsound")]

    given = [pack("shipped", index="no/such/index.json"), pack("plugin")]
    assert faults_of(lambda: select(Config(), given, [pack("own")], check)) == [
        "own/rules/x.yaml:1:1: unsound",
        "plugin/rules/x.yaml:1:1: unsound",
    ]
    assert asked == ["plugin", "own"]


def test_rules_are_tuned_and_packs_stay_as_published() -> None:
    selected = select(config("{rules: {alpha/target-floor: {level: note}}}"), GIVEN, [], sound)
    assert [rule.level for rule in selected.rules] == ["note"]
    assert [rule.level for pack in selected.packs for rule in pack.rules] == ["error"]
    assert [tuple(tuning) for tuning in selected.tunings] == [("alpha/target-floor", "level error -> note")]
