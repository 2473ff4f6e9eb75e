import pytest

from roadmap_guard.formats.paths import Path, PathSyntaxError, Place
from roadmap_guard.model.node import plain
from support.formats import parse

TEXT = """
metadata:
  labels: {a.b/c: dotted, team: blue}
  'odd key': 1
slos:
  - {name: one, tags: [{key: team, value: x}, {key: tier, value: y}, {key: team, value: z}]}
  - {name: two, windows: [7, 30]}
goals:
  first: {owner: ada}
  second: {owner: grace}
single: alone
nothing:
"""


def root(path="plans/2026/items.v1.yaml"):
    (document,) = parse(TEXT, path)
    return Place(document.root, document)


def found(path, place=None):
    return [plain(node) for node in Path(path).find_all(place or root())]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("metadata.labels.team", ["blue"]),
        ("metadata.labels.'a.b/c'", ["dotted"]),
        ("metadata.odd key", [1]),
        ("slos[*].name", ["one", "two"]),
        ("slos[1].name", ["two"]),
        ("slos[7].name", []),
        ("slos[*].windows[*]", [7, 30]),
        ("slos[*].tags[key=team].value", ["x", "z"]),
        ("goals.*.owner", ["ada", "grace"]),
        ("single[*]", ["alone"]),
        ("nothing[*]", []),
        ("metadata[*]", []),
        ("slos.*", []),
        ("single.deeper", []),
        ("absent.deeper", []),
        ("/single", ["alone"]),
        ("@path", ["plans/2026/items.v1.yaml"]),
        ("@stem", ["items"]),
        ("@directory", ["2026"]),
        ("@number", []),
        ("@key", []),
    ],
)
def test_path_finds(path, expected):
    assert found(path) == expected
    assert [plain(node) for node in [Path(path).find(root())] if node is not None] == expected[:1]


def test_dot_is_the_place_itself():
    place = root()

    assert Path(".").find(place) is place.node


def test_each_item_knows_its_number_its_key_and_the_place_around():
    windows = list(Path("slos[*].windows[*]").places(root()))
    goals = list(Path("goals.*").places(root()))

    assert [found("^name", place) for place in windows] == [["two"], ["two"]]
    assert [found("^^single", place) for place in windows] == [["alone"], ["alone"]]
    assert [found("/single", place) for place in windows] == [["alone"], ["alone"]]
    assert [found("@number", place) for place in windows] == [["1"], ["2"]]
    assert [found("@key", place) for place in goals] == [["first"], ["second"]]


def test_key_of_the_iteration_around_is_found_from_within():
    owners = list(Path("goals.*.owner[*]").places(root()))

    assert [found("^@key", place) for place in owners] == [["first"], ["second"]]
    assert [found("^@path", place) for place in owners] == [["plans/2026/items.v1.yaml"]] * 2
    assert found("^^^@key", owners[0]) == []


def test_more_steps_out_than_there_are_places_find_nothing():
    assert found("^^^x") == []


def test_file_at_the_root_has_no_directory():
    assert found("@directory", root("items.yaml")) == []


def test_key_of_an_iteration_stands_where_the_file_says_it():
    (first, _) = Path("goals.*").places(root())

    assert Path("@key").find(first).span[:2] == (9, 3)


@pytest.mark.parametrize(
    "path", ["", "a..b", "a.", "a[", "a[x]", "a]", "[*", "a b.'c", "@owner", "a{b}", "a|b", "a/b", "x^y", "a[1]b"]
)
def test_text_that_is_no_path_is_refused(path):
    with pytest.raises(PathSyntaxError):
        Path(path)


@pytest.mark.parametrize(
    ("path", "keys"),
    [("a.b", ("a", "b")), ("/a.b[*].c", ("a", "b")), ("[*].a", ()), ("@path", ()), ("^a", ()), ("*.a", ())],
)
def test_first_keys_are_what_a_document_must_show(path, keys):
    assert Path(path).first_keys() == keys
