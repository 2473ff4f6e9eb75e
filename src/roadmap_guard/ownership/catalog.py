"""The entities of a Backstage catalogue, as they stand in its files.

https://backstage.io/docs/features/software-catalog/descriptor-format and .../references
"""

import re
from collections.abc import Iterator

from roadmap_guard.documents import parse
from roadmap_guard.model.document import Problem
from roadmap_guard.model.node import Mapping as MappingNode
from roadmap_guard.model.node import Node, Scalar
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span
from roadmap_guard.ownership.dialects import CATALOG_MARK
from roadmap_guard.ownership.names import normalise
from roadmap_guard.ownership.remarks import Remarks, shown

_TEMPLATE = re.compile(r"\$?\{\{|\{%|\$\{")
_DEFAULT = "default"


class Entity(NamedTuple):
    """One entity. `span` is where its name stands; `metadata` and `spec` are as written."""

    kind: str
    namespace: str
    name: str
    path: str
    span: Span
    metadata: MappingNode
    spec: MappingNode

    @property
    def reference(self) -> str:
        """The full reference: `group:default/payments`."""
        return f"{self.kind.casefold()}:{self.namespace}/{self.name}"

    @property
    def owner(self) -> str:
        """Who owns it: a full reference, or an e-mail address as written; empty where nobody is named."""
        text = text_at(self.spec, "owner")
        return text if not text or normalise(text).realm == "email" else self.refer(text, "group")

    def refer(self, text: str, kind: str) -> str:
        """The full reference that `text` means within this entity, where a reference of `kind` is expected.

        What says no kind is of that kind, and what says no namespace of the entity's own.
        """
        kind, _, name = (
            text.rpartition(":") if text.partition(":")[0].casefold() in ("group", "user") else (kind, "", text)
        )
        namespace, slash, base = name.partition("/")
        return f"{kind.casefold()}:{name}" if slash else f"{kind.casefold()}:{self.namespace}/{namespace or base}"


def entities(path: str, data: bytes, problems: list[Problem]) -> Iterator[Entity]:
    """The entities in a file. Templates of entities are skipped, with a note."""
    parsed = parse(path, data)
    problems += [_weighed(problem) for problem in parsed.problems if problem.refuses]
    remarks = Remarks(path)
    for document in parsed.documents:
        found = _entity(path, document.root)
        if found and any(_TEMPLATE.search(text) for text in (found.name, found.namespace)):
            message = f"`{shown(found.name)}` is a placeholder: this is a template of an entity, so it names no owner"
            remarks.remark("catalog-template", message, "Register the entity that is made of it.", found.span, "note")
        elif found:
            yield found
    problems += remarks.all()


def text_at(node: Node | None, *keys: str) -> str:
    """The text at a path of keys; empty where there is none, or a placeholder of a template."""
    for key in keys:
        node = node.get(key) if isinstance(node, MappingNode) else None
    text = node.text.strip() if isinstance(node, Scalar) and node.value is not None else ""
    return "" if _TEMPLATE.search(text) else text


def is_owner(reference: str) -> bool:
    """Whether this can be an owner: a full reference, whose name has no blank, or an e-mail address."""
    return normalise(reference).realm in ("catalog", "email")


def _entity(path: str, root: Node) -> Entity | None:
    if not isinstance(root, MappingNode) or not text_at(root, "apiVersion").startswith(CATALOG_MARK.decode()):
        return None
    metadata, spec = root.get("metadata"), root.get("spec")
    name = metadata.get("name") if isinstance(metadata, MappingNode) else None
    if not isinstance(metadata, MappingNode) or not isinstance(spec, MappingNode) or not isinstance(name, Scalar):
        return None
    namespace = metadata.get("namespace")
    return Entity(
        kind=text_at(root, "kind"),
        namespace=namespace.text.strip() if isinstance(namespace, Scalar) and namespace.value else _DEFAULT,
        name=name.text.strip(),
        path=path,
        span=name.span,
        metadata=metadata,
        spec=spec,
    )


def _weighed(problem: Problem) -> Problem:
    """A file that cannot be read hides owners; a template never had any."""
    return problem._replace(level="note" if problem.code == "template" else "warning")
