"""Names that are not what they look like."""

import pytest

from roadmap_guard.documents.confusables import reason


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("\u043ewner", "mixes Latin letters with Cyrillic ones"),
        ("\u03bfwner", "mixes Latin letters with Greek ones"),
        ("tier-\u0421lass", "mixes Latin letters with Cyrillic ones"),
        ("own\u200ber", "holds the invisible character U+200B"),
        ("own\u00ader", "holds the invisible character U+00AD"),
        ("\u202eowner", "holds the invisible character U+202E"),
        ("\uff4f\uff57\uff4e\uff45\uff52", "is written with look-alikes of ASCII letters"),
        ("\U0001d428wner", "is written with look-alikes of ASCII letters"),
    ],
)
def test_deceptive_name(name: str, why: str) -> None:
    assert reason(name) == why


@pytest.mark.parametrize(
    "name",
    [
        "owner",
        "",
        "größe",
        "владелец",
        "オーナー",
        "latency_µs",
        "naïve café",
        "\u03b1-fairness",
        "x\u0301",
        "\U0001f680 launch",
    ],
)
def test_honest_name(name: str) -> None:
    assert reason(name) == ""
