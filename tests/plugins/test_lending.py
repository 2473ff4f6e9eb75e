"""What is handed to a plugin is what it was, and cannot be changed."""

import copy
import json
import pickle
from typing import Any, NamedTuple

import pytest

from roadmap_guard.plugins.lending import Lender


class Pair(NamedTuple):
    left: Any
    right: Any


GIVEN: Any = {"a": [1, {"b": 2}], "pair": Pair(["x"], 1), "none": None, "set": frozenset("s")}


@pytest.fixture
def lent() -> Any:
    return Lender().lend(GIVEN)


def test_it_is_equal_and_of_the_same_types(lent: Any):
    assert lent == GIVEN
    assert isinstance(lent["a"], list)
    assert isinstance(lent["pair"], Pair)
    assert json.dumps(lent["a"]) == json.dumps(GIVEN["a"])


@pytest.mark.parametrize(
    "change",
    [
        "lent['new'] = 1",
        "lent.update(new=1)",
        "lent.setdefault('new', 1)",
        "lent.pop('a')",
        "lent.popitem()",
        "lent.clear()",
        "del lent['a']",
        "lent |= {'new': 1}",
        "lent['a'][0] = 2",
        "lent['a'][1]['b'] = 3",
        "del lent['a'][0]",
        "lent['a'] += [2]",
        "items = lent['a']; items += [2]",
        "items = lent['a']; items *= 2",
        "lent['a'].append(2)",
        "lent['a'].extend([2])",
        "lent['a'].insert(0, 2)",
        "lent['a'].pop()",
        "lent['a'].remove(1)",
        "lent['a'].clear()",
        "lent['a'].reverse()",
        "lent['a'].sort()",
        "lent['pair'].left.append('y')",
    ],
)
def test_a_change_is_refused(lent: Any, change: str):
    before = copy.deepcopy(GIVEN)

    with pytest.raises(TypeError, match="cannot be changed"):
        exec(change, {"lent": lent})

    assert lent == GIVEN == before


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda lent: pickle.loads(pickle.dumps(lent))])
def test_a_copy_is_the_plugins_own(lent: Any, copied: Any):
    own = copied(lent["a"])
    own.append(3)

    assert own == [*GIVEN["a"], 3]


def test_functions_lend_what_they_give():
    lent = Lender().lend(lambda name: {"name": name})

    with pytest.raises(TypeError, match="cannot be changed"):
        lent("x")["name"] = "y"


def test_what_was_lent_before_is_not_copied_again():
    lender = Lender()
    shared = {"x": [1]}

    assert lender.lend([shared])[0] is lender.lend((shared, 1))[0]


def test_what_cannot_change_is_lent_as_it_is():
    unchanging = (1, ("x", frozenset("y")))

    assert Lender().lend(unchanging) is unchanging
