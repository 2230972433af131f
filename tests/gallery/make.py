"""Every picture of every kind of thread, in every theme: to be looked at, and checked.

    python -m tests.gallery.make outputs/gallery
    python -m tests.gallery.make outputs/gallery --theme slides --only arabic

draws the sample pages in seeds/ and made-up threads (0 to 20,000 comments, five scripts, absurd
titles, votes shown in part or not at all, 40 articles) as PNG with the numbers beside them, writes
an index.html that shows them all, and tells of every text that leaves its canvas or covers another;
then it exits with 3. No model is needed: the stances are made up.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Literal

from discourse import __version__
from discourse.aggregate import Confusion, JudgedThread, summarise
from discourse.charts import Footer, Picture, ThemeName, pictures
from tests.gallery.readable import faults
from tests.gallery.threads import Kind, kinds, many, seeds, thread

FOOTER = Footer("made-up stances (no model)", __version__)
CONFUSION = Confusion(((243, 126, 169), (155, 550, 130), (207, 89, 251)), "made-up labels")
THEMES: tuple[ThemeName, ...] = ("screen", "print", "slides")
LOCALES = {"japanese": "ja", "cyrillic": "ru", "arabic": "ar", "hindi": "hi", "500-comments": "de"}


def cases() -> dict[str, Callable[[], Sequence[JudgedThread]]]:
    """What is drawn, by name, and how to make it."""
    single = {kind.name: partial(_alone, kind) for kind in kinds()}
    return {"seeds": seeds, "40-articles": partial(many, 40), **single}


def _alone(kind: Kind) -> list[JudgedThread]:
    return [thread(kind)]


def drawn(
    name: str, judged: Sequence[JudgedThread], theme: ThemeName, *, every: bool = True
) -> Iterator[Picture]:
    """The pictures of one case; of many articles each gets its report alone."""
    summary = summarise(judged, confusion=CONFUSION)
    detail: Literal["all", "reports"] = "all" if every and len(judged) < 10 else "reports"
    locale = LOCALES.get(name, "")
    return pictures(summary, FOOTER, detail=detail, theme=theme, locale=locale)


def main() -> int:
    """Draw what is asked for; 3 where a text cannot be read."""
    told = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    told.add_argument("out", type=Path)
    told.add_argument("--theme", choices=THEMES, action="append")
    told.add_argument("--only", default="", help="cases whose name holds this")
    told.add_argument("--pictures", default="", help="pictures whose name holds this")
    asked = told.parse_args()
    unread, made = 0, list[Path]()
    asked_for = [(name, make) for name, make in cases().items() if asked.only in name]
    for name, make in asked_for:
        for theme in asked.theme or THEMES:
            for picture in drawn(name, make(), theme):
                if asked.pictures not in picture.name:
                    continue
                path = asked.out / theme / name / f"{picture.name}.png"
                _write(path, picture)
                made.append(path)
                for fault in faults(picture.figure):
                    unread += 1
                    sys.stdout.write(f"{path}: {fault}\n")
    (asked.out / "index.html").write_text(_index(asked.out), encoding="utf-8")
    sys.stdout.write(f"{len(made)} pictures in {asked.out}, {unread} texts that cannot be read\n")
    return 3 if unread else 0


def _write(path: Path, picture: Picture) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.figure.savefig(path, metadata={"Description": picture.alt})
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([picture.numbers.columns, *picture.numbers.rows])


def _index(out: Path) -> str:
    """All pictures in the folder, one under the other."""
    shown = [
        f'<h2>{escape(str(path.relative_to(out)))}</h2><img src="{path.relative_to(out)}" '
        'loading="lazy" alt="" style="max-width:100%">'
        for path in sorted(out.rglob("*.png"))
    ]
    return "<!DOCTYPE html><meta charset=utf-8><title>Gallery</title>" + "\n".join(shown)


if __name__ == "__main__":
    sys.exit(main())
