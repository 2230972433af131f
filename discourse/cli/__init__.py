"""The command line: words in, words out; the jobs are in `discourse.run`."""


def main() -> None:
    """The console script `discourse`."""
    from discourse.cli._app import application  # typer is needed only here

    application()(prog_name="discourse")
