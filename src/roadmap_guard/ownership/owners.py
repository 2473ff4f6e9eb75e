"""OWNERS and OWNERS_ALIASES as Kubernetes projects keep them.

Every folder may hold an OWNERS file. A path belongs to the approvers of its folder and of the folders above, nearest first,
up to a file with `options.no_parent_owners`. OWNERS_ALIASES at the root names groups; an alias counts as an owner, and so
do its members. https://www.kubernetes.dev/docs/guide/owners/
"""

from collections.abc import Iterator, Mapping

from roadmap_guard.model.document import Problem
from roadmap_guard.ownership.owners_files import Folder, folder_of, left_of, names_of, root_of
from roadmap_guard.ownership.registry import Identity, Ownership, Registry
from roadmap_guard.ownership.remarks import Remarks

_ALIASES = "OWNERS_ALIASES"


def read(files: Mapping[str, bytes]) -> Registry:
    """What all OWNERS files together say."""
    collected = _Collected()
    for path, data in files.items():
        if path == _ALIASES:
            collected.add_aliases(path, data)
        else:
            collected.add_folder(path, data)
    return collected.registry()


class _Collected:
    """The growing account of all files."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._left: dict[str, str] = {}
        self._identities: dict[str, Identity] = {}
        self._folders: dict[str, Folder] = {}
        self._problems: list[Problem] = []
        self._understood = False

    def add_folder(self, path: str, data: bytes) -> None:
        self._names.setdefault(f"//{path}", path)
        root = root_of(path, data, self._problems)
        if root is None:
            return
        self._understood = True
        remarks = Remarks(path)
        self._folders[path.removesuffix("OWNERS").rstrip("/")] = folder_of(path, root, remarks)
        self._problems += remarks.all()
        for name in names_of(root):
            self._names.setdefault(name, path)
        for name in left_of(root):
            self._left.setdefault(name, path)

    def add_aliases(self, path: str, data: bytes) -> None:
        root = root_of(path, data, self._problems)
        if root is None:
            return
        from roadmap_guard.ownership.aliases import aliases_of

        self._understood = True
        remarks = Remarks(path)
        for alias, members in aliases_of(root, remarks).items():
            self._identities[alias] = Identity("team", members=members)
            self._names |= {name: path for name in (alias, *members) if name not in self._names}
        self._problems += remarks.all()

    def registry(self) -> Registry:
        """Those who have left stand behind those who are there: who approves anywhere has not left."""
        aliases = {name.casefold(): identity for name, identity in self._identities.items()}
        active = {name.casefold() for name in self._names}
        gone = {name: path for name, path in self._left.items() if name.casefold() not in active}
        people = {
            name: aliases.get(name.casefold(), Identity("person")) for name in self._names if not name.startswith("//")
        }
        return Registry(
            names={**self._names, **gone},
            owners_of=_Inherited(self._folders).owners_of,
            problems=tuple(self._problems),
            identities={**people, **dict.fromkeys(gone, Identity("person", left=True))},
            lists=self._understood,
        )


class _Inherited:
    """Answers who owns a path from the folders above it."""

    def __init__(self, folders: Mapping[str, Folder]) -> None:
        self._folders = folders

    def owners_of(self, path: str) -> Ownership | None:
        """The approvers of the nearest OWNERS file and of those it inherits from, or None where there are none."""
        grants = list(self._grants(path))
        if not grants:
            return None
        nearest = grants[0]
        approvers = dict.fromkeys(name for grant in grants for name in grant.owners)
        return nearest._replace(owners=tuple(approvers))

    def _grants(self, path: str) -> Iterator[Ownership]:
        """What each file says of the path by itself, the nearest first."""
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            found = self._folders.get(folder)
            if not found:
                continue
            below = path[len(folder) + 1 :] if folder else path
            for rule in found.rules:
                if rule.approvers and (rule.matches is None or rule.matches(below)):
                    pattern = f"{folder}/{rule.pattern}" if folder else rule.pattern or "/"
                    yield Ownership(rule.approvers, pattern, found.path, rule.line)
            if found.cut_off:
                return
