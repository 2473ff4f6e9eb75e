"""Installed distributions, written file by file as pip leaves them."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

VERSION = "1.0.0"


def install(
    site: Path,
    name: str,
    source: str,
    files: Mapping[str, str] | None = None,
    *,
    code: Path | None = None,
    entry_point: str = "[roadmap_guard]\nplugin = {module}",
) -> str:
    """Put the distribution `name` into the folder `site`, and give its pin. Its package is `code_<name>`.

    `source` is the package's `__init__.py`, `files` lie beside it. `code` is where the package goes if not into `site`.
    """
    module = f"code_{name.replace('-', '_')}"
    metadata = site / f"{name.replace('-', '_')}-{VERSION}.dist-info"
    write(metadata, {"METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n"})
    write(metadata, {"entry_points.txt": entry_point.format(module=module) + "\n"})
    write((code or site) / module, {"__init__.py": dedent(source), **(files or {})})
    return f"{name}=={VERSION}"


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write text files below a folder."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
