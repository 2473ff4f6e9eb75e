"""Files of the work tree that a command reads and writes: never through a link out of it."""

import os

from roadmap_guard.engine.session import Session
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.report import writing


def read(session: Session, path: str) -> str | None:
    """The text at `path`, as the snapshot has it; None where there is no such file."""
    data = session.snapshot.blob(path)
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotCheckError(f"{path} is not UTF-8, so it cannot be edited", "Save the file as UTF-8.") from error


def write(session: Session, path: str, text: str) -> None:
    """Replace the file at `path`, from the root of the work tree; its folder is made if needed.

    Raises CannotCheckError without a work tree, for a path that leads out of it, and where it cannot be written.
    """
    root = session.repository.root if session.repository else ""
    if not root:
        raise CannotCheckError("there is no work tree to write to", "Run it in a clone with a work tree.")
    target = os.path.join(root, path)
    folder = os.path.dirname(target)
    if os.path.commonpath([os.path.realpath(folder), os.path.realpath(root)]) != os.path.realpath(root):
        raise CannotCheckError(f"{path} leads out of the repository", "Replace the link in its way by a folder.")
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise CannotCheckError(f"the folder of {path} cannot be made: {error.strerror or error}") from error
    writing.to_file(target, text.encode("utf-8", "surrogateescape"))
