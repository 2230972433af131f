"""The command line: words in, words out; the jobs are in `discourse.run`."""

import gc


def main() -> None:
    """The console script `discourse`."""
    from discourse.cli._app import application  # typer is needed only here

    try:
        application()(prog_name="discourse")
    finally:
        gc.freeze()  # else Python, ending, looks a second long through what torch has brought
