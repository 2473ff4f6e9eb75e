"""A server that has the program imported and forks for each run.

A fork does what a process of its own would do but for the start of the interpreter, and costs a tenth. A question and its answer
are a line of JSON each.
"""

import errno
import json
import os
import sys
from importlib import import_module
from typing import Any

_IMPORTED = (
    "cel_expr_python.cel",
    "roadmap_guard.commands.check",
    "roadmap_guard.documents.markdown_reader",
    "roadmap_guard.documents.yaml_reader",
    "roadmap_guard.report.json_report",
    "yaml",
)
"""What most runs import, so that the forks have it."""


def main() -> None:
    """Answer until the questions end."""
    from roadmap_guard import cli

    for name in _IMPORTED:
        import_module(name)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(cli, json.loads(line))) + "\n")
        sys.stdout.flush()


def _answer(cli: Any, question: dict[str, Any]) -> list[Any]:
    files = [os.memfd_create("out"), os.memfd_create("err")]
    child = os.fork()
    if not child:
        os.chdir(question["folder"])
        os.environ.clear()
        os.environ.update(question["environment"])
        for number, file in enumerate(files, 1):
            os.dup2(file, number)
        _fail_at(question["fault"])
        cli.main(question["arguments"])
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return [code, *map(_content, files)]


_EVENTS = ("open", "subprocess.Popen", "os.rename", "os.mkdir", "os.listdir", "os.scandir", "os.remove")


def _fail_at(number: int) -> None:
    """Make the system refuse what it is asked for the n-th time, counted from 0."""
    left = [number]

    def refuse(event: str, _: object) -> None:
        if event in _EVENTS:
            left[0] -= 1
            if left[0] == -1:
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    if number >= 0:
        sys.addaudithook(refuse)


def _content(file: int) -> str:
    with open(file, "rb") as stream:
        stream.seek(0)
        return stream.read().decode("utf-8", "replace")


if __name__ == "__main__":
    main()
