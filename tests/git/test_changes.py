"""Which paths changed."""

from pathlib import Path

import pytest

from roadmap_guard.git.changes import between, staged
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.repository import discover
from support.repository import Scratch


def changed(repo: Scratch, base: str, head: str) -> tuple[str, ...]:
    return between(discover(repo.path), base, head).paths


def test_staged_paths_are_those_that_differ_from_head(repo: Scratch):
    repo.commit({"changed.yaml": "1", "same.yaml": "1", "deleted.yaml": "1", "unstaged.yaml": "1"})
    repo.stage({"changed.yaml": "2", "added.yaml": "2"})
    repo.git("rm", "-q", "deleted.yaml")
    repo.write({"unstaged.yaml": "2", "untracked.yaml": "2"})

    assert staged(discover(repo.path)) == ("added.yaml", "changed.yaml", "deleted.yaml")


def test_g28_before_the_first_commit_everything_in_the_index_is_staged(repo: Scratch):
    repo.stage({"a.yaml": "1", "b/c.yaml": "2"})

    assert staged(discover(repo.path)) == ("a.yaml", "b/c.yaml")


def test_g36_an_announced_file_counts_as_staged(repo: Scratch):
    repo.commit({"a.yaml": "1"})
    repo.write({"new.yaml": "2"})
    repo.git("add", "--intent-to-add", "new.yaml")

    assert staged(discover(repo.path)) == ("new.yaml",)


def test_g37_an_unmerged_file_counts_as_staged(repo: Scratch):
    repo.commit({"a.yaml": "1"})
    repo.unmerge("b.yaml")

    assert staged(discover(repo.path)) == ("b.yaml",)


def test_a_change_of_mode_alone_is_a_change(repo: Scratch):
    repo.commit({"a.yaml": "1"})
    repo.git("update-index", "--chmod=+x", "a.yaml")

    assert staged(discover(repo.path)) == ("a.yaml",)


def test_a_submodule_that_its_configuration_hides_is_a_change(repo: Scratch):
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},sub")
    repo.stage({".gitmodules": '[submodule "sub"]\n path = sub\n url = ./x\n ignore = all\n'})
    base = repo.commit()
    repo.git("update-index", "--cacheinfo", f"160000,{'2' * 40},sub")

    assert staged(discover(repo.path)) == ("sub",)
    assert changed(repo, base, repo.commit_tree(repo.git("write-tree"), base)) == ("sub",)


def test_g01_one_name_that_is_not_utf8_does_not_hide_the_other_changes(repo: Scratch):
    base = repo.commit()
    repo.index_paths({f"{number:02}.yaml".encode(): "1" for number in range(50)})
    repo.index_paths({b"caf\xe9.yaml": "1"})
    expected = (*(f"{number:02}.yaml" for number in range(50)), "caf\udce9.yaml")

    assert staged(discover(repo.path)) == expected
    assert changed(repo, base, repo.commit()) == expected


def test_a_line_of_work_changed_what_it_did_since_it_left(repo: Scratch):
    left = repo.commit({"a.yaml": "1", "b.yaml": "1", "deleted.yaml": "1"})
    repo.git("checkout", "-q", "-b", "work")
    repo.git("rm", "-q", "deleted.yaml")
    head = repo.commit({"a.yaml": "2", "new.yaml": "2"})
    repo.git("checkout", "-q", "main")
    base = repo.commit({"b.yaml": "2"})

    changes = between(discover(repo.path), base, head)

    assert changes.paths == ("a.yaml", "deleted.yaml", "new.yaml")
    assert changes.merge_bases == (left,)


def test_a_file_changed_and_changed_back_is_not_changed(repo: Scratch):
    base = repo.commit({"a.yaml": "1"})
    repo.commit({"a.yaml": "2"})

    assert changed(repo, base, repo.commit({"a.yaml": "1"})) == ()


def test_g50_a_renamed_file_counts_under_both_names(repo: Scratch):
    base = repo.commit({"old.yaml": "the same content\n" * 20})
    repo.git("mv", "old.yaml", "new.yaml")

    assert staged(discover(repo.path)) == ("new.yaml", "old.yaml")
    assert changed(repo, base, repo.commit()) == ("new.yaml", "old.yaml")


def test_g40_without_a_common_ancestor_the_way_out_is_named(repo: Scratch):
    base = repo.commit({"a.yaml": "1"})
    unrelated = repo.commit_tree(repo.tree({}))

    with pytest.raises(GitError, match="no common ancestor here: their histories are unrelated") as raised:
        changed(repo, base, unrelated)
    assert "fetch-depth: 0" in raised.value.remedy


def test_g40_a_shallow_clone_says_that_it_is_shallow(repo: Scratch, tmp_path: Path):
    repo.commit({"a.yaml": "1"})
    repo.git("checkout", "-q", "-b", "work")
    head = repo.commit({"a.yaml": "2"})
    repo.git("checkout", "-q", "main")
    base = repo.commit({"b.yaml": "2"})
    shallow = repo.clone(tmp_path / "shallow", "--depth=1", "--no-single-branch")

    assert discover(shallow.path).shallow
    with pytest.raises(GitError, match="this clone is shallow") as raised:
        changed(shallow, base, head)
    assert "fetch-depth: 0" in raised.value.remedy


def test_g40_a_base_that_was_never_fetched_is_named(repo: Scratch):
    head = repo.commit({"a.yaml": "1"})

    with pytest.raises(GitError, match="1" * 40):
        changed(repo, "1" * 40, head)


def test_g58_two_merge_bases_count_both(repo: Scratch):
    root = repo.commit({"a.yaml": "0", "b.yaml": "0", "c.yaml": "0"})
    tree = {name: repo.blob(name) for name in ("0", "1", "2")}

    def commit(a: str, b: str, c: str, *parents: str) -> str:
        names = zip((b"a.yaml", b"b.yaml", b"c.yaml"), (a, b, c), strict=True)
        return repo.commit_tree(repo.tree({name: ("100644", tree[content]) for name, content in names}), *parents)

    left, right = commit("1", "0", "0", root), commit("0", "1", "0", root)
    base, head = commit("1", "1", "0", left, right), commit("1", "1", "2", right, left)

    changes = between(discover(repo.path), base, head)

    assert set(changes.merge_bases) == {left, right}
    assert changes.paths == ("a.yaml", "b.yaml", "c.yaml")


def test_g58_an_octopus_merge_is_compared_with_where_the_lines_met(repo: Scratch):
    root = repo.commit({"a.yaml": "0"})
    blob = repo.blob("x")
    arms = [repo.commit_tree(repo.tree({f"{arm}.yaml".encode(): ("100644", blob)}), root) for arm in "bcd"]
    merge = repo.commit_tree(repo.tree({b"b.yaml": ("100644", blob), b"c.yaml": ("100644", blob)}), *arms)

    changes = between(discover(repo.path), root, merge)

    assert changes == (("a.yaml", "b.yaml", "c.yaml"), (root,))


def test_grafts_and_replaced_commits_do_not_change_what_counts(repo: Scratch):
    base = repo.commit({"a.yaml": "1"})
    middle = repo.commit({"a.yaml": "2"})
    head = repo.commit({"b.yaml": "1"})
    repo.git("replace", middle, base)

    assert changed(repo, base, head) == ("a.yaml", "b.yaml")
