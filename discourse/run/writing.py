"""What a run writes into its directory."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from discourse import __version__
from discourse.aggregate.judged import JudgedThread
from discourse.aggregate.summary import Summary
from discourse.records import SCHEMA
from discourse.run import store
from discourse.run.config import AnalysisSettings
from discourse.run.drawers import Asked, Drawers
from discourse.run.manifest import ModelRecord
from discourse.run.page.images import Drawing
from discourse.run.pages.outcome import Failure, Stage
from discourse.run.progress import Progress
from discourse.run.store import RunFolder, told

if TYPE_CHECKING:
    from discourse.charts import Footer, Trust


def write_settings(folder: RunFolder, settings: AnalysisSettings) -> None:
    """The resolved settings, as a config file that gives them again."""
    folder.write(store.CONFIG, settings.as_yaml())


def write_failures(folder: RunFolder, failures: Iterable[Failure]) -> None:
    """The pages that failed, a line each."""
    folder.write(store.ERRORS, _lines(asdict(one) for one in failures))


def read_failures(run: Path) -> list[Failure]:
    """The failures that a finished run tells of."""
    lines = (run / store.ERRORS).read_text(encoding="utf-8").split("\n")
    rows = (json.loads(line) for line in lines if line)
    return [
        Failure(row["page"], Stage(row["stage"]), row["error"], row["message"], row["trace"])
        for row in rows
    ]


def write_summary(folder: RunFolder, summary: Summary) -> None:
    """The numbers behind the pictures; single comments stand in their table already."""
    with told(folder.path), folder.stream(store.SUMMARY) as file:
        for name, parts in (("articles", summary.articles), ("overall", summary.overall)):
            file.write(b'{"articles": [' if name == "articles" else b'],\n"overall": [')
            for place, part in enumerate(parts):  # one at a time: there may be thousands
                text = json.dumps(_without_marks(part), ensure_ascii=False, default=str)
                file.write(("," * bool(place) + f"\n{text}").encode())
        file.write(b"]}\n")


def asked(summary: Summary, model: ModelRecord, settings: AnalysisSettings) -> Asked:
    """The pictures that the settings ask for."""
    return Asked(
        *(summary, _footer(model), _trust(model), settings.detail, settings.theme),
        *(settings.locale, tuple(settings.picture_format), settings.dpi),
    )


def write_pictures(
    folder: RunFolder, asked: Asked, progress: Progress, drawers: Drawers
) -> Iterator[Drawing]:
    """Each picture and beside it the numbers drawn; one at a time, so that memory stays flat."""
    progress.start(Stage.DRAW, None)
    for made in drawers.draw(asked):
        stem = f"{store.CHARTS}/{made.name}"
        names = tuple(f"{stem}.{kind}" for kind in asked.formats)
        for name, image in zip(names, made.images, strict=True):
            folder.write(name, image)
        folder.write(f"{stem}.csv", made.numbers)
        progress.advance()
        yield Drawing(names, made.alt, made.spots)


def _trust(model: ModelRecord) -> "Trust | None":
    """What the model knows of its own errors; None where none was used."""
    from discourse.charts import Trust

    known = model.confusion
    n = sum(map(sum, known.counts))
    if not model.digest:
        return None
    return Trust(
        known.split, n, model.reliability, model.coverage, known.counts, model.min_confidence
    )


def write_page(
    folder: RunFolder,
    judged: Collection[JudgedThread],
    summary: Summary,
    model: ModelRecord,
    drawings: Iterable[Drawing],
) -> Path:
    """The report as one HTML page."""
    from discourse.run.page.images import images
    from discourse.run.page.render import render
    from discourse.run.page.view import Made, view

    footer = _footer(model)
    made = Made(footer.model, footer.version, datetime.now(UTC).date())
    page = render(view(judged, summary, images(folder.path, drawings), made))
    return folder.write(store.PAGE, page)


def _without_marks(value: object) -> object:
    """A summary, or a part of it, as JSON knows it."""
    if is_dataclass(value):
        named = [field.name for field in fields(value) if field.name != "marks"]
        return {name: _without_marks(getattr(value, name)) for name in named}
    return [_without_marks(one) for one in value] if isinstance(value, tuple) else value


def _footer(model: ModelRecord) -> "Footer":
    from discourse.charts import Footer

    return Footer(model.told, __version__)


def _lines(rows: Iterable[dict[str, object]]) -> str:
    return "".join(json.dumps({"schema": SCHEMA, **row}, ensure_ascii=False) + "\n" for row in rows)
