"""Many inputs one after the other, each with a limit of time, all with one of memory."""

import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from discourse.errors import DiscourseError

SECONDS = 20.0  # of processor time, for one input
MEMORY = 6 << 30  # bytes of address space, for all of them

Attempt = Callable[[str], object]  # what is tried with each seed


class OverTimeError(BaseException):
    """An input took longer than it may; no `except Exception` in the code under test hides it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """At most so many seconds of processor time; raises OverTimeError."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise OverTimeError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@dataclass(slots=True)
class Tally:
    """What became of the inputs."""

    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_seed: str = ""

    def summary(self) -> str:
        """One line."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        return (
            f"{self.kinds.total()} inputs: {counts}; slowest {self.slowest:.2f} s"
            f" (seed {self.slowest_seed}); peak memory {peak:.0f} MB"
        )


def hunt(attempt: Attempt, seeds: Iterator[str], seconds: float = SECONDS) -> Tally:
    """What becomes of the input of each seed: read, refused with an error of ours, or a fault."""
    tally = Tally()
    for seed in seeds:
        begun = time.process_time()
        try:
            with limited(seconds):
                attempt(seed)
            kind = "read"
        except DiscourseError:
            kind = "refused"
        except OverTimeError:
            kind = "too slow"
            tally.faults.append(f"seed {seed}: more than {seconds:g} s\n{traceback.format_exc()}")
        except Exception:  # noqa: BLE001 - whatever it is, it is what is hunted for
            kind = "crashed"
            tally.faults.append(f"seed {seed}:\n{traceback.format_exc()}")
        tally.kinds[kind] += 1
        taken = time.process_time() - begun
        if taken > tally.slowest:
            tally.slowest, tally.slowest_seed = taken, seed
    return tally


def report(name: str, attempt: Attempt, seed: str, count: int) -> int:
    """Hunts with `count` seeds made of one, prints what was found; 1 where there were faults."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    tally = hunt(attempt, (f"{seed}-{number}" for number in range(count)))
    for fault in tally.faults[:20]:
        print(fault, file=sys.stderr)
    print(f"{name}, seeds {seed}-0 to {seed}-{count - 1}: {tally.summary()}")
    return 1 if tally.faults else 0
