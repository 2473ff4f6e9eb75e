"""Scratch repositories, made with the real git: what it can commit, and what only an attacker would."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from roadmap_guard.git.snapshot import Snapshot
from roadmap_guard.model.document import Problem

GIT = shutil.which("git") or "git"

Content = str | bytes
Files = Mapping[str, Content]


class Scratch:
    """A repository in a directory of its own. Author, committer and dates come from the environment of the test."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def path(self) -> str:
        return str(self.root)

    def git(self, *arguments: str | bytes, stdin: bytes = b"", **environment: str) -> str:
        """The output of a git command, without its last line feed. The environment of the test and `environment` apply."""
        command = [GIT, "-c", "core.fsync=none", *arguments]
        variables = {**os.environ, **environment}
        done = subprocess.run(command, cwd=self.root, env=variables, input=stdin, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")

    def write(self, files: Files) -> None:
        """Writes files into the work tree."""
        for name, content in files.items():
            file = self.root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)

    def stage(self, files: Files) -> None:
        """Writes files and adds them to the index."""
        self.write(files)
        self.git("add", "--", *files)

    def commit(self, files: Files | None = None, message: str = "change") -> str:
        """Commits the files on top of what is staged, and gives the id of the commit."""
        self.stage(files or {})
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.head

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def blob(self, content: Content) -> str:
        """Stores a file in the object database alone."""
        data = content.encode() if isinstance(content, str) else content
        return self.git("hash-object", "-w", "--stdin", stdin=data)

    def index_paths(self, paths: Mapping[bytes, Content], mode: str = "100644") -> None:
        """Puts paths into the index whatever their bytes, without touching the work tree."""
        rows = [f"{mode} {self.blob(content)}\t".encode() + path + b"\0" for path, content in paths.items()]
        self.git("update-index", "-z", "--index-info", stdin=b"".join(rows))

    def unmerge(self, path: str) -> None:
        """Leaves a path in the index as an unresolved merge does: with three versions."""
        versions = enumerate(("base", "ours", "theirs"), 1)
        rows = [f"100644 {self.blob(version)} {stage}\t{path}\n" for stage, version in versions]
        self.git("update-index", "--index-info", stdin="".join(rows).encode())

    def tree(self, entries: Mapping[bytes, tuple[str, str]]) -> str:
        """A tree of name -> (mode, id), written as it stands: git's checks of names do not apply."""
        rows = [f"{mode} ".encode() + name + b"\0" + bytes.fromhex(oid) for name, (mode, oid) in entries.items()]
        return self.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=b"".join(rows))

    def commit_tree(self, tree: str, *parents: str) -> str:
        """A commit of a tree that is on no branch."""
        flags = [word for parent in parents for word in ("-p", parent)]
        return self.git("commit-tree", tree, *flags, "-m", "change")

    def clone(self, root: Path, *flags: str) -> "Scratch":
        """A clone by way of the transport, as a remote one would be."""
        subprocess.run([GIT, "clone", "-q", *flags, f"file://{self.root}", str(root)], check=True, capture_output=True)
        return Scratch(root)

    def link(self, name: str, target: str) -> None:
        """Makes a symbolic link in the work tree."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to(target)

    def hook(self, name: str, script: str) -> None:
        """Installs a hook; `script` is for the shell."""
        file = self.root / self.git("rev-parse", "--git-path", f"hooks/{name}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)


def scratch(root: Path, *flags: str) -> Scratch:
    """A new repository at `root`; `flags` are those of `git init`."""
    root.mkdir(parents=True, exist_ok=True)
    made = Scratch(root)
    made.git("init", "-q", "-b", "main", *flags)
    return made


def contents(snapshot: Snapshot) -> dict[str, bytes | str]:
    """All that a snapshot holds: the content of each path, or the code of the problem that refuses it."""
    read = snapshot.read(snapshot.entries())
    return {entry.path: content.code if isinstance(content, Problem) else content for entry, content in read}


def problem_at(snapshot: Snapshot, path: str) -> Problem:
    """The problem that refuses the one file at `path`."""
    [(_, content)] = snapshot.read([entry for entry in snapshot.entries() if entry.path == path])
    assert isinstance(content, Problem), f"{path} was read"
    return content


def stand_in(directory: Path, script: str) -> str:
    """A directory to put on PATH whose `git` is the shell script; `exec {GIT} "$@"` in it is the real one."""
    directory.mkdir(parents=True, exist_ok=True)
    file = directory / "git"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(directory)
