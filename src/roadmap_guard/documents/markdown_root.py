"""The root of a Markdown document. A repository has thousands of them and few are ever looked into, so the body waits."""

from roadmap_guard.model.node import Mapping, Node, Scalar
from roadmap_guard.model.span import Span


class MarkdownRoot(Mapping):
    """`frontMatter`, `title` and `sections`; the last two are read from the text when anything but `frontMatter` is asked for."""

    __slots__ = ("_body", "_front_matter", "_text")

    def __init__(self, front_matter: Mapping | None, text: str, body: int, span: Span) -> None:
        """`text` is the whole file and `body` the offset where its Markdown begins. `entries` stays unset until asked for."""
        self.span = span
        self._front_matter = front_matter
        self._text = text
        self._body = body

    @property
    def text(self) -> str:
        """The file as written, front matter and all; empty where the body was too large to be read."""
        return self._text

    @property
    def body(self) -> int:
        """The offset in `text` where the front matter is over."""
        return self._body

    def get(self, key: str) -> Node | None:
        """As of any mapping."""
        return self._front_matter if key == "frontMatter" else super().get(key)

    def __getattr__(self, name: str) -> object:
        """Only called for what is not set yet: the entries."""
        if name != "entries":
            raise AttributeError(name)
        self.entries = self._read()
        return self.entries

    def _read(self) -> dict[str, tuple[Scalar, Node]]:
        from roadmap_guard.documents.markdown_body import entries

        found: dict[str, Node] = {"frontMatter": self._front_matter} if self._front_matter is not None else {}
        found.update(entries(self._text, self._body))
        return {name: (Scalar(name, name, node.span.start), node) for name, node in found.items()}
