"""Owners from a Backstage catalogue: its groups and users, and the folders of its components.

An owner is known if there is an entity for it. Where the catalogue has no group at all (they are often brought in from an
identity provider), the groups that its entities name as owners are known, and nobody becomes unknown; likewise for users.

A `catalog-info.yaml` describes the software in its own folder, which is where Backstage looks for the source of a component
unless `backstage.io/source-location` names another place. So the owner of the component owns the folder, as far as its
file agrees on one; nobody is asked to approve changes, though.
https://backstage.io/docs/features/software-catalog/well-known-annotations
"""

import posixpath
from collections.abc import Iterator, Mapping

from roadmap_guard.model.document import Problem
from roadmap_guard.model.node import Mapping as MappingNode
from roadmap_guard.ownership.catalog import Entity, entities, is_owner, text_at
from roadmap_guard.ownership.dialects import CATALOG_MARK
from roadmap_guard.ownership.groups import circles, members_of
from roadmap_guard.ownership.registry import Identity, Ownership, OwnerType, Registry

_OWN_FOLDER = frozenset(["catalog-info.yaml", "catalog-info.yml"])
_TYPES: Mapping[str, OwnerType] = {"group": "team", "user": "person"}
_ACCOUNTS = ("github.com/team-slug", "github.com/user-login")
_SOURCE = "backstage.io/source-location"


def read(files: Mapping[str, bytes]) -> Registry:
    """What the entities in `files` say; files of other tools are passed over."""
    problems: list[Problem] = []
    found = [
        entity for path, data in files.items() if CATALOG_MARK in data for entity in entities(path, data, problems)
    ]
    owners = [entity for entity in found if entity.kind.casefold() in _TYPES]
    mentioned = _mentioned(found, {entity.kind.casefold() for entity in owners})
    members = members_of(owners)
    problems += circles(owners)
    return Registry(
        names={**mentioned, **{entity.reference: entity.path for entity in reversed(owners)}},
        owners_of=_Folders(found).owners_of,
        problems=tuple(problems),
        identities={entity.reference: _identity(entity, members) for entity in reversed(owners)},
        lists=bool(owners),
    )


def _mentioned(found: list[Entity], listed: set[str]) -> dict[str, str]:
    """The owners that entities name, of the kinds that the catalogue has no entities of, and the members of groups."""
    names: dict[str, str] = {}
    for entity in found:
        for reference in _references(entity):
            if reference.partition(":")[0] not in listed and is_owner(reference):
                names.setdefault(reference, entity.path)
    return names


def _references(entity: Entity) -> Iterator[str]:
    if owner := entity.owner:
        yield owner
    if entity.kind.casefold() == "group":
        yield from members_of([entity]).get(entity.reference.casefold(), ())


def _identity(entity: Entity, members: Mapping[str, tuple[str, ...]]) -> Identity:
    profile = entity.spec.get("profile")
    annotations = entity.metadata.get("annotations")
    accounts = [text_at(annotations, name) for name in _ACCOUNTS]
    also = (
        text_at(entity.metadata, "title"),
        text_at(profile, "displayName"),
        text_at(profile, "email"),
        *(f"@{account.lstrip('@')}" for account in accounts if account),
    )
    return Identity(
        type=_TYPES[entity.kind.casefold()],
        also=tuple(dict.fromkeys(name for name in also if name)),
        members=members.get(entity.reference.casefold(), ()),
    )


class _Folders:
    """Answers who owns a path from the nearest folder of a component above it."""

    def __init__(self, found: list[Entity]) -> None:
        self._owners: dict[str, dict[str, Entity]] = {}
        for entity in found:
            folder = _folder(entity)
            if entity.owner and folder is not None:
                self._owners.setdefault(folder, {}).setdefault(entity.owner, entity)

    def owners_of(self, path: str) -> Ownership | None:
        """The owner of the nearest folder, or None where no folder has one, or the nearest has several."""
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            owners = self._owners.get(folder)
            if owners:
                return _ownership(folder, owners)
        return None


def _ownership(folder: str, owners: Mapping[str, Entity]) -> Ownership | None:
    if len(owners) > 1:
        return None
    ((owner, entity),) = owners.items()
    place = entity.spec.key("owner")
    line = place.span.line if place else entity.span.line
    return Ownership((owner,), f"{folder}/", entity.path, line, section=entity.reference, approvals=0)


def _folder(entity: Entity) -> str | None:
    """The folder that a component describes, as far as the file tells."""
    if entity.kind.casefold() != "component":
        return None
    folder, _, name = entity.path.rpartition("/")
    annotations = entity.metadata.get("annotations")
    if isinstance(annotations, MappingNode) and annotations.key(_SOURCE):
        source = text_at(annotations, _SOURCE)
        return _below(folder, source[4:]) if source.startswith("dir:") else None
    return folder if name in _OWN_FOLDER else None


def _below(folder: str, relative: str) -> str | None:
    """A path seen from a folder; None if it leads out of the repository."""
    place = posixpath.normpath(posixpath.join(folder, relative))
    if place.startswith(("../", "/")) or place == "..":
        return None
    return "" if place == "." else place
