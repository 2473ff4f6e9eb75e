"""A limit of time for a plugin's code: one that hangs would hang every commit.

It rests on `SIGALRM`, which POSIX has and which reaches the main thread alone: elsewhere there is no limit. Code in C that never
comes back to the interpreter is not interrupted either.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_AGAIN = 1.0
_PATIENCE = 10
"""How often code that goes on in spite of it is told, each time after `_AGAIN` seconds, before the process ends."""


class Overdue(BaseException):
    """The time is over. No Exception, so that a plugin does not take it for one of its own."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Overdue if what runs inside takes longer, also if it goes on in spite of that. A limit around this one holds instead."""
    alarm = _Alarm()
    if not alarm.set(seconds):
        yield
        return
    try:
        yield
    finally:
        alarm.stop()
    if alarm.rings:
        raise Overdue


class _Alarm:
    """Rings in the main thread."""

    def __init__(self) -> None:
        self.rings = 0
        self._is_set = False

    def set(self, seconds: float) -> bool:
        """Whether it could be set: there is such a thing here, and none is set."""
        if not hasattr(signal, "setitimer") or signal.getitimer(signal.ITIMER_REAL)[0]:
            return False
        with suppress(ValueError):  # not the main thread
            self._before = signal.signal(signal.SIGALRM, self._ring)
            self._is_set = True
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        return self._is_set

    def stop(self) -> None:
        try:
            self._is_set = False
        finally:  # it may ring on the line above
            if signal.getsignal(signal.SIGALRM) == self._ring:  # a signal that ends the run sets an alarm of its own
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, self._before)

    def _ring(self, _signal: int, _frame: FrameType | None) -> None:
        if not self._is_set:
            return
        self.rings += 1
        if self.rings > _PATIENCE:
            sys.stderr.write("roadmap-guard: a plugin does not come back; the run was ended\n")
            sys.stderr.flush()
            os._exit(2)
        raise Overdue
