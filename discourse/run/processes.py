"""What processes that work beside this one have in common: how they begin and end."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def without_main() -> Iterator[None]:
    """A process that is started meanwhile does not run the program's main file once more.

    Python does so for work that is defined there, as ours never is; a script that calls discourse
    without asking for its `__name__` would begin a run in each process.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def may_begin() -> bool:
    """Whether this process may begin others: those of a multiprocessing.Pool may not."""
    return not multiprocessing.current_process().daemon


def end(pool: ProcessPoolExecutor) -> None:
    """At once, whatever it does."""
    processes = list((pool._processes or {}).values())  # noqa: SLF001 - no public way before 3.14
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()
    for process in processes:
        process.join()


def tied() -> None:
    """In each process: the one that started it decides when to end, and takes it along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
