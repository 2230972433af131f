"""Comments in frames belong to the page: MHTML, SingleFile's srcdoc, folders of frames."""

import html
import quopri

import pytest

from discourse.errors import PageError
from discourse.parse import Page, parse
from discourse.parse.frames import Frame

STORY = (
    "The lighthouse keeper's cottage has been sold to a trust that wants to open it to walkers and"
    " to school classes from the spring, as soon as the stairs are safe."
)
COMMENTS = "<html><body><div id='comments'>{}</div></body></html>".format(
    "".join(
        f"<div class='comment' id='comment-{n}'><span class='author'>{name}</span>"
        f" <span class='date'>{n} June 2025 at 9:1{n} am</span><p class='text'>{words}</p></div>"
        for n, name, words in (
            (1, "Ada", "A good day for the coast, and for the café next door."),
            (2, "Bo", "Who pays for the stairs, though?"),
        )
    )
)
TEXTS = [
    "A good day for the coast, and for the café next door.",
    "Who pays for the stairs, though?",
]


def _main(frame: str) -> str:
    return (
        "<html><head><title>Cottage sold</title></head><body><article><h1>Cottage sold</h1>"
        f"<p>{STORY}</p></article>{frame}</body></html>"
    )


def _mhtml(parts: list[tuple[str, str, str]], charset: str = "utf-8") -> bytes:
    head = (
        b"From: <Saved by Blink>\r\nSubject: Cottage sold\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n\r\n'
    )
    body = b"".join(
        f"------b\r\nContent-Type: {kind}; charset={charset}\r\nContent-ID: <{name}>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
        + quopri.encodestring(text.encode(charset))
        + b"\r\n"
        for name, kind, text in parts
    )
    return head + body + b"------b--\r\n"


def _texts(page: Page) -> list[str]:
    thread = parse(page)[0].thread
    assert thread.article.paragraphs == (STORY,)
    return [comment.text for comment in thread.comments]


def test_a_single_file_page_keeps_its_comment_frame_in_srcdoc() -> None:
    frame = f'<iframe srcdoc="{html.escape(COMMENTS)}"></iframe>'
    assert _texts(Page("single.html", _main(frame).encode())) == TEXTS


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_web_archive_holds_its_frames(charset: str) -> None:
    parts = [
        ("main@mhtml", "text/html", _main('<iframe src="cid:frame-1@mhtml"></iframe>')),
        ("style@mhtml", "text/css", "p { color: red }"),
        ("frame-1@mhtml", "text/html", COMMENTS),
    ]
    assert _texts(Page("page.mhtml", _mhtml(parts, charset))) == TEXTS


def test_a_complete_page_has_frames_beside_it() -> None:
    main = _main('<iframe src="./Cottage%20sold_files/talk%20frame.html"></iframe>')
    page = Page("page.html", main.encode(), frames=(Frame("talk frame.html", COMMENTS.encode()),))
    assert _texts(page) == TEXTS
    assert page.digest != Page("page.html", main.encode()).digest


def test_a_web_archive_without_html_is_an_error() -> None:
    page = Page("page.mht", _mhtml([("style@mhtml", "text/css", "p { color: red }")]))
    with pytest.raises(PageError, match=r"page\.mht: expected a web archive with an HTML page"):
        parse(page)
