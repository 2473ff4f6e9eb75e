"""The formats of a run: those of the program and its plugins, and those that the trusted configuration defines."""

from collections.abc import Iterable

from roadmap_guard.engine.extensions import Extensions
from roadmap_guard.engine.session import Session
from roadmap_guard.formats import registry
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.model.document import Document


def load_formats(session: Session, extensions: Extensions, extra: Iterable[Document] = ()) -> FormatSet:
    """With the definitions in `extra`, which are tried out. Raises DefinitionError with everything that is wrong with any."""
    config = session.config
    inline = [Document(config.path, number, "yaml", node) for number, node in enumerate(config.formats)]
    return registry.load([*inline, *extra], extensions.formats)
