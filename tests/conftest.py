"""Every test runs in a scrubbed environment: no colour, no CI, no git variables, no user configuration."""

import os

import pytest
from hypothesis import settings

settings.register_profile("project", deadline=None)
settings.load_profile("project")

_SCRUBBED_PREFIXES = ("GIT_", "GITHUB_", "RUNNER_", "ROADMAP_GUARD_", "PRE_COMMIT")
_SCRUBBED = ("CI", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "SOURCE_DATE_EPOCH", "TZ")


@pytest.fixture(autouse=True)
def _scrubbed_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in list(os.environ):
        if name.startswith(_SCRUBBED_PREFIXES) or name in _SCRUBBED:
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A Developer")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "developer@example.com")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2026-11-02T09:00:00+00:00")
