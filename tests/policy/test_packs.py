"""A pack loads whole or not at all, and its digest is that of its files."""

from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.policy.pack_reading import digest
from roadmap_guard.policy.packs import is_recommended, read_pack
from support.policies import NAME, PACK, RULE, changed, faults_of, files, load, source

OTHER = changed(RULE, "id: target-floor", "id: other")


def test_a_pack_has_its_rules_in_the_order_of_their_names() -> None:
    pack = read_pack(source({**files(), "rules/other.yaml": OTHER.encode()}))
    assert (pack.name, pack.version, pack.title, pack.origin) == ("acme", "1.0.0", "What Acme asks for", "repository")
    assert [rule.id for rule in pack.rules] == ["acme/other", "acme/target-floor"]


def test_the_mistakes_of_all_files_are_told_at_once() -> None:
    broken = {
        "pack.yaml": changed(PACK, '"1.0.0"', '"1.0"').encode(),
        NAME: changed(RULE, "level: error", "level: fatal").encode(),
        "rules/other.yaml": changed(OTHER, "kind: SLO, fields", "kind: SLA, fields").encode(),
        "rules/third.yml": b"",
    }
    assert [fault.split(" (")[0] for fault in faults_of(lambda: read_pack(source(broken)))] == [
        "policies/pack.yaml:1:1: the pack calls itself acme@1.0 and lies in acme/1.0.0",
        'policies/pack.yaml:5:12: "1.0" is not a version',
        'policies/rules/other.yaml:10:17: unknown kind "SLA"',
        'policies/rules/target-floor.yaml:9:10: spec.level is "fatal"',
        "policies/rules/third.yml:1:1: this file is no part of a pack",
    ]


def test_a_version_is_three_whole_numbers() -> None:
    for version in ("1", "1.0", "v1.0.0", "1.0.0-rc.1", "01.0.0", "1.0.0.0"):
        wrong = changed(PACK, '"1.0.0"', f'"{version}"')
        assert f'policies/pack.yaml:5:12: "{version}" is not a version (three whole numbers: "1.2.0")' in faults_of(
            lambda wrong=wrong: load(pack=wrong)
        )


def test_a_version_that_yaml_takes_for_a_number_must_be_quoted() -> None:
    wrong = changed(PACK, '"1.0.0"', "1.0")
    assert (
        'policies/pack.yaml:5:12: metadata.version is "1.0", a number, it must be text (put it in quotes: "1.0")'
        in faults_of(lambda: load(pack=wrong))
    )


def test_the_head_must_agree_with_the_folders() -> None:
    assert faults_of(lambda: read_pack(source(files(), name="acme", version="1.1.0"))) == [
        (
            "policies/pack.yaml:1:1: the pack calls itself acme@1.0.0 and lies in acme/1.1.0 "
            "(make the folders and the file agree)"
        )
    ]


def test_a_pack_without_a_head_does_not_load() -> None:
    assert "policies/pack.yaml:1:1: the file holds no document (Delete the file, or fill it.)" in faults_of(
        lambda: read_pack(source({NAME: RULE.encode()}))
    )


def test_a_pack_without_rules_does_not_load() -> None:
    assert faults_of(lambda: read_pack(source({"pack.yaml": PACK.encode()}))) == [
        "policies/pack.yaml:1:1: the pack has no rules (write one under rules/<id>.yaml)"
    ]


def test_a_rule_with_another_ending_or_place_is_not_left_out_without_a_word() -> None:
    for name in ("rules/x.yml", "rules/deep/x.yaml", "x.yaml", "rules/README.md", "rules/x.yaml.bak"):
        assert faults_of(lambda name=name: read_pack(source({**files(), name: RULE.encode()})))[-1:] == [
            (
                f"policies/{name}:1:1: this file is no part of a pack "
                "(a pack holds pack.yaml, rules/<id>.yaml, tests/ and README.md, CHANGELOG.md and LICENSE)"
            )
        ]


def test_a_readme_and_tests_may_lie_beside_the_rules() -> None:
    assert read_pack(source({**files(), "README.md": b"# Acme", "tests/slo.yaml": b"{"})).rules


def test_an_id_is_never_used_twice_not_even_a_former_one() -> None:
    renamed = changed(OTHER, "  controls:", "  aliases: [target-floor]\n  controls:")
    assert faults_of(lambda: read_pack(source({**files(), "rules/other.yaml": renamed.encode()}))) == [
        (
            'policies/rules/target-floor.yaml:1:1: "acme/target-floor" is an id or alias of acme/other already '
            "(an id is never used for a second rule)"
        )
    ]


def test_a_pack_says_whether_it_applies_by_default() -> None:
    assert is_recommended(source(files()))
    assert not is_recommended(source(files(pack=changed(PACK, "recommended: true", "recommended: false"))))


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=5)
FILES = st.dictionaries(NAMES, st.binary(max_size=5), max_size=4)


@given(FILES, FILES)
def test_packs_have_the_same_digest_only_if_their_files_are_the_same(
    one: dict[str, bytes], other: dict[str, bytes]
) -> None:
    assert (digest(one) == digest(other)) == (one == other)


def test_a_digest_does_not_depend_on_the_order_of_reading() -> None:
    content = {"b": b"1", "a": b"2", "é": b"3"}
    assert digest(content) == digest(dict(reversed(content.items())))
    assert digest(content).startswith("sha256:")
