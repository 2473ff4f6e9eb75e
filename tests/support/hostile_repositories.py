"""Repositories of any mixture: good and bad files, links, submodules and names that no one would choose."""

import os
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from support.files import CONFIG, LOW_SLOTH, ROADMAP, SLOTH
from support.repository import Scratch, scratch

LARGEST = 4_000
"""Bytes of the largest file that the configuration of these repositories allows."""

SETTINGS = CONFIG.replace("{}", f"{{limits: {{fileBytes: {LARGEST}}}, scope: {{exclude: [vendor/]}}}}")


class Piece(NamedTuple):
    """What stands at a path: a file with `content`, a link to it (`link`), or a repository of its own (`submodule`)."""

    content: bytes
    mode: str = "file"


CONTENTS = (
    SLOTH,
    LOW_SLOTH,
    ROADMAP,
    SLOTH.replace("checkout", "search"),
    LOW_SLOTH + "  bad: [",
    LOW_SLOTH + "slos: []\n",
    "version: prometheus/v1\r\nservice: x\r\nslos: []\r\n",
    "{{- if .Values.on }}\nkind: Deployment\n{{- end }}\n",
    "<<<<<<< ours\nversion: prometheus/v1\n=======\nversion: 2\n>>>>>>> theirs\n",
    "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
    "version: prometheus/v1\nservice: \u2028 x\n",
    "version: prometheus/v1\nservice: \x00\n",
    "[" * 100,
    "l0: &l0 [x, x, x, x]\n" + "".join(f"l{n}: &l{n} [" + f"*l{n - 1}, " * 9 + "x]\n" for n in range(1, 9)),
    "---\nlicense: mit\n",
    "# Model Card for a model\n\n## Uses\n\n- **Owner**: TBD\n",
    '{"a": 1, "a": 2}',
    "x" * (LARGEST + 1),
    "",
)

NAMES = (
    b"a.yaml",
    b"A.yaml",
    b"b.YML",
    b"c.json",
    b"d.Md",
    b"e.txt",
    b"deep/er/f.yaml",
    b"vendor/g.yaml",
    b"vendor/deep/h.md",
    b"-rf.yaml",
    b"--format=x.yaml",
    b":(exclude)a.yaml",
    b"*.yaml",
    b"caf\xe9.yaml",
    b"\xff\xfe.json",
    "caf\u00e9.md".encode(),
    "cafe\u0301.md".encode(),
    "\u202egpj.yaml".encode(),
    b"new\nline.yaml",
    b'"quoted"\t.yaml',
    b"::error::x.yaml",
    b"##[group]x.yaml",
    b"%0A.yaml",
    b"\x1b[31m.yaml",
    b"CON.yaml",
    b"back\\slash.yaml",
)

ENDINGS = (b".yaml", b".yml", b".json", b".md", b".markdown")


def in_scope(name: bytes) -> bool:
    """Whether a path ends like a file that is read, said apart from the program."""
    return name.lower().endswith(ENDINGS)


_PIECES = st.one_of(
    st.sampled_from(CONTENTS).map(lambda text: Piece(text.encode())),
    st.binary(max_size=60).map(Piece),
    st.sampled_from([b"a.yaml", b"/etc/passwd", b"../x", b".git/config", b"loop.yaml", b"deep"]).map(
        lambda target: Piece(target, "link")
    ),
    st.just(Piece(b"", "submodule")),
)

PIECES = st.dictionaries(st.sampled_from(NAMES), _PIECES, min_size=1, max_size=12)


def write(root: Path, name: bytes, piece: Piece) -> None:
    """Puts a piece into a work tree."""
    path = os.path.join(os.fsencode(root), name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if piece.mode == "link":
        os.symlink(piece.content, path)
    elif piece.mode == "submodule":
        os.makedirs(path)
    else:
        with open(path, "wb") as file:
            file.write(piece.content)


def build(root: Path, pieces: dict[bytes, Piece]) -> Scratch:
    """A repository with all pieces in the order given, in the work tree and the index; nothing is committed yet."""
    repo = scratch(root)
    repo.write({"roadmap-guard.yaml": SETTINGS})
    for name, piece in pieces.items():
        write(root, name, piece)
    repo.git("add", "--all")
    gitlinks = [name for name, piece in pieces.items() if piece.mode == "submodule"]
    rows = [f"160000 {'1' * 40}\t".encode() + name + b"\0" for name in gitlinks]
    repo.git("update-index", "-z", "--index-info", stdin=b"".join(rows))
    return repo
