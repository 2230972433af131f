"""Options that several commands share; each command names those it takes."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli._screen import without_colour

Pages = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Saved pages: files, folders, quoted globs, or - for standard input.",
        show_default=False,
    ),
]
Run = Annotated[Path, typer.Argument(metavar="RUN", help="The directory of a finished run.")]
Out = Annotated[
    str | None, typer.Option("--out", "-o", help="The run's directory. [default: under outputs/]")
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace the run in --out.")]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Go on with a run that was cut off, or do again what other settings ask for. "
        "[default: --out, else the newest unfinished one]",
    ),
]
Engine = Annotated[str | None, typer.Option(help="local, or ray (a cluster). [default: local]")]
Workers = Annotated[
    int | None,
    typer.Option(
        min=0, help="Processes that parse, and draw. [default: as many as there is use for]"
    ),
]
Seed = Annotated[int | None, typer.Option(min=0, help="Of the bootstrap intervals. [default: 0]")]
Target = Annotated[
    list[str] | None,
    typer.Option(
        "--target",
        "-t",
        help="What stances are taken toward; may be given again. [default: each headline]",
        show_default=False,
    ),
]
Column = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help="Which column of a table holds what, as text=Comment; may be given again. Fields: "
        "text, id, counter, parent, author, addressee, posted, up, down, net, permalink, article, "
        "title, address, site, body. [default: common names]",
        show_default=False,
    ),
]
Config = Annotated[
    str | None, typer.Option("--config", "-c", help="A YAML file of settings; flags go before it.")
]
Model = Annotated[
    str | None,
    typer.Option(
        help="A model's name, a directory, or owner/name on the hub. [default: the one in use]"
    ),
]
Device = Annotated[str | None, typer.Option(help="auto, cpu, cuda, cuda:0 or mps. [default: auto]")]
Precision = Annotated[
    str | None,
    typer.Option(
        help="In which the model computes: fp32, bf16, int8 (needs onnxruntime), or auto: bf16 "
        "where the processor has it. [default: auto]"
    ),
]
TokenBudget = Annotated[
    int | None, typer.Option(min=64, help="Tokens of one batch. [default: by device]")
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        min=0, max=1, help="Below, a stance is unclear; 0 claims all. [default: the model's own]"
    ),
]
Limit = Annotated[int | None, typer.Option(min=1, help="Take so many at most.")]
Detail = Annotated[
    str | None,
    typer.Option(
        help="Pictures of each article: corpus (none), reports, all, or auto (all for few "
        "articles, none for many). "
        "[default: auto]"
    ),
]
PictureFormat = Annotated[
    list[str] | None,
    typer.Option(
        "--picture-format",
        help="png, svg or pdf; may be given again, for several. [default: png]",
        show_default=False,
    ),
]
Theme = Annotated[
    str | None,
    typer.Option(
        "--theme",
        help="How pictures look: screen, print (greyscale-safe, pages of A4 shape) or slides "
        "(16:9, a chart each). [default: screen]",
        show_default=False,
    ),
]
Locale = Annotated[
    str | None,
    typer.Option(
        help="How pictures write numbers and dates: de, fr, pt_BR, … [default: as in English]"
    ),
]
Dpi = Annotated[
    int | None, typer.Option(min=30, max=1200, help="Dots an inch of PNG pictures. [default: 150]")
]
Html = Annotated[
    bool | None,
    typer.Option(
        "--html/--no-html", help="Write report.html, a page of everything. [default: yes]"
    ),
]
DATA = Path("../shared/data")  # where labelled sets are looked for
Data = Annotated[Path, typer.Option(help="The folder of labelled data.")]
Folder = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="A folder for the files. [default: under outputs/]"),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")]
Open = Annotated[bool, typer.Option("--open", help="Show the report when it is done.")]
Show = Annotated[
    bool,
    typer.Option("--show", help="Show the report in the terminal, where it can show pictures."),
]
NoColor = Annotated[
    bool,
    typer.Option(
        "--no-color",
        callback=without_colour,
        is_eager=True,
        help="No colours on the screen. [default: those that NO_COLOR does not forbid]",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress and no notes.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List every problem and file.")]
