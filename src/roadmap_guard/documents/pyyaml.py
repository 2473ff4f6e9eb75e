"""PyYAML, imported without the patterns that it compiles for its own readers and that libyaml's never asks for.

One of them, for characters that cannot be printed, costs a commit hook 4 of its 100 milliseconds.
"""

import re
from collections.abc import Iterable
from typing import Any

from roadmap_guard.model.late_pattern import LatePattern

_compile = re.compile
try:
    re.compile = LatePattern  # type: ignore[assignment]  # it answers as a pattern does
    import yaml
finally:
    re.compile = _compile

YAMLError = yaml.YAMLError
events = yaml.events

__all__ = ["YAMLError", "events", "parsed"]


def parsed(text: str) -> Iterable[Any]:
    """A parser's events: libyaml's, or those of PyYAML's own parser where libyaml is missing. They raise YAMLError."""
    if not yaml.__with_libyaml__:
        return iter(yaml.SafeLoader(text).get_event, None)
    from yaml._yaml import CParser

    return iter(CParser(text).get_event, None)
