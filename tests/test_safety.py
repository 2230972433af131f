"""Pages from strangers: nothing is fetched, run, or used as a path, and no terminal is driven."""

import io
import re
import socket
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from discourse.cli import _screen
from discourse.cli._app import application
from discourse.parse import Page, parse
from discourse.run.analysis import analyze
from discourse.run.config import resolve
from tests.words import WordClassifier, page_text

ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m\x1bP1$r\x1b\\\u202e\r\x08\x7f"
COMMENT = (
    '<div class="comment" id="comment-{n}">Ada says 3 May 2025 at 10:00<p>A bad idea.</p></div>'
)


class _Listener:
    """A port of this machine that notes whether anybody calls."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0)
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def called(self) -> bool:
        try:
            self._socket.accept()[0].close()
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[_Listener]:
    opened = _Listener()
    yield opened
    opened.close()


def calling_pages(address: str) -> dict[str, str]:
    """Pages that ask, in every way there is, for something to be fetched."""
    comments = "".join(COMMENT.format(n=n) for n in (1, 2, 3))
    html = (
        f'<!DOCTYPE html SYSTEM "{address}/a.dtd"><html manifest="{address}/m"><head>'
        f'<base href="{address}/"><link rel="stylesheet" href="{address}/a.css">'
        f'<meta http-equiv="refresh" content="0;url={address}/">'
        f'<script src="{address}/a.js"></script>'
        f'<link rel="canonical" href="{address}/story">'
        f'<meta property="og:image" content="{address}/i">'
        f'</head><body background="{address}/b"><h1>A tunnel</h1><img src="{address}/a.png">'
        f'<iframe src="{address}/comments"></iframe><object data="{address}/o"></object>'
        f'<p>The council voted for a tunnel. <a href="{address}/x" ping="{address}/p">More</a></p>'
        f"<h2>3 Comments</h2>{comments}</body></html>"
    )
    include = (
        f'<?xml version="1.0"?><?xml-stylesheet href="{address}/a.xsl"?>'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:xi="http://www.w3.org/2001/XInclude"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="a {address}/a.xsd"><xi:include href="{address}/b.xml"/>'
        f"<entry><title>A tunnel</title></entry></feed>"
    )
    entity = (
        f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "{address}/e">]><disqus>&e;</disqus>'
    )
    return {"a.html": html, "b.xml": include, "c.xml": entity, "d.html": entity}


def test_the_listener_notes_a_call(listener: _Listener) -> None:
    assert not listener.called()
    with socket.create_connection(("127.0.0.1", int(listener.address.rpartition(":")[2]))):
        assert listener.called()


@pytest.mark.usefixtures("quick_charts")
def test_an_analysis_fetches_nothing_that_pages_name(
    tmp_path: Path, words: WordClassifier, listener: _Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object, **_named: object) -> None:
        raise AssertionError("something was to be fetched")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, source in calling_pages(listener.address).items():
        (pages / name).write_text(source, encoding="utf-8")
    given = {"pages": [str(pages)], "out": str(tmp_path / "run"), "workers": 0}
    result = analyze(resolve(given, environment={}), classifier=words)
    assert result.counts.comments >= 3
    assert not listener.called()
    shown = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    loads = re.findall(
        r"""(?:src|srcset|data|background|ping|manifest)=["']?(https?:[^"'\s>]+)""", shown
    )
    assert loads == []
    assert not re.search(r"<(?:link|base|iframe|object|embed)\b[^>]*https?:", shown)


@pytest.mark.usefixtures("quick_charts")
def test_what_a_page_says_is_never_a_path(tmp_path: Path, words: WordClassifier) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    hostile = "../../outside/\\..\\CON:<>|*?$(touch owned)`id`"
    page = page_text(hostile, ["A bad idea for everybody here.", "../../../etc/passwd is good."])
    (pages / "..%2f..%2fx \n$(id).txt").write_text(page, encoding="utf-8")
    (pages / "b.html").write_text(
        f"<html><title>{hostile}</title><body><h1>{hostile}</h1><p>Words.</p>"
        + COMMENT.format(n="../../../1") * 2,
        encoding="utf-8",
    )
    before = {path for path in tmp_path.rglob("*") if path.is_relative_to(pages)}
    given = {"pages": [str(pages)], "out": str(tmp_path / "run"), "workers": 0}
    analyze(resolve(given, environment={}), classifier=words)
    made = {path for path in tmp_path.rglob("*") if path not in before}
    inside = [path.relative_to(tmp_path / "run") for path in made - {pages, tmp_path / "run"}]
    assert inside
    for path in inside:
        assert all(re.fullmatch(r"[\w.-]+", part) for part in path.parts), path


def controls(text: str) -> set[str]:
    return {one for one in text if one not in "\n\t" and unicodedata.category(one) in ("Cc", "Cf")}


def hostile_page(folder: Path) -> Path:
    path = folder / "a\x1b[31mb.txt"
    said = [f"It is {ESCAPES} bad.", f"@{ESCAPES}Bob: it is good."]
    path.write_text(page_text(f"Tunnel {ESCAPES}", said), encoding="utf-8")
    return path


@pytest.mark.parametrize("options", [["--explain"], ["--report"], ["--verbose"]], ids=str)
def test_no_table_and_no_message_drives_the_terminal(tmp_path: Path, options: list[str]) -> None:
    hostile_page(tmp_path)
    (tmp_path / f"broken{ESCAPES[:4]}.xml").write_text("<!DOCTYPE x>" + ESCAPES, encoding="utf-8")
    done = CliRunner().invoke(application(), ["parse", str(tmp_path), *options])
    said = done.stderr if options == ["--verbose"] else done.output
    assert "broken" in done.output
    assert controls(said) == set()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_data_on_a_terminal_drives_it_no_more_than_tables_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal, pipe = _Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        monkeypatch.setattr(sys, "stdout", stream)
        _screen.data(f'{{"text": "a{ESCAPES}b"}}\nnext')
    assert controls(terminal.getvalue()) == set()
    assert terminal.getvalue().endswith('b"}\nnext\n')
    assert ESCAPES in pipe.getvalue()  # a program that reads on gets what the page says


def test_pickles_and_programs_are_no_pages() -> None:
    import pickle

    class Owned:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (exec, ("raise AssertionError('a pickle was run')",))

    with pytest.raises(Exception, match="expected"):
        parse(Page("a.pkl", pickle.dumps(Owned(), protocol=4)))
