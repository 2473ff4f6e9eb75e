"""Owners for roadmap-guard from `teams.yaml`: teams with their members, contact and escalation."""

from roadmap_guard.plugins import OwnerReader, hookimpl
from roadmap_guard_team_file import teams


@hookimpl
def roadmap_guard_owner_readers() -> list[OwnerReader]:
    """The dialect `teams.yaml`."""
    return [OwnerReader(teams.PATH, teams.wants, teams.read)]
