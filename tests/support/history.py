"""Items and objectives in our own format, to be changed commit by commit."""

from typing import Any

import yaml


def plan(*items: dict[str, Any]) -> str:
    """A roadmap file of these items."""
    return _file("Roadmap", {"items": list(items)})


def levels(*objectives: dict[str, Any]) -> str:
    """A file of these objectives."""
    return _file("ServiceLevels", {"objectives": list(objectives)})


def cards(*models: dict[str, Any], **more: Any) -> str:
    """A file of these models."""
    return _file("ModelGovernance", {"models": list(models), **more})


def item(name: str, **fields: Any) -> dict[str, Any]:
    """An item whose title is its own."""
    return {"id": name, "title": f"The {name}", **fields}


def _file(kind: str, spec: dict[str, Any]) -> str:
    envelope = {"apiVersion": "roadmap-guard.dev/v1", "kind": kind, "metadata": {"name": "acme"}, "spec": spec}
    return yaml.safe_dump(envelope, sort_keys=False)
