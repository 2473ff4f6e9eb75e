"""Packs are found where they lie, and a pin means the highest version that it allows."""

from pathlib import Path

import pytest

from roadmap_guard.policy.packs import PackSource, read_pack
from roadmap_guard.policy.sources import Pin, available, in_files, in_folder, load, recommended, resolve
from support.policies import NAME, PACK, RULE, changed, faults_of, files

VERSIONS = [
    PackSource(name, version, f"{name}/{version}", "test", dict)
    for name, version in (("acme", "1.2.0"), ("acme", "1.10.0"), ("acme", "2.0.0"), ("other", "0.1.0"))
]


@pytest.mark.parametrize(
    ("pin", "version"),
    [("acme", "2.0.0"), ("acme@1", "1.10.0"), ("acme@1.2", "1.2.0"), ("acme@1.2.0", "1.2.0"), ("other", "0.1.0")],
)
def test_a_pin_means_the_highest_version_that_it_allows(pin: str, version: str) -> None:
    assert [source.version for source in resolve([Pin(pin)], VERSIONS)] == [version]


def test_a_pin_of_version_1_does_not_mean_version_10() -> None:
    ten = [PackSource("acme", "10.0.0", "", "", dict)]
    assert faults_of(lambda: resolve([Pin("acme@1")], ten)) == [
        'packs:1:1: pack acme has no version "1" (the versions are 10.0.0)'
    ]


def test_pins_that_mean_nothing_are_all_told_with_what_there_is() -> None:
    assert faults_of(lambda: resolve([Pin("acne"), Pin("acme@3"), Pin("acme@1.2.1")], VERSIONS)) == [
        'packs:1:1: pack acme has no version "1.2.1" (the versions are 1.2.0, 1.10.0 and 2.0.0)',
        'packs:1:1: pack acme has no version "3" (the versions are 1.2.0, 1.10.0 and 2.0.0)',
        'packs:1:1: there is no pack "acne" (did you mean "acme"?) (the packs are acme and other)',
    ]


def test_one_pack_is_not_pinned_twice() -> None:
    assert faults_of(lambda: resolve([Pin("acme@1"), Pin("acme@2")], VERSIONS)) == [
        "packs:1:1: pack acme is named twice (remove one of the pins)"
    ]


def test_packs_are_found_in_a_folder_of_the_file_system(tmp_path: Path) -> None:
    for version in ("1.0.0", "1.1.0"):
        pack = changed(PACK, "1.0.0", version)
        for name, data in files(pack=pack).items():
            place = tmp_path / "packs" / "acme" / version / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    (tmp_path / "packs" / "acme" / "1.1.0" / ".DS_Store").write_bytes(b"")
    (tmp_path / "packs" / "empty").mkdir()
    found = in_folder(str(tmp_path / "packs"), "plugin acme==1.0.0")
    assert [(source.name, source.version, source.folder) for source in found] == [
        ("acme", "1.0.0", "packs/acme/1.0.0"),
        ("acme", "1.1.0", "packs/acme/1.1.0"),
    ]
    assert [read_pack(source).version for source in found] == ["1.0.0", "1.1.0"]
    assert [source.version for source in recommended(found)] == ["1.1.0"]


def test_a_folder_that_is_not_there_has_no_packs(tmp_path: Path) -> None:
    assert in_folder(str(tmp_path / "none"), "nowhere") == []


def test_packs_are_found_among_the_files_of_a_snapshot() -> None:
    second = changed(changed(PACK, "name: acme", "name: beta"), "1.0.0", "2.0.0")
    content = {f"acme/1.0.0/{name}": data for name, data in files().items()}
    content |= {f"beta/{name}": data for name, data in files(pack=second).items()}
    found = in_files("policies", content, "repository")
    assert [(source.name, source.version, source.folder) for source in found] == [
        ("acme", "1.0.0", "policies/acme/1.0.0"),
        ("beta", "2.0.0", "policies/beta"),
    ]
    assert [read_pack(source).rules[0].path for source in found] == [
        "policies/acme/1.0.0/rules/target-floor.yaml",
        "policies/beta/rules/target-floor.yaml",
    ]


def test_a_pack_may_lie_in_the_folder_itself() -> None:
    (found,) = in_files("policies", files(), "repository")
    assert found.folder == "policies"


def test_a_folder_of_policies_without_a_pack_is_a_mistake() -> None:
    assert faults_of(lambda: in_files("policies", {NAME: RULE.encode()}, "repository")) == [
        "policies:1:1: there is no pack.yaml here or in a folder below (write one, or take the folder out of policies)"
    ]


def test_a_file_beside_the_packs_is_not_left_out_without_a_word() -> None:
    content = {f"acme/{name}": data for name, data in files().items()} | {"slo.yaml": RULE.encode()}
    assert faults_of(lambda: in_files("policies", content, "repository")) == [
        "policies/slo.yaml:1:1: this file is no part of a pack (move it into a pack's folder, or out of here)"
    ]


def test_two_packs_of_one_name_and_version_are_a_mistake() -> None:
    content = {f"{folder}/{name}": data for folder in "ab" for name, data in files().items()}
    assert faults_of(lambda: in_files("policies", content, "repository")) == [
        "policies/b/pack.yaml:1:1: acme@1.0.0 is also in policies/a (give each version its own number)"
    ]


def test_a_head_that_does_not_load_is_told_with_the_rest() -> None:
    content = files(pack=changed(PACK, "kind: Pack", "kind: Rule"))
    assert faults_of(lambda: in_files("policies", content, "repository")) == [
        'policies/pack.yaml:2:7: kind is "Rule" (write Pack)'
    ]


def test_the_shipped_packs_are_available_and_load_by_name() -> None:
    names = {source.name for source in available()}
    assert {"reliability", "rollback", "fairness", "ownership"} <= names
    assert load("reliability@1").name == "reliability"
    assert {source.name for source in recommended(available())} <= names
