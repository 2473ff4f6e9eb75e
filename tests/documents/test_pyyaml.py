"""PyYAML is whole for whoever uses it, though its patterns are compiled late."""

import re
import subprocess
import sys

import yaml

from roadmap_guard.documents import pyyaml

UNMADE = """
import re
from roadmap_guard.documents import pyyaml
import yaml
pattern = vars(yaml.reader.Reader)["NON_PRINTABLE"]
assert not isinstance(pattern, re.Pattern), "compiled already"
assert pattern.search("a\\x00b").start() == 1
assert re.compile("x").fullmatch("x")
assert yaml.safe_load("a: [1, 2.5, yes, 2026-07-01, 0x1F]")["a"][:3] == [1, 2.5, True]
assert yaml.safe_dump({"a": "1"}) == "a: '1'\\n"
"""


def test_patterns_that_nobody_asks_for_are_not_compiled_and_the_others_work():
    subprocess.run([sys.executable, "-I", "-c", UNMADE], check=True)


def test_re_is_as_it_was():
    assert re.compile is pyyaml._compile
    assert isinstance(re.compile("x"), re.Pattern)


def test_events_are_those_of_pyyaml():
    text = "a: [1, *x]\n---\nb: !!str 2\n"

    assert [repr(event) for event in pyyaml.parsed(text)] == [repr(event) for event in yaml.parse(text)]
