"""CODEOWNERS: which of a repository's files count, and in which dialect each is written.

GitHub and GitLab share two of the places where they look. A file there is GitLab's if only GitLab would understand it, or if the
repository has a `.gitlab/CODEOWNERS` and no `.github/CODEOWNERS` beside it.
"""

from collections.abc import Mapping

from roadmap_guard.model.document import Problem
from roadmap_guard.model.span import FILE_START
from roadmap_guard.ownership import github
from roadmap_guard.ownership.registry import Ownership, Registry

_GITLAB = ".gitlab/CODEOWNERS"
_LOCATIONS = (*github.LOCATIONS, _GITLAB)


def read(files: Mapping[str, bytes]) -> Registry:
    """What the files that count say, of each platform one; the others are reported."""
    texts = {path: _text(files[path]) for path in _LOCATIONS if path in files}
    gitlab = {path for path in texts if _is_gitlab(path, texts)}
    registries = []
    problems: list[Problem] = []
    if own := [path for path in github.LOCATIONS if path in texts and path not in gitlab]:
        registries.append(github.read(own[0], texts[own[0]], len(files[own[0]])))
        problems += [_shadowed(other, own[0], "GitHub") for other in own[1:]]
    if gitlab:
        registries.append(_of_gitlab(texts, gitlab, problems))
    return _joined(registries, problems)


def _of_gitlab(texts: Mapping[str, str], paths: set[str], problems: list[Problem]) -> Registry:
    from roadmap_guard.ownership import gitlab

    counts, *shadowed = [path for path in gitlab.LOCATIONS if path in paths]
    problems += [_shadowed(other, counts, "GitLab") for other in shadowed]
    return gitlab.read(counts, texts[counts])


def _is_gitlab(path: str, texts: Mapping[str, str]) -> bool:
    if path.startswith("."):
        return path == _GITLAB
    if _GITLAB in texts and github.LOCATIONS[0] not in texts:
        return True
    if "[" not in texts[path] and "@@" not in texts[path]:
        return False
    from roadmap_guard.ownership.gitlab import is_spoken

    return is_spoken(texts[path])


def _text(data: bytes) -> str:
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")


def _joined(registries: list[Registry], problems: list[Problem]) -> Registry:
    """The registries as one. GitHub is asked first where a repository has a file for either."""

    def owners_of(path: str) -> Ownership | None:
        return next((answer for registry in registries if (answer := registry.owners_of(path))), None)

    return Registry(
        names={name: path for registry in reversed(registries) for name, path in registry.names.items()},
        owners_of=owners_of,
        problems=(*problems, *(problem for registry in registries for problem in registry.problems)),
        identities={name: known for registry in registries for name, known in registry.identities.items()},
    )


def _shadowed(path: str, counts: str, platform: str) -> Problem:
    message = f"{path} has no effect: {platform} reads {counts} and no other"
    remedy = f"Move its lines to {counts} and delete it."
    return Problem("codeowners-shadowed", message, remedy, path, FILE_START, "warning", refuses=False)
