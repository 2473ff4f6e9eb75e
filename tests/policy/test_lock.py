"""A lock holds the versions and contents of packs: what differs ends the run."""

from pathlib import Path

import pytest

from roadmap_guard.model.rule import Pack
from roadmap_guard.policy.faults import PolicyError
from roadmap_guard.policy.lock import held, read_lock, written
from support.files import SLOTH
from support.guard import guard
from support.repository import Scratch, scratch

PACK = Pack("reliability", "1.2.0", "Reliability", "", "sha256:aa", "built in", ())


def differences(*packs: Pack, text: str = "") -> list[str]:
    return [fault.message for fault in held(packs, read_lock((text or written([PACK])).encode()))]


def test_what_is_written_holds():
    assert differences(PACK) == []


@pytest.mark.parametrize(
    ("pack", "message"),
    [
        (PACK._replace(version="1.1.0"), "pack reliability is locked at 1.2.0, the one selected is 1.1.0"),
        (PACK._replace(version="1.3.0"), "pack reliability is locked at 1.2.0, the one selected is 1.3.0"),
        (
            PACK._replace(digest="sha256:bb"),
            "pack reliability@1.2.0 is locked as sha256:aa, what is installed is sha256:bb",
        ),
    ],
)
def test_another_version_or_content_is_told(pack: Pack, message: str):
    assert differences(pack) == [message]


def test_a_pack_too_many_and_a_pack_too_few_are_told():
    assert differences() == ["pack reliability is locked and not selected"]
    assert differences(PACK, PACK._replace(name="other")) == ["pack other is selected and not locked"]


def test_every_mistake_of_a_lock_file_is_told():
    text = written([PACK, PACK._replace(version="one")]).replace("digest: sha256:aa", "digset: sha256:aa", 1)

    with pytest.raises(PolicyError) as caught:
        read_lock(text.encode())

    messages = [fault.message for fault in caught.value.faults]
    assert any('unknown key "digset"' in message for message in messages)
    assert any("locked twice" in message for message in messages)
    assert any("is not a version" in message for message in messages)


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repository")
    made.commit({"slo.yaml": SLOTH})
    return made


def test_lock_writes_what_applies_and_a_check_holds_it(repository: Scratch):
    assert guard(repository.root, "policy", "lock").code == 0

    run = guard(repository.root, "check", "--format", "json")

    assert run.code == 0
    assert run.report["policy"]["locked"] is True


def test_a_pack_that_was_changed_since_ends_the_run_until_it_is_locked_again(repository: Scratch):
    guard(repository.root, "policy", "lock")
    path = repository.root / "roadmap-guard.lock"
    path.write_text(path.read_text().replace("digest: sha256:", "digest: sha256:0", 1))

    run = guard(repository.root, "check")

    assert run.code == 2
    assert "roadmap-guard.lock:6:" in run.err
    assert guard(repository.root, "policy", "lock").code == 0
    assert guard(repository.root, "check").code == 0
