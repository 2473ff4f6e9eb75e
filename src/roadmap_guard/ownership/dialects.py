"""The dialects of ownership files that are built in: where their files lie, and who reads them.

A run that asks for no owner, as most hooks are, imports none of the readers.
"""

from collections.abc import Mapping

from roadmap_guard.ownership.registry import Registry

_CODEOWNERS = frozenset([".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"])
_CATALOG_FOLDERS = frozenset(["catalog", "catalogs", "backstage", ".backstage"])
_CATALOG_WORDS = frozenset(
    ["catalog", "backstage", "entities", "org", "group", "groups", "user", "users", "team", "teams", "people"]
)

CATALOG_MARK = b"backstage.io/v1"
"""What a file with entities of Backstage holds somewhere: their `apiVersion`."""


def is_codeowners(path: str) -> bool:
    """Is `path` one of the places where GitHub or GitLab looks for CODEOWNERS?"""
    return path in _CODEOWNERS


def read_codeowners(files: Mapping[str, bytes]) -> Registry:
    """See `codeowners`."""
    from roadmap_guard.ownership import codeowners

    return codeowners.read(files)


def is_owners(path: str) -> bool:
    """Is `path` an OWNERS file of any folder, or the aliases at the root?"""
    return path in {"OWNERS", "OWNERS_ALIASES"} or path.endswith("/OWNERS")


def read_owners(files: Mapping[str, bytes]) -> Registry:
    """See `owners`."""
    from roadmap_guard.ownership import owners

    return owners.read(files)


def is_catalog(path: str) -> bool:
    """Is `path` one where catalogues of Backstage are kept by custom? Their entities may stand in other files too."""
    if not path.endswith((".yaml", ".yml")):
        return False
    name = path[path.rfind("/") + 1 :].lower()
    if not _CATALOG_WORDS.isdisjoint(name.replace("-", ".").replace("_", ".").split(".")):
        return True
    return ("catalog" in path or "backstage" in path) and not _CATALOG_FOLDERS.isdisjoint(path.split("/"))


def read_catalog(files: Mapping[str, bytes]) -> Registry:
    """See `backstage`."""
    from roadmap_guard.ownership import backstage

    return backstage.read(files)


def is_groups_list(path: str) -> bool:
    """Is `path` a list of the groups of a Kubernetes-like organisation?"""
    return path == "sigs.yaml" or path.endswith("/sigs.yaml")


def read_groups_list(files: Mapping[str, bytes]) -> Registry:
    """See `sigs`."""
    from roadmap_guard.ownership import sigs

    return sigs.read(files)
