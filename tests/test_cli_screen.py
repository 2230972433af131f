"""The screen, driven through a pseudo-terminal as a person's terminal would."""

import os
import re
import select
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from discourse.cli._images import NAME_QUESTION, Protocol, show, spoken
from discourse.cli._screen import _alike, bar, sparkline
from tests.screen_made import png

termios = pytest.importorskip("termios")
pty = pytest.importorskip("pty")

ROOT = Path(__file__).parents[1]
COLUMNS = 80
DA1 = b"\x1b[?62;22c"
KITTY = b"\x1b_Gi=31;OK\x1b\\" + DA1
ITERM = b"\x1bP>|iTerm2 3.5.0\x1b\\" + DA1
ESCAPES = re.compile(r"\x1b\[[\d;?>]*[a-zA-Z]|\x1b_[^\x1b]*\x1b\\|\x1b\][^\x07]*\x07")
COLOURED = re.compile(r"\x1b\[[\d;]*3[1-7]|\x1b\[[\d;]*38;")


@dataclass(frozen=True)
class Seen:
    """What the terminal got, and how the program ended."""

    said: bytes
    code: int

    def text(self, encoding: str = "utf-8") -> str:
        return ESCAPES.sub("", self.said.decode(encoding)).replace("\r", "")


def in_terminal(
    folder: Path, answer: bytes, *words: str, environment: Mapping[str, str] | None = None
) -> Seen:
    """Runs the made-up result on a terminal that answers questions so."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, COLUMNS))
    command = [sys.executable, "-m", "tests.screen_made", str(folder), *words]
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    given = plain | {"TERM": "xterm-256color", **(environment or {})}
    child = subprocess.Popen(  # noqa: S603 - our own words
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=given
    )
    os.close(theirs)
    said, answered, until = b"", False, time.monotonic() + 300
    while time.monotonic() < until:
        if not select.select([ours], [], [], 1)[0]:
            continue
        try:
            got = os.read(ours, 65536)
        except OSError:  # the program is gone, and with it the terminal's other end
            break
        if not got:
            break
        said += got
        if not answered and NAME_QUESTION.encode() in said:
            os.write(ours, answer)
            answered = True
    os.close(ours)
    return Seen(said, child.wait(timeout=60))


@pytest.fixture(scope="module")
def kitty(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return in_terminal(tmp_path_factory.mktemp("run"), KITTY)


def test_the_summary_fits_in_eighty_columns(kitty: Seen) -> None:
    lines = kitty.text().split("\n")
    tables = [line for line in lines if re.match(r"(▼|●|▲|×|stance)", line)]  # noqa: RUF001 - the mark
    assert len(tables) >= 10
    assert max(map(len, tables)) <= COLUMNS
    assert not any("…" in line for line in tables)
    assert kitty.code == 0


def test_the_summary_says_what_the_charts_do(kitty: Seen) -> None:
    said = kitty.text()
    assert "トンネル" in said
    against = next(line for line in said.split("\n") if line.startswith("▼ against"))
    corrected = r"\d+–\d+ %"  # noqa: RUF001 - ranges have one; too wide for a value beside it
    assert re.search(rf"13 +34 % \(\d+–\d+\) +{corrected} +█+", against)  # noqa: RUF001 - as above
    assert "2 without a stance (the model is not sure enough)" in " ".join(said.split())
    assert "share from the first comment to the last" in said
    assert "net, 0 to +12,380" in said


def test_a_terminal_that_says_so_is_given_the_picture(kitty: Seen) -> None:
    sent = re.findall(rb"\x1b_Ga=T,f=100,q=2,c=\d+,m=0;([^\x1b]*)\x1b\\", kitty.said)
    assert [b64decode(one) for one in sent] == [png()]


def test_a_terminal_that_names_itself_iterm_is_given_it_its_way(
    kitty: Seen, tmp_path: Path
) -> None:
    """And NO_COLOR is honoured."""
    seen = in_terminal(tmp_path, ITERM, environment={"NO_COLOR": "1"})
    (sent,) = re.findall(rb"\x1b\]1337;File=inline=1;size=\d+;[^:]*:([^\x07]*)\x07", seen.said)
    assert b64decode(sent) == png()
    assert COLOURED.search(kitty.said.decode())
    assert COLOURED.search(seen.said.decode()) is None


def test_others_get_the_path_and_no_colour_where_none_is_wanted(tmp_path: Path) -> None:
    """A terminal in Latin-1 that shows no pictures: nothing in it is garbage."""
    seen = in_terminal(tmp_path, DA1, "--no-color", environment={"PYTHONIOENCODING": "latin-1"})
    said = seen.text("latin-1")
    assert "the terminal says it shows no pictures" in said
    assert f"{tmp_path}/report.png" in said.replace("\n", "")
    assert b"1337;File" not in seen.said
    assert b"a=T" not in seen.said
    assert COLOURED.search(seen.said.decode("latin-1")) is None
    assert "«ça va»" in said
    assert re.search(r"v against +13 +34 % .*#+", said)
    assert "â" not in said  # as UTF-8 would look


def test_a_pipe_gets_utf_8_and_neither_colour_nor_questions(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.screen_made", str(tmp_path)]
    given = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, check=True)  # noqa: S603 - our own words
    assert "▼ against" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("\x1b_Gi=31;OK\x1b\\\x1b[?62c", Protocol.KITTY),
        ("\x1b_Gi=31;ENOTSUPPORTED:x\x1b\\\x1b[?62c", None),
        ("\x1bP>|WezTerm 20240203\x1b\\\x1b[?65c", Protocol.ITERM),
        ("\x1bP>|XTerm(390)\x1b\\\x1b[?64c", None),
        ("\x1b[?1;2c", None),
        ("", None),
    ],
)
def test_only_what_a_terminal_says_is_believed(answer: str, expected: Protocol | None) -> None:
    assert spoken(answer) is expected


def test_a_large_picture_is_sent_in_pieces(tmp_path: Path) -> None:
    image = bytes(range(256)) * 40
    with (tmp_path / "sent").open("w+", encoding="ascii") as stream:
        show(image, Protocol.KITTY, 80, stream)
        stream.seek(0)
        sent = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", stream.read())
    assert [keys for keys, _ in sent] == ["a=T,f=100,q=2,c=80,m=1", "m=1", "m=1", "m=0"]
    assert max(len(piece) for _, piece in sent) == 4096
    assert b64decode("".join(piece for _, piece in sent)) == image


def test_sparklines_and_bars_show_little_and_leave_out_nothing() -> None:
    assert sparkline((0, 0.001, 0.5, 1)) == " ▁▅█"
    assert (bar(0, 10), bar(0.01, 10), bar(1, 10)) == ("", "█", "█" * 10)


def test_marks_around_quoted_words_are_shown_where_an_encoding_lacks_them() -> None:
    for mark, instead in (("«", "<<"), ("»", ">>")):
        assert _alike(UnicodeEncodeError("ascii", mark, 0, 1, "lacking")) == (instead, 1)
