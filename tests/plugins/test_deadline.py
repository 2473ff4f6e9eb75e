"""Code that takes too long is told so, whatever it does about it."""

import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest

from roadmap_guard.plugins.deadline import Overdue, within


def forever() -> None:
    while True:
        time.sleep(0.001)


def test_what_comes_back_in_time_is_left_alone():
    with within(60):
        done = 1 + 1

    assert done == 2
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@pytest.mark.parametrize("hang", [forever, lambda: time.sleep(60), lambda: max(x for x in iter(int, 1))])
def test_what_does_not_is_interrupted(hang):
    before = signal.getsignal(signal.SIGALRM)

    with pytest.raises(Overdue), within(0.05):
        hang()

    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_code_that_swallows_the_interruption_was_overdue_all_the_same():
    def careless() -> None:
        with suppress(BaseException):
            forever()

    with pytest.raises(Overdue), within(0.05):
        careless()


def test_an_outer_limit_holds_and_an_inner_one_does_not_end_it():
    def nested() -> None:
        with within(60):
            pass
        forever()

    with pytest.raises(Overdue), within(0.1):
        nested()


def test_elsewhere_than_in_the_main_thread_there_is_no_limit():
    seen = []

    def run() -> None:
        with within(0.01):
            time.sleep(0.05)
            seen.append("done")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()

    assert seen == ["done"]


def test_the_alarm_of_a_run_that_is_being_ended_stays():
    def ended() -> None:
        signal.signal(signal.SIGALRM, last)
        signal.setitimer(signal.ITIMER_REAL, 60)

    def last(*_: object) -> None:
        """What ends the process."""

    before = signal.getsignal(signal.SIGALRM)
    try:
        with within(60):
            ended()

        assert signal.getsignal(signal.SIGALRM) is last
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


STUBBORN = """
import time
from contextlib import suppress
from roadmap_guard.plugins import deadline
deadline._AGAIN = 0.05
with deadline.within(0.05):
    while True:
        with suppress(BaseException):
            time.sleep(60)
"""


def test_code_that_goes_on_and_on_ends_the_process_with_2():
    done = subprocess.run([sys.executable, "-c", STUBBORN], capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 2
    assert done.stderr == "roadmap-guard: a plugin does not come back; the run was ended\n"
