"""Every budget holds exactly: one less and the limit itself are read, one more is refused."""

from collections.abc import Callable

import pytest

from roadmap_guard.documents import LIMITS, Limits, language_of, parse
from roadmap_guard.documents.limits import CAPS, raised, setting


def _codes(path: str, data: bytes, limits: Limits) -> list[str]:
    return [
        problem.code
        for problem in parse(path, data, limits).problems
        if problem.refuses or problem.code == "body-too-large"
    ]


def _aliases(count: int) -> bytes:
    return b"- &a 1\n" + b"- *a\n" * count


CASES: dict[str, tuple[str, str, Limits, int, Callable[[int], bytes]]] = {
    "YAML bytes": ("a.yaml", "file-too-large", LIMITS._replace(file_bytes=50), 50, lambda n: b"a: " + b"x" * (n - 3)),
    "YAML flow depth": ("a.yaml", "too-deep", LIMITS, 64, lambda n: b"[" * n + b"]" * n),
    "YAML block depth": ("a.yaml", "too-deep", LIMITS, 64, lambda n: b"- " * n + b"x"),
    "YAML nodes": ("a.yaml", "too-many-nodes", LIMITS._replace(nodes=50), 50, lambda n: b"- x\n" * (n - 1)),
    "YAML nodes by default": ("a.yaml", "too-many-nodes", LIMITS, 100_000, lambda n: b"- x\n" * (n - 1)),
    "YAML keys as nodes": ("a.yaml", "too-many-nodes", LIMITS._replace(nodes=51), 51, lambda n: b"".join(b"%d: x\n" % i for i in range((n - 1) // 2)) + b"? x" * ((n - 1) % 2)),
    "aliases": ("a.yaml", "too-many-aliases", LIMITS, 1_000, _aliases),
    "alias expansion": ("a.yaml", "alias-expansion", LIMITS._replace(expanded_nodes=30), 30, lambda n: b"- &a [1, 2, 3]\n- *a\n" + b"- x\n" * (n - 9)),
    "alias expansion at the end": ("a.yaml", "alias-expansion", LIMITS._replace(expanded_nodes=30), 30, lambda n: b"- x\n" * (n - 9) + b"- &a [1, 2, 3]\n- *a\n"),
    "YAML scalar": ("a.yaml", "scalar-too-long", LIMITS, 262_144, lambda n: b"a: " + b"x" * n),
    "YAML key": ("a.yaml", "key-too-long", LIMITS, 1_024, lambda n: b"? " + b"x" * n + b"\n: 1"),
    "YAML digits": ("a.yaml", "number-too-long", LIMITS, 64, lambda n: b"a: 0." + b"1" * (n - 1)),
    "documents": ("a.yaml", "too-many-documents", LIMITS, 100, lambda n: b"--- a\n" * n),
    "documents with errors": ("a.yaml", "too-many-documents", LIMITS._replace(documents=5), 5, lambda n: b"--- a\n" * (n - 1) + b"--- [\n"),
    "directives": ("a.yaml", "too-many-directives", LIMITS, 20, lambda n: b"".join(b"%%TAG !%d! tag:x\n" % i for i in range(n)) + b"---\na: 1"),
    "JSON bytes": ("a.json", "file-too-large", LIMITS._replace(file_bytes=50), 50, lambda n: b'"' + b"x" * (n - 2) + b'"'),
    "JSON depth": ("a.json", "too-deep", LIMITS, 64, lambda n: b"[" * n + b"]" * n),
    "JSON nodes": ("a.json", "too-many-nodes", LIMITS._replace(nodes=50), 50, lambda n: b"[" + b",".join([b"1"] * (n - 1)) + b"]"),
    "JSON scalar": ("a.json", "scalar-too-long", LIMITS, 262_144, lambda n: b'"' + b"x" * n + b'"'),
    "JSON key": ("a.json", "key-too-long", LIMITS, 1_024, lambda n: b'{"' + b"x" * n + b'": 1}'),
    "JSON digits": ("a.json", "number-too-long", LIMITS, 64, lambda n: b"0." + b"1" * (n - 1)),
    "front matter": ("a.md", "front-matter-too-large", LIMITS._replace(front_matter_bytes=50), 50, lambda n: b"---\na: " + b"x" * (n - 4) + b"\n---\n"),
    "Markdown bytes": ("a.md", "body-too-large", LIMITS._replace(file_bytes=50), 50, lambda n: b"x" * n),
    "Markdown lines": ("a.md", "body-too-large", LIMITS, 20_000, lambda n: b"x\n" * n),
    "Markdown line": ("a.md", "body-too-large", LIMITS, 262_144, lambda n: b"x" * n + b"\ny"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_limit_is_exact(name: str) -> None:
    path, code, limits, limit, data = CASES[name]
    assert code not in _codes(path, data(limit - 1), limits)
    assert code not in _codes(path, data(limit), limits)
    assert code in _codes(path, data(limit + 1), limits)


@pytest.mark.parametrize("name", CASES)
def test_message_names_the_limit_and_the_remedy_a_way_out(name: str) -> None:
    path, code, limits, limit, data = CASES[name]
    (problem,) = [problem for problem in parse(path, data(limit + 1), limits).problems if problem.code == code]
    assert f"{limit:,}" in problem.message
    assert problem.remedy


def test_number_range_is_exact() -> None:
    for number in (2**64 - 1, -(2**63)):
        assert _codes("a.json", b"%d" % number, LIMITS) == []
    for number in (2**64, -(2**63) - 1):
        assert _codes("a.json", b"%d" % number, LIMITS) == ["number-range"]


def test_limits_take_the_names_of_a_configuration_file() -> None:
    assert setting("front_matter_bytes") == "frontMatterBytes"
    limits = raised({"depth": 100, "mergeKeys": True})
    assert limits == LIMITS._replace(depth=100, merge_keys=True)


def test_limits_may_be_raised_to_their_caps_and_no_further() -> None:
    for field, cap in CAPS._asdict().items():
        assert getattr(raised({setting(field): cap}), field) == cap
        if not isinstance(cap, bool):
            with pytest.raises(ValueError, match=f"between 1 and {cap}"):
                raised({setting(field): cap + 1})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"depht": 3}, "there is no limit `depht`; did you mean `depth`"),
        ({"x": 3}, "there is no limit `x`; the limits are fileBytes, "),
        ({"depth": "3"}, "`depth` must be a whole number, not '3'"),
        ({"depth": True}, "`depth` must be a whole number"),
        ({"depth": 0}, "between 1 and 200"),
        ({"mergeKeys": 1}, "`mergeKeys` must be true or false"),
    ],
)
def test_wrong_limit_is_refused_by_name(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        raised(changes)


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("a.yaml", "yaml"),
        ("dir.md/a.YML", "yaml"),
        ("a.Json", "json"),
        ("README.md", "markdown"),
        ("a.MARKDOWN", "markdown"),
        ("a.mdx", "markdown"),
        ("bom.jsonld", "json"),
        ("models/tone/MLmodel", "yaml"),
        ("MLmodel.d/x", None),
        ("tone-1.5/MLmodel", "yaml"),
        ("models.omc", "yaml"),
        ("a.json5", "json"),
        ("md", None),
        ("CODEOWNERS", None),
        ("a.yaml/b", None),
    ],
)
def test_language_follows_from_the_extension(path: str, language: str | None) -> None:
    assert language_of(path) == language


def test_file_without_known_extension_is_read_as_yaml() -> None:
    (document,) = parse("roadmap-guard.lock", b"a: 1").documents
    assert document.language == "yaml"
