"""What `import discourse` offers: the jobs of the command line as functions."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from discourse.errors import PageError
from discourse.parse import parse
from discourse.run.pages.inputs import read_page
from discourse.stance.judgement import Classifier
from discourse.thread import Thread

if TYPE_CHECKING:
    from discourse.run.result import RunResult


def parse_all(path: str | Path) -> tuple[Thread, ...]:
    """The threads of a saved page: one, or several where it holds several articles."""
    return tuple(parsed.thread for parsed in parse(read_page(Path(path))))


def parse_one(path: str | Path) -> Thread:
    """The thread of a saved page; the first where it holds several."""
    threads = parse_all(path)
    if not threads:
        raise PageError(str(path), "an article", "none")
    return threads[0]


def load_model(
    name: str | Path = "default", *, device: str = "auto", precision: str = "fp32"
) -> Classifier:
    """A model by name, of a directory, or of the hub: only `owner/name` reaches a network.

    `precision` may be auto, bf16 or int8 too, as after --precision.
    """
    from discourse.run.analysis import load_classifier  # not needed to parse
    from discourse.run.config import resolve

    flags = {"model": str(name), "device": device, "precision": precision}
    return load_classifier(resolve(flags, environment={}))


def analyze_pages(  # noqa: PLR0913 - a whole job has many sides
    pages: str | Path | Iterable[str | Path],
    *,
    targets: str | Sequence[str] = (),
    out: str | Path | None = None,
    model: str | Path | Classifier | None = None,
    config: str | Path | None = None,
    overwrite: bool = False,
    resume: bool = False,
    workers: int = 0,
) -> "RunResult":
    """The whole job of `discourse analyze`; a model already loaded may be handed in.

    With `workers`, pages are parsed in so many processes beside this one: a script that asks for
    them must keep what it does under `if __name__ == "__main__":`, for they import it.
    """
    from discourse.run.analysis import analyze  # not needed to parse
    from discourse.run.config import resolve
    from discourse.run.starting import Start

    loaded = None if model is None or isinstance(model, str | Path) else model
    flags = {
        "pages": _each(pages),
        "targets": _each(targets),
        "out": _name(out),
        "model": _name(model),
        "workers": workers,
    }
    settings = resolve(flags, config=_name(config), environment={})
    return analyze(settings, Start(overwrite, resume), classifier=loaded)


def _each(given: str | Path | Iterable[str | Path]) -> list[str]:
    """What is given alone is one, not its letters."""
    return [str(one) for one in ([given] if isinstance(given, str | Path) else given)]


def _name(given: str | Path | Classifier | None) -> str | None:
    if given is None or isinstance(given, str | Path):
        return None if given is None else str(given)
    return given.name
