"""What a plugin author imports: `from roadmap_guard.plugins import hookimpl`. The hooks are in `hooks.py`."""

from roadmap_guard.plugins.hooks import hookimpl

__all__ = ["hookimpl"]
