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
parts:
  - {id: a, kind: door, parts: [{id: b, kind: lock, made: {by: c}}]}
  - {id: c, kind: door, size: 7}
counts: {first: 3, second: 5, door: 2}
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
        ("slos[-1].name", ["two"]),
        ("goals[-1]", []),
        ("slos[*].windows[*]", [7, 30]),
        ("slos[*].tags[key=team].value", ["x", "z"]),
        ("goals.*.owner", ["ada", "grace"]),
        ("parts.**.id", ["a", "b", "c"]),
        ("parts[kind=door][id=c].size", [7]),
        ("parts[kind=door][id=b].size", []),
        ("parts[id={parts[0].parts[0].made.by}].size", [7]),
        ("counts.{parts[1].kind}", [2]),
        ("counts.{parts[1].id}", []),
        ("counts.{absent}", []),
        ("parts[id={parts}].size", []),
        ("single.**", []),
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
        ("@folder", ["plans/2026"]),
        ("@above", ["plans"]),
        ("@number", []),
        ("@key", []),
    ],
)
def test_path_finds(path, expected):
    assert found(path) == expected
    assert [plain(node) for node in [Path(path).find(root())] if node is not None] == expected[:1]


def test_text_in_braces_is_sought_from_where_the_path_starts():
    goals = list(Path("goals.*").places(root()))
    parts = list(Path("parts.**").places(root()))

    assert [found("/counts.{@key}", place) for place in goals] == [[3], [5]]
    assert [found("/parts[id={made.by}].size", place) for place in parts] == [[], [7], [], []]


def test_long_list_is_searched_as_a_short_one_is():
    text = "items:\n" + "".join(f"  - {{id: n{n % 50}, next: n{(n + 1) % 50}, value: {n}}}\n" for n in range(100))
    (document,) = parse(text)
    place = Place(document.root, document)

    assert found("items[id=n7].value", place) == [7, 57]
    assert found("items[id={items[3].next}][value=4].value", place) == [4]
    assert found("items[id=none].value", place) == []
    assert [inner.number for inner in Path("items[id=n7]").places(place)] == [8, 58]


def test_every_mapping_below_knows_its_number_and_the_place_around():
    places = list(Path("parts.**").places(root()))

    assert [found("@number", place) for place in places] == [["1"], ["2"], ["3"], ["4"]]
    assert [found("^single", place) for place in places] == [["alone"]] * 4


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
    assert found("@folder", root("items.yaml")) == ["."]
    assert found("@above", root("items.yaml")) == []
    assert found("@above", root("a/items.yaml")) == ["."]


def test_key_of_an_iteration_stands_where_the_file_says_it():
    (first, _) = Path("goals.*").places(root())

    assert Path("@key").find(first).span[:2] == (9, 3)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a..b",
        "a.",
        "a[",
        "a[x]",
        "a]",
        "[*",
        "a b.'c",
        "@owner",
        "a{b}",
        "a|b",
        "a/b",
        "x^y",
        "a[1]b",
        "a.{",
        "a[b={]",
        "a.{}",
    ],
)
def test_text_that_is_no_path_is_refused(path):
    with pytest.raises(PathSyntaxError):
        Path(path)


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("a.b", ("a", "b")),
        ("/a.b[*].c", ("a", "b")),
        ("[*].a.b", ("*", "a", "b")),
        ("*", ()),
        ("@path", ()),
        ("^a", ()),
        ("*.a[*]", ("*", "a")),
        ("a.**.b", ("a",)),
        ("a[b={c}].d", ("a",)),
        ("a.{b}", ("a",)),
    ],
)
def test_first_keys_are_what_a_document_must_show(path, keys):
    assert Path(path).first_keys() == keys
