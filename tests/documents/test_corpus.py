"""The readers against real files of public repositories, where these lie beside the project."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from roadmap_guard.documents import language_of, parse
from roadmap_guard.model.document import Parsed
from roadmap_guard.model.node import Node, Scalar, Sequence, plain
from support.source_text import at, covered

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not here")


@cache
def _parsed() -> dict[Path, Parsed]:
    files = sorted(path for path in CORPUS.rglob("*") if path.is_file() and language_of(path.name))
    return {path: parse(path.name, path.read_bytes()) for path in files}


def test_nearly_all_real_files_are_read() -> None:
    """Merge keys aside, about one real file in a hundred is refused, and each of those for a reason that stands."""
    refusals: Counter[str] = Counter()
    for parsed in _parsed().values():
        refusals.update({problem.code for problem in parsed.problems if problem.refuses})
    assert refusals.keys() <= {"syntax", "template", "duplicate-key", "complex-key", "merge-key", "wrong-root-type"}
    assert refusals.total() < len(_parsed()) / 50


def test_no_real_file_comes_near_a_limit() -> None:
    limits = {
        code
        for parsed in _parsed().values()
        for code in (problem.code for problem in parsed.problems)
        if code.startswith("too-")
    }
    assert limits == set()


def test_yaml_has_the_shape_that_pyyaml_sees() -> None:
    for path, parsed in _parsed().items():
        if language_of(path.name) == "yaml" and not any(problem.refuses for problem in parsed.problems):
            expected = [document for document in yaml.load_all(path.read_bytes(), Loader=yaml.CBaseLoader) if document]
            assert [_texts(document.root) for document in parsed.documents] == expected, path


def _texts(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_texts(item) for item in node.items]
    return {key.text: _texts(value) for key, value in node.entries.values()}


def test_json_has_the_values_that_the_standard_library_sees() -> None:
    for path, parsed in _parsed().items():
        if path.suffix == ".json" and parsed.documents:
            assert plain(parsed.documents[0].root) == json.loads(path.read_bytes()), path


def test_markdown_headings_stand_where_their_spans_say() -> None:
    for path, parsed in _parsed().items():
        for document in parsed.documents if language_of(path.name) == "markdown" else ():
            text = path.read_text(encoding="utf-8")
            for heading in _headings(document.root):
                assert heading.text.split("\n")[0] in covered(text, heading.span), path


def _headings(root: Node) -> list[Scalar]:
    sections = at(root, "sections")
    assert isinstance(sections, Sequence)
    headings = [at(section, "heading") for section in sections.items]
    return [heading for heading in headings if isinstance(heading, Scalar)]
