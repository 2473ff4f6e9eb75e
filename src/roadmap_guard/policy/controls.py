"""The clauses of standards that rules give evidence for."""

import os
from collections.abc import Iterator, Mapping

from roadmap_guard.model.report import Control
from roadmap_guard.policy.sources import read_folder, shipped_folder

FOLDER = "controls"


class Controls(Mapping[str, Control]):
    """The shipped controls by id, `<standard>:<clause>`; read when they are first asked for, which a hook never does."""

    def __init__(self) -> None:
        self._read: Mapping[str, Control] | None = None

    def __getitem__(self, name: str) -> Control:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Mapping[str, Control]:
        if self._read is None:
            from roadmap_guard.policy.catalogues import read_catalogues

            folder = os.path.join(shipped_folder(), FOLDER)
            self._read = read_catalogues(f"{os.path.basename(shipped_folder())}/{FOLDER}", read_folder(folder))
        return self._read
