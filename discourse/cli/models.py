"""`discourse models`: the models a person keeps."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded

if TYPE_CHECKING:
    from discourse.run.models.keeping import Kept

COLUMNS = ("model", "digest", "added", "compared")
Name = Annotated[str, typer.Argument(metavar="NAME", help="A model of `discourse models list`.")]
NewName = Annotated[
    str | None,
    typer.Option("--name", help="Call it so. [default: the directory's name]", show_default=False),
]


def models_application() -> typer.Typer:
    """The commands about models, under one name."""
    app = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(models)
    for command in (add, use, show, remove):
        app.command()(command)
    app.command("list")(list_)
    return app


def models() -> None:
    """Keep models by name, and say which one commands take where none is given.

    They are kept in the folder that $DISCOURSE_MODELS names, or in the user's data folder.

    Example: discourse models use outputs/my-model/model --name mine
    """


def list_(*, as_json: options.Json = False) -> None:
    """List the models there are, the one in use with a star.

    Example: discourse models list
    """
    with guarded():
        from discourse.run.models import keeping  # after --help had its chance

        kept = keeping.kept_models()
        if as_json:
            _screen.data(keeping.as_json(kept))
        else:
            _screen.table("", COLUMNS, map(_row, kept))


def add(
    model: Annotated[Path, typer.Argument(metavar="DIRECTORY", help="A model directory.")],
    *,
    name: NewName = None,
    quiet: options.Quiet = False,
) -> None:
    """Keep a copy of a model directory under a name.

    Example: discourse models add outputs/my-model/model --name mine
    """
    with guarded():
        from discourse.run.models import keeping  # after --help had its chance

        added = keeping.add(model, name or "")
        if not quiet:
            _screen.say(f"{added.name} ({added.digest[:8]}) is in {added.folder}")


def use(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model's name, or a directory: it is added.")
    ],
    *,
    name: NewName = None,
    force: Annotated[
        bool, typer.Option("--force", help="Though a comparison found it worse.")
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Say which model commands take where none is given.

    Every run and chart names its model. A model that `discourse compare` found worse than the
    one in use is refused. `discourse models use default` goes back to the shipped one.

    Example: discourse models use mine
    """
    with guarded():
        from discourse.run.models import keeping  # after --help had its chance

        used = keeping.use(model, name or "", force=force)
        if not quiet:
            _screen.say(f"in use: {used.model.name} ({used.model.digest[:8]})")
            for line in used.notes:
                _screen.say(line, "yellow")


def show(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="[default: the one in use]")
    ] = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Show a model's card, origin and comparisons.

    Example: discourse models show mine
    """
    with guarded():
        from discourse.run.models import keeping  # after --help had its chance

        kept = keeping.kept(name)
        if as_json:
            _screen.data(keeping.as_json([kept]))
        else:
            _screen.data("\n".join(map(_screen.clean, _about(kept))))
            _screen.data(f"\n{keeping.card_of(kept.model)}")


def remove(name: Name, *, quiet: options.Quiet = False) -> None:
    """Delete a model that was added.

    The shipped ones and the one in use stay.

    Example: discourse models remove mine
    """
    with guarded():
        from discourse.run.models import keeping  # after --help had its chance

        keeping.remove(name)
        if not quiet:
            _screen.say(f"removed: {name}")


def _row(kept: "Kept") -> tuple[str, ...]:
    model = kept.model
    name = f"{'*' if kept.in_use else ' '} {model.name}"
    added = f"{model.added:%Y-%m-%d}" if model.added else "ships with discourse"
    last = kept.compared[-1] if kept.compared else None
    return name, model.digest[:8], added, f"{last.verdict} (against {last.old})" if last else "-"


def _about(kept: "Kept") -> Iterator[str]:
    model = kept.model
    yield f"{model.name}{' (in use)' if kept.in_use else ''}"
    yield f"digest: {model.digest}"
    yield f"folder: {model.folder}"
    if model.added:
        yield f"added: {model.added:%Y-%m-%d} from {model.source}"
    for found in kept.compared:
        yield f"compared {found.at:%Y-%m-%d}: {found.sentence}"
