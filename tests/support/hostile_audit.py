"""Runs the program and writes down what it does to the system, as Python's own audit events tell it.

    python -I hostile_audit.py LOG ARGUMENTS...

The log is a list of `[event, arguments]`: https://docs.python.org/3/library/audit_events.html
"""

import json
import os
import sys

_TOLD = ("socket.", "subprocess.", "os.", "shutil.", "tempfile.", "urllib.", "http.", "ctypes.", "pty.", "fcntl.")
_QUIET = ("os.listdir", "os.scandir", "os.walk", "os.fwalk")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Run the program and keep the log, also of what it does last."""
    log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        if writes or (event.startswith(_TOLD) and event not in _QUIET):
            os.write(log, json.dumps([event, arguments], default=repr).encode() + b"\n")

    from roadmap_guard import cli

    sys.addaudithook(listen)
    cli.main(sys.argv[2:])


if __name__ == "__main__":
    main()
