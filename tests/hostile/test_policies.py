"""What judges must be what it seems: a file of the repository, read whole, or the run ends with 2."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.files import CONFIG, LOW_SLOTH, LOW_TARGET
from support.guard import Run
from support.hostile_processes import Server
from support.policies import PACK, RULE
from support.repository import Scratch, scratch

OWN = CONFIG.replace("{}", "{packs: [acme], policies: [policies], approvers: ['@acme/reliability']}")
WAIVER = """\
apiVersion: roadmap-guard.dev/v1
kind: Waivers
spec:
  waivers:
    - rule: acme/target-floor
      resource: checkout/availability
      reason: The old data centre cannot do better before it closes in December.
      requestedBy: "@acme/payments"
      approvedBy: "@acme/reliability"
      created: 2026-11-02
      expires: 2026-12-24
"""
GITLINK = "160000," + "1" * 40 + ","
SOURCES = {
    "policies/pack.yaml": PACK,
    "policies/rules/target-floor.yaml": RULE,
    "roadmap-guard.lock": "",
    "roadmap-guard.yaml": OWN,
}
"""What a repository says about how it is judged."""

MODES = {
    "work tree": (),
    "index": ("--staged", "--report", "all"),
    "commit": ("--head", "HEAD"),
    "base": ("--head", "HEAD", "--base", "HEAD~1", "--report", "all"),
}


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repository")
    files = {path: content for path, content in SOURCES.items() if content}
    made.commit({"slo.yaml": LOW_SLOTH, **files})
    return made


def in_every_mode(server: Server, repository: Scratch) -> dict[str, Run]:
    """Two commits on top, so that the base has what was staged too."""
    repository.git("commit", "-q", "--allow-empty", "-m", "change")
    repository.commit(message="nothing")
    return {mode: server.check(repository.root, *arguments) for mode, arguments in MODES.items()}


def link(repository: Scratch, path: str) -> None:
    """The file moves elsewhere in the repository, and a link takes its place."""
    place = repository.root / path
    content = place.read_text() if place.exists() else ""
    place.unlink(missing_ok=True)
    repository.write({"elsewhere": content})
    repository.link(path, "../" * path.count("/") + "elsewhere")
    repository.git("add", "--all")


def submodule(repository: Scratch, path: str) -> None:
    (repository.root / path).unlink(missing_ok=True)
    (repository.root / path).mkdir()
    repository.git("rm", "-q", "--cached", "--ignore-unmatch", "--", path)
    repository.git("update-index", "--add", "--cacheinfo", f"{GITLINK}{path}")


def pointer(repository: Scratch, path: str) -> None:
    repository.stage({path: "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"})


def huge(repository: Scratch, path: str) -> None:
    repository.stage({path: "#" * (1 << 20) + "\n"})


def latin(repository: Scratch, path: str) -> None:
    repository.stage({path: b"# caf\xe9\n"})


def twice(repository: Scratch, path: str) -> None:
    repository.stage({path: "kind: Config\nkind: Config\n"})


def test_without_a_trick_every_mode_judges_by_the_repository_s_own_rules(server: Server, repository: Scratch):
    for run in in_every_mode(server, repository).values():
        assert (run.code, run.rules) == (1, ["slo.yaml:8:16 acme/target-floor"])


REPLACED = (link, submodule, pointer, huge, latin, twice)


@pytest.mark.parametrize("replace", REPLACED, ids=lambda replace: replace.__name__)
@pytest.mark.parametrize("path", SOURCES)
def test_p08_p09_what_judges_is_a_file_that_can_be_read_or_nothing_is_judged(
    server: Server, repository: Scratch, path: str, replace: Callable[[Scratch, str], None]
):
    replace(repository, path)
    for mode, run in in_every_mode(server, repository).items():
        assert run.code == 2, mode
        assert path in run.err + run.out
        assert "Traceback" not in run.err


WAIVERS = ".roadmap-guard/waivers.yaml"


@pytest.mark.parametrize("replace", REPLACED, ids=lambda replace: replace.__name__)
def test_p08_waivers_that_cannot_be_read_waive_nothing_and_are_told(
    server: Server, repository: Scratch, replace: Callable[[Scratch, str], None]
):
    repository.stage({WAIVERS: WAIVER})
    before = in_every_mode(server, repository)
    replace(repository, WAIVERS)
    after = in_every_mode(server, repository)
    for mode in MODES:
        assert (before[mode].code, before[mode].report["summary"]["outcomes"]["waived"]) == (0, 1), mode
        assert (after[mode].code, after[mode].report["summary"]["outcomes"]["waived"]) == (1, 0), mode
        assert WAIVERS in after[mode].out


@pytest.mark.parametrize("replace", [link, submodule], ids=lambda replace: replace.__name__)
def test_p08_a_folder_of_policies_is_a_folder(
    server: Server, repository: Scratch, replace: Callable[[Scratch, str], None]
):
    repository.git("mv", "policies", "moved")
    if replace is link:
        repository.link("policies", "moved")
        repository.git("add", "policies")
    else:
        submodule(repository, "policies")
    for mode, run in in_every_mode(server, repository).items():
        assert (run.code, run.out) == (2, ""), mode
        assert "policies" in run.err


def test_p06_a_configuration_below_the_root_says_nothing(server: Server, repository: Scratch):
    repository.git("rm", "-q", "roadmap-guard.yaml")
    loose = CONFIG.replace("{}", f"{{scope: {{exclude: ['*']}}, rules: {{{LOW_TARGET}: {{enabled: false}}}}}}")
    repository.stage({"sub/roadmap-guard.yaml": loose, "sub/slo.yaml": LOW_SLOTH, ".roadmap-guard.yaml": loose})
    runs = in_every_mode(server, repository) | {"below": server.check(repository.root / "sub")}
    for mode, run in runs.items():
        paths = [finding["path"] for finding in run.report["findings"] if finding["rule"] == LOW_TARGET]
        assert (run.code, paths) == (1, ["slo.yaml", "sub/slo.yaml"]), mode
