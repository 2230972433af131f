"""A limit of time for one page, so that none can hold up the others."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from discourse.errors import PageError

MAX_SECONDS = 120.0  # the slowest real page seen took 2
LONGEST = 1e6  # more than a week; an alarm cannot be set to any number


class _OverTimeError(BaseException):
    """Not an Exception, so that nothing on the way mistakes it for trouble of its own."""


@contextmanager
def deadline(name: str, seconds: float) -> Iterator[None]:
    """Raises PageError, naming the page, where what is done within takes longer.

    An alarm of the system interrupts Python code and regular expressions alike; it exists in the
    main thread of a process, on every system but Windows. Elsewhere there is no limit.
    """
    if not hasattr(signal, "setitimer") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _OverTimeError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _OverTimeError:
        expected = f"a page that is read within {seconds:g} seconds (max_seconds)"
        raise PageError(name, expected, "one that takes longer") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
