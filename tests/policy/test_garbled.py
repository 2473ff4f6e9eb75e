"""No byte of a policy can be lost or changed without somebody hearing of it."""

from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.model.rule import Pack
from roadmap_guard.policy.config import read_config
from roadmap_guard.policy.faults import PolicyError
from roadmap_guard.policy.packs import read_pack
from support.policies import NAME, PACK, RULE, files, source

CONFIG = b"apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec:\n  packs: [a@1]\n  rules: {a/b: {level: note}}\n  failOn: note\n"
WHOLE = read_pack(source(files()))


def loaded(content: dict[str, bytes]) -> Pack | None:
    try:
        return read_pack(source(content))
    except PolicyError:
        return None


def heard(content: dict[str, bytes]) -> bool:
    """Whether the change is refused, or shows in the digest of a pack that still has its rule whole."""
    pack = loaded(content)
    if pack is None:
        return True
    (rule,) = pack.rules
    return pack.digest != WHOLE.digest and bool(rule.require and rule.message and rule.match.kind and rule.examples)


def test_every_single_byte_that_is_lost_is_heard_of() -> None:
    for name, text in ((NAME, RULE.encode()), ("pack.yaml", PACK.encode())):
        for at in range(len(text)):
            assert heard({**files(), name: text[:at] + text[at + 1 :]}), (name, at)


def test_a_file_that_ends_anywhere_is_heard_of() -> None:
    for name, text in ((NAME, RULE.encode()), ("pack.yaml", PACK.encode())):
        for at in range(len(text)):
            assert heard({**files(), name: text[:at]}), (name, at)


@given(st.data())
def test_any_byte_in_the_place_of_another_is_heard_of(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([NAME, "pack.yaml"]))
    text = bytearray(files()[name])
    at = data.draw(st.integers(0, len(text) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != text[at]))
    text[at] = byte
    assert heard({**files(), name: bytes(text)})


@given(st.binary(max_size=200))
def test_any_bytes_load_or_are_refused_and_nothing_else(content: bytes) -> None:
    assert loaded({**files(), NAME: content}) is None
    assert loaded({**files(), "pack.yaml": content}) is None


@given(st.data())
def test_a_garbled_configuration_is_refused_or_is_another_one(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(CONFIG) - 1))
    new = data.draw(st.binary(max_size=3).filter(lambda new: new != CONFIG[at : at + 1]))
    try:
        config = read_config("c.yaml", CONFIG[:at] + new + CONFIG[at + 1 :])
    except PolicyError:
        return
    assert config.digest != read_config("c.yaml", CONFIG).digest


def test_a_configuration_that_ends_anywhere_is_refused_or_is_another_one() -> None:
    for at in range(len(CONFIG)):
        try:
            config = read_config("c.yaml", CONFIG[:at])
        except PolicyError:
            continue
        assert config.digest != read_config("c.yaml", CONFIG).digest
