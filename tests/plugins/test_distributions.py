"""Code from the tree under check must not judge it, however it comes to be found."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_guard.plugins import host
from roadmap_guard.plugins.blame import PluginError
from support.distributions import install

CONFIG = "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {}\n"

PLUGIN = "from roadmap_guard.plugins import hookimpl\n@hookimpl\ndef roadmap_guard_checks(): return {'always': print}\n"


def tripwire(place: Path) -> str:
    return f"open({str(place)!r}, 'w').close()\n{PLUGIN}"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree under check from which the interpreter would import."""
    folder = tmp_path / "tree"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


def test_distribution_inside_the_tree_is_refused_before_its_code_runs(tree, tmp_path):
    pin = install(tree, "inside", tripwire(tmp_path / "ran"))

    with pytest.raises(PluginError, match=r"plugin inside==1\.0\.0 lies in the repository under check"):
        host.load([pin], str(tree))

    assert not (tmp_path / "ran").exists()


def test_distribution_below_a_folder_of_the_tree_is_refused(tree, tmp_path, monkeypatch):
    pin = install(tree / "vendor" / "lib", "vendored", PLUGIN)
    monkeypatch.syspath_prepend(tree / "vendor" / "lib")

    with pytest.raises(PluginError, match="lies in the repository under check"):
        host.load([pin], str(tree))


def test_editable_distribution_whose_code_is_inside_the_tree_is_refused(site, tree, tmp_path):
    pin = install(site, "editable", tripwire(tmp_path / "ran"), code=tree)

    with pytest.raises(
        PluginError, match=r"plugin editable==1\.0\.0 lies in the repository under check .*code_editable"
    ):
        host.load([pin], str(tree))

    assert not (tmp_path / "ran").exists()


def test_package_of_the_tree_cannot_step_in_for_that_of_a_plugin(site, tree, tmp_path, monkeypatch):
    pin = install(site, "honest", PLUGIN)
    install(tree, "other", tripwire(tmp_path / "ran"))
    (tree / "code_other").rename(tree / "code_honest")
    monkeypatch.syspath_prepend(tree)

    with pytest.raises(PluginError, match="lies in the repository under check"):
        host.load([pin], str(tree))

    assert not (tmp_path / "ran").exists()


def test_namespace_package_with_a_part_inside_the_tree_is_refused(site, tree):
    pin = install(site, "spread", PLUGIN, code=site / "space", entry_point="[roadmap_guard]\nplugin = space.{module}")
    (tree / "space").mkdir()

    with pytest.raises(PluginError, match="lies in the repository under check"):
        host.load([pin], str(tree))


def test_symbolic_link_does_not_hide_that_code_is_inside_the_tree(tree, tmp_path, monkeypatch):
    pin = install(tree / "lib", "linked", PLUGIN)
    link = tmp_path / "elsewhere"
    link.symlink_to(tree / "lib")
    monkeypatch.syspath_prepend(link)

    with pytest.raises(PluginError, match="lies in the repository under check"):
        host.load([pin], str(tree))


def test_environment_of_the_program_may_lie_inside_the_tree(tree, monkeypatch):
    environment = tree / ".venv"
    site = environment / "lib" / "site-packages"
    pin = install(site, "usual", PLUGIN)
    monkeypatch.syspath_prepend(site)
    monkeypatch.setattr(sys, "prefix", str(environment))

    assert "always" in host.load([pin], str(tree)).extensions().checks


def test_other_environment_inside_the_tree_is_refused(tree, monkeypatch):
    pin = install(tree / ".venv" / "lib", "unusual", PLUGIN)
    monkeypatch.syspath_prepend(tree / ".venv" / "lib")

    with pytest.raises(PluginError, match="lies in the repository under check"):
        host.load([pin], str(tree))


def test_folder_that_only_begins_like_the_tree_is_outside(tmp_path, tree, monkeypatch):
    site = tmp_path / "tree-tools"
    pin = install(site, "nearby", PLUGIN)
    monkeypatch.syspath_prepend(site)

    assert "always" in host.load([pin], str(tree)).extensions().checks


STARTS = {
    "in the root": (".", {}),
    "in a folder": ("slo", {}),
    "with the root on the path": ("slo", {"PYTHONPATH": "{root}"}),
    "with the present folder on the path": (".", {"PYTHONPATH": "."}),
    "with an empty entry on the path": (".", {"PYTHONPATH": os.pathsep}),
}


@pytest.mark.parametrize("start", STARTS)
def test_distribution_in_the_root_of_the_repository_is_never_loaded(repository, tmp_path, start):
    folder, variables = STARTS[start]
    ran = tmp_path / "ran"
    pin = install(repository.root, "evil", tripwire(ran))
    repository.write({"roadmap-guard.yaml": CONFIG.replace("{}", f"{{plugins: [{pin}]}}")})
    environment = {name: value.format(root=repository.root) for name, value in variables.items()}

    done = subprocess.run(
        [sys.executable, "-m", "roadmap_guard", "check"],
        cwd=repository.root / folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "plugin evil" in done.stderr
    assert not ran.exists()


def test_distribution_where_the_program_was_started_is_never_loaded(repository, tmp_path):
    ran = tmp_path / "ran"
    started = tmp_path / "downloads"
    pin = install(started, "evil", tripwire(ran))
    repository.write({"roadmap-guard.yaml": CONFIG.replace("{}", f"{{plugins: [{pin}]}}")})

    done = subprocess.run(
        [sys.executable, "-m", "roadmap_guard", "check", "--repo", repository.path],
        cwd=started,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "plugin evil is not installed" in done.stderr
    assert not ran.exists()


def test_change_cannot_add_a_plugin_to_the_run_that_judges_it(repository, site, tmp_path, check):
    ran = tmp_path / "ran"
    pin = install(site, "acme", tripwire(ran))
    base = repository.commit({"roadmap-guard.yaml": CONFIG})
    repository.commit({"roadmap-guard.yaml": CONFIG.replace("{}", f"{{plugins: [{pin}]}}")})

    run = check(pin, arguments=("--head", "HEAD", "--base", base))

    assert run.code == 0
    assert not ran.exists()
