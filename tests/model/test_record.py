"""Our NamedTuple behaves as the one of `typing`."""

import copy
import pickle
import typing
from typing import Any

import pytest

from roadmap_guard.model import record


class Ours(record.NamedTuple):
    """A place."""

    x: int
    y: int = 2

    @property
    def total(self) -> int:
        return self.x + self.y


class Theirs(typing.NamedTuple):
    """A place."""

    x: int
    y: int = 2

    @property
    def total(self) -> int:
        return self.x + self.y


class Further(Ours):
    """A place that is further away."""

    def scaled(self, by: int) -> "Further":
        return self._replace(x=self.x * by)


@pytest.mark.parametrize(
    "use",
    [
        lambda kind: tuple(kind(1)),
        lambda kind: tuple(kind(1, 3)),
        lambda kind: tuple(kind(y=1, x=3)),
        lambda kind: kind(1).total,
        lambda kind: (kind(1).x, kind(1).y, kind(1)[0]),
        lambda kind: kind(1)._replace(y=5).y,
        lambda kind: kind(1)._asdict(),
        lambda kind: tuple(kind._make([4, 5])),
        lambda kind: repr(kind(1)).partition("(")[2],
        lambda kind: kind(1) == (1, 2) and hash(kind(1)) == hash((1, 2)),
        lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__, kind.__slots__),
        lambda kind: (kind.__doc__, kind.__module__, kind.__annotations__),
        lambda kind: isinstance(kind(1), tuple),
        lambda kind: tuple(copy.deepcopy(kind(1))),
        lambda kind: type(pickle.loads(pickle.dumps(kind(1)))) is kind,
        lambda kind: kind(1).__getnewargs__(),
    ],
)
def test_it_does_the_same(use: Any):
    assert use(Ours) == use(Theirs)


@pytest.mark.parametrize(
    "misuse",
    [
        lambda kind: kind(),
        lambda kind: kind(1, 2, 3),
        lambda kind: kind(1, z=3),
        lambda kind: kind._make([1]),
        lambda kind: kind(1)._replace(z=3),
        lambda kind: setattr(kind(1), "x", 3),
        lambda kind: setattr(kind(1), "z", 3),
    ],
)
def test_it_refuses_the_same(misuse: Any):
    refusals = []
    for kind in (Ours, Theirs):
        with pytest.raises((TypeError, ValueError, AttributeError)) as raised:
            misuse(kind)
        refusals.append(raised.type)

    assert refusals[0] is refusals[1]


def test_a_class_of_a_class_keeps_what_it_has():
    assert tuple(Further(3, 4).scaled(2)) == (6, 4)
    assert type(Further(3).scaled(2)) is Further


def test_a_field_without_a_default_cannot_follow_one_with_a_default():
    with pytest.raises(TypeError, match="a field without a default"):
        type(record.NamedTuple)("Wrong", (), {"__annotations__": {"x": int, "y": int}, "x": 1})


def test_the_constructor_is_compiled_when_the_first_is_made():
    class Late(record.NamedTuple):
        x: int

    assert "__new__" not in vars(Late)
    assert Late(1).x == 1
    assert "__new__" in vars(Late)
