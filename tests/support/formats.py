"""Reads text as documents, and documents as resources, for tests of formats."""

from roadmap_guard import documents
from roadmap_guard.formats import reading, registry
from roadmap_guard.formats.reading import Reading
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Node

BUILT_IN = registry.load()


def parse(text: str, path: str = "x.yaml") -> tuple[Document, ...]:
    return documents.parse(path, text.encode()).documents


def node(text: str) -> Node:
    (document,) = parse(text)
    return document.root


def load(*definitions: str) -> FormatSet:
    return registry.load([document for text in definitions for document in parse(text, "roadmap-guard.yaml")])


def read(text: str, path: str = "x.yaml", formats: FormatSet = BUILT_IN) -> Reading:
    return reading.read(formats, parse(text, path))


def defined(fields: str, kind: str = "RoadmapItem", language: str = "yaml") -> FormatSet:
    """A format `mine` for documents with a key `mine`, whose one resource has these fields (YAML, flow style)."""
    key = "frontMatter.mine" if language == "markdown" else "mine"
    return load(
        f"format: mine\nlanguages: {language}\nrecognise: {{path: {key}, exists: true}}\n"
        f"resources: [{{kind: {kind}, id: '{{id | @path}}', fields: {fields}}}]"
    )


def fields_of(text: str, fields: str, kind: str = "RoadmapItem") -> dict[str, object]:
    """What one resource of `text`, read with these fields, holds; derived fields and the id left out."""
    (resource,) = read(f"mine: 1\n{text}", formats=defined(fields, kind)).resources
    return {name: value for name, value in resource.fields.items() if name not in ("id", "unitSuspect")}
