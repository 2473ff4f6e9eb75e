"""Checks in Python, for what an expression cannot say. One file each."""

from roadmap_guard.engine.checks import dependency_cycle, document_schema
from roadmap_guard.policy.checks import Check

CHECKS: dict[str, Check] = {
    "dependency-cycle": dependency_cycle.check,
    "document-schema": document_schema.check,
}
"""By the name that a rule's `uses` gives."""
