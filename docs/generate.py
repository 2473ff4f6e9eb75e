"""Writes the pages and blocks of the documentation that follow from the code: `python docs/generate.py`.

Whole pages: those of rules, kinds, controls, problems and commands. In pages written by hand it fills the blocks between
`<!-- generated: NAME -->` and `<!-- end: NAME -->`. What stands in them is made in `content.py`. `tests/test_docs.py` fails where
a page is not what this script would write.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from content import blocks, pages

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "docs" / "rules", ROOT / "docs" / "kinds")
"""Folders of generated pages alone: one that is no longer written is removed."""

_BLOCK = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end: \2 -->)", re.DOTALL)


def stale() -> dict[Path, str | None]:
    """The files that differ from what they should be, with that; None for one that should not be there."""
    wanted: dict[Path, str | None] = {ROOT / path: text for path, text in pages().items()}
    known = blocks()
    wanted |= {page: filled(page.read_text(encoding="utf-8"), known) for page in by_hand() if page not in wanted}
    there = (page for folder in FOLDERS for page in folder.rglob("*.md"))
    wanted |= {page: None for page in there if page not in wanted}
    return {page: text for page, text in sorted(wanted.items()) if text != _present(page)}


def by_hand() -> Iterator[Path]:
    """The pages of which no more than blocks are generated, and those of `docs/` that are generated whole."""
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        if not any(folder in page.parents for folder in FOLDERS):
            yield page


def filled(text: str, known: Mapping[str, str]) -> str:
    """`text` with its blocks as they should be. Raises KeyError for a block that nobody writes."""
    return _BLOCK.sub(lambda found: f"{found[1]}{known[found[2]]}{found[3]}", text)


def main() -> None:
    """Write what is not as it should be, and say so."""
    for page, text in stale().items():
        if text is None:
            page.unlink()
        else:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{'removed' if text is None else 'wrote'} {page.relative_to(ROOT)}\n")


def _present(page: Path) -> str | None:
    return page.read_text(encoding="utf-8") if page.exists() else None


if __name__ == "__main__":
    main()
