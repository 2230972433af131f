"""Exports: what breaks them, and that what goes in comes out."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.errors import PageError, SettingsError
from discourse.parse import Page, parse
from discourse.parse.exports import looks_like_json, xml_tree
from discourse.parse.record import Record, count_of, time_of
from discourse.parse.tables import mapped
from discourse.records import thread_line
from discourse.thread import Comment, ProblemKind, Thread

BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">{}]>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">&j;</disqus>""".format(
    "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
)
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>&e;</title></item></channel></rss>"""

KEYS = [
    *["kind", "data", "children", "id", "link_id", "body", "score", "comments", "key", "responses"],
    *["userProfile", "numRecommends", "created_at_i", "author", "points", "title", "url", "domain"],
    *["commentHex", "parentHex", "story_id", "subreddit"],
]
WRITTEN_COUNTS = [
    *[("12", 12), ("1,204", 1204), ("-3", -3), ("+5", 5), ("7.0", 7), (7.0, 7), ("7.5", None)],
    *[("", None), ("nan", None), (float("inf"), None), (True, None), (None, None)],
]
COMMENTO = '{"commentHex": "a", "parentHex": "root", "url": "/x", "domain": "d"}'


def _threads(name: str, text: str) -> list[Thread]:
    return [parsed.thread for parsed in parse(Page(name, text.encode()))]


@pytest.mark.parametrize("attack", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_xml_with_entities_of_its_own_is_refused(attack: str) -> None:
    with pytest.raises(PageError, match="document type"):
        _threads("attack.xml", attack)


def test_a_bomb_behind_rubbish_does_not_go_off() -> None:
    with pytest.raises(PageError, match="expected XML"):
        _threads("attack.xml", "<?xml version='1.0'?>rubbish" + BOMB[21:])


def test_words_about_document_types_are_words() -> None:
    page = (
        '<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'
        '<post dsq:id="2"><message><![CDATA[Begin with &lt;!DOCTYPE html&gt;, or <!DOCTYPE x>.]]>'
        '</message><thread dsq:id="1"/></post></disqus>'
    )
    (thread,) = _threads("about.xml", page)
    assert thread.comments[0].text.startswith("Begin with <!DOCTYPE html>")


@pytest.mark.parametrize(
    "inside", ["[" * 50_000, '"' + "x" * 200_000, "// " * 50_000, "{a:" * 9_000]
)
def test_scripts_that_break_off_are_refused_or_read(inside: str) -> None:
    try:
        _threads("script.js", f"const a = {inside} /* numRecommends userProfile */")
    except PageError as refused:
        assert "script.js" in str(refused)  # noqa: PT017 - reading it is as good


def test_xml_nested_a_hundred_thousand_deep_is_read_in_bounded_time() -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    head = '<disqus xmlns:dsq="http://disqus.com/disqus-internals">'
    assert _threads("deep.xml", f"{head}{deep}</disqus>") == []


def test_broken_xml_is_mended_and_said_so() -> None:
    page = (
        '`<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'
        '<thread dsq:id="1"><link>http://a.example</link><title>A & B</title></thread>'
        '<post dsq:id="2"><message>Kept.\x00</message><thread dsq:id="1"/><gd:image/></post>'
    )
    (thread,) = _threads("broken.xml", page)
    assert [comment.text for comment in thread.comments] == ["Kept."]
    assert ProblemKind.MARKUP in {problem.kind for problem in thread.problems}


def test_json_nested_too_deep_is_an_error_that_says_so() -> None:
    deep = f'{{"commentHex": {"[" * 100_000}{"]" * 100_000}, "parentHex": 1}}'
    with pytest.raises(PageError, match="deep"):
        _threads("deep.json", deep)


def test_json_cut_short_is_an_error_that_says_what_was_expected() -> None:
    with pytest.raises(PageError, match="expected JSON"):
        _threads("cut.json", f'{{"version": 1, "comments": [{COMMENTO},')


def test_an_export_without_comments_has_none() -> None:
    assert _threads("empty.json", '{"commentHex": [], "parentHex": []}') == []


def test_json_in_a_recording_of_web_traffic_is_found() -> None:
    har = {"log": {"entries": [{"response": {"content": {"text": f"[{COMMENTO}]"}}}]}}
    (thread,) = _threads("traffic.har", json.dumps(har))
    assert [comment.id for comment in thread.comments] == ["a"]


def test_a_comment_exported_twice_is_kept_once_and_told() -> None:
    (thread,) = _threads("twice.json", f"[{COMMENTO}, {COMMENTO}]")
    assert len(thread.comments) == 1
    assert ProblemKind.DUPLICATE_COMMENT in {problem.kind for problem in thread.problems}


def test_comments_that_answer_each_other_in_a_ring_become_top_level() -> None:
    ring = [
        {"commentHex": a, "parentHex": b, "url": "/x", "domain": "d", "markdown": f"I am {a}."}
        for a, b in ("ab", "bc", "ca")
    ]
    (thread,) = _threads("ring.json", json.dumps(ring))
    assert ProblemKind.CIRCLE in {problem.kind for problem in thread.problems}
    assert len(thread.comments) == 3


def test_a_field_longer_than_the_csv_module_allows_by_itself_is_read() -> None:
    long = "word " * 60_000
    (thread,) = _threads("long.csv", f'comment_text,author\n"{long}",Ida\n')
    assert thread.comments[0].text == long.strip()


def test_votes_that_cannot_be_are_not_shown_and_those_against_may_be_negative() -> None:
    (thread,) = _threads("odd.csv", "comment,likes,dislikes,score\na,-4,-3,-7\n")
    votes = thread.comments[0].votes
    assert (votes.up, votes.down, votes.net) == (None, 3, -7)


def test_rows_with_missing_and_surplus_cells_are_read() -> None:
    (thread,) = _threads("ragged.csv", "comment,author,likes\nshort row\na,b,3,surplus,cells\n")
    assert [(c.text, c.author, c.votes.up) for c in thread.comments] == [
        ("short row", None, None),
        ("a", "b", 3),
    ]


def _parquet(rows: dict[str, list[object]]) -> bytes:
    from pyarrow import BufferOutputStream, parquet, table

    out = BufferOutputStream()
    parquet.write_table(table(rows), out)
    return bytes(out.getvalue())


def test_parquet_is_read_like_any_table() -> None:
    when = datetime(2024, 3, 4, 19, 34, tzinfo=UTC)
    columns: dict[str, list[object]] = {
        "comment_id": [7, 8],
        "text": ["Two\n\nparagraphs.", None],
        "likes": [3, None],
        "created_at": [when, None],
    }
    (parsed,) = parse(Page("a.parquet", _parquet(columns)))
    first, second = parsed.thread.comments
    assert (first.id, first.paragraphs, first.votes.up) == ("7", ("Two", "paragraphs."), 3)
    assert first.posted == when
    assert (second.id, second.text, second.votes.shown) == ("8", "", False)


def test_broken_parquet_is_an_error_that_says_so() -> None:
    with pytest.raises(PageError, match="Parquet"):
        parse(Page("broken.parquet", b"PAR1 and nothing more"))


def test_columns_may_be_named_by_the_user() -> None:
    layout = mapped({"text": "Kommentar", "author": "Wer", "net": "Saldo", "title": "Artikel"})
    page = Page("a.csv", b"Wer;Kommentar;Saldo;Artikel\nIda;Na endlich.;-4;Kai\n")
    (parsed,) = parse(page, [layout])
    (comment,) = parsed.thread.comments
    assert (comment.author, comment.text, comment.votes.net) == ("Ida", "Na endlich.", -4)
    assert parsed.thread.article.title == "Kai"


@pytest.mark.parametrize(
    "page",
    [
        Page("a.csv", b"Wer,Comment\nIda,Na endlich.\n"),  # `comment_table` would read it
        Page("a.jsonl", b'{"Wer": "Ida", "Comment": "Na endlich."}\n'),
        Page("a.json", b'[{"Wer": "Ida", "Comment": "Na endlich."}]'),
        Page("a.parquet", _parquet({"Wer": ["Ida"], "Comment": ["Na endlich."]})),
    ],
    ids=lambda page: page.name,
)
def test_a_table_without_the_columns_named_is_refused(page: Page) -> None:
    layout = mapped({"text": "Kommentar", "author": "Wer", "up": "Daumen"})
    with pytest.raises(PageError) as caught:
        parse(page, [layout])
    assert str(caught.value) == (
        f"{page.name}: expected the columns Kommentar, Daumen, found Wer, Comment"
    )


def test_named_columns_may_lie_within_a_record_or_come_late() -> None:
    layout = mapped({"text": "what", "author": "who.name", "up": "thumbs"})
    page = Page(
        "a.jsonl", b'{"what": "One."}\n{"what": "Two.", "who": {"name": "Ida"}, "thumbs": 3}\n'
    )
    first, second = parse(page, [layout])[0].thread.comments
    assert (first.text, first.author, first.votes.up) == ("One.", None, None)
    assert (second.text, second.author, second.votes.up) == ("Two.", "Ida", 3)


@pytest.mark.parametrize("name", ["reddit_json.json", "disqus.html", "wordpress_wxr.xml"])
def test_named_columns_leave_other_pages_alone(name: str) -> None:
    page = Page(name, (Path(__file__).parent / "pages" / name).read_bytes())
    assert parse(page, [mapped({"text": "Kommentar"})]) == parse(page)


@pytest.mark.parametrize("columns", [{"author": "Wer"}, {"text": "Kommentar", "colour": "Farbe"}])
def test_columns_that_make_no_table_are_refused(columns: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="columns: expected"):
        mapped(columns)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12),
        ("1,204", 1204),
        ("-3", -3),
        ("+5", 5),
        ("7.0", 7),
        (7.0, 7),
        ("7.5", None),
        ("", None),
        ("nan", None),
        (float("inf"), None),
        (True, None),
        (None, None),
    ],
)
def test_counts(written: object, meant: int | None) -> None:
    assert count_of(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "2017-04-03T16:30:56Z",
        "2017-04-03 16:30:56+00:00",
        "1491237056",
        1491237056000,
        "Mon, 03 Apr 2017 16:30:56 +0000",
        "1491237056.0",
    ],
)
def test_points_in_time(written: object) -> None:
    found = time_of(written)
    assert found is not None
    assert found.timestamp() == 1491237056


@pytest.mark.parametrize("written", ["", "yesterday", "12", "9" * 400, "nan", None, "99-99-99"])
def test_what_is_no_point_in_time(written: object) -> None:
    assert time_of(written) is None


def test_names_may_be_paths() -> None:
    record = Record({"author": {"name": "Ida"}, "a.b": "flat"})
    assert (record.text("author.name"), record.text("a.b"), record.text("x.y")) == (
        "Ida",
        "flat",
        "",
    )


WORDS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60).map(
    lambda text: " ".join(text.replace(">", "").replace("<", "").replace("&", "").split())
)
SAID = WORDS.filter(lambda text: any(letter.isalpha() for letter in text))
COUNTS = st.none() | st.integers(0, 10**6)
ROWS = st.lists(st.tuples(SAID, SAID, COUNTS, COUNTS, st.integers(0, 9)), min_size=1, max_size=6)
Row = tuple[str, str, int | None, int | None, int]


def _parent(place: int, back: int) -> str:
    return str(place - back) if 0 < back <= place else ""


def _as_csv(rows: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["comment_id", "parent_id", "author", "comment_text", "upvotes", "downvotes"])
    for place, (text, author, up, down, back) in enumerate(rows):
        writer.writerow([place, _parent(place, back), author, text, up, down])
    return out.getvalue()


def _as_jsonl(rows: list[Row]) -> str:
    names = ("identifier", "parentItem", "author", "text", "upvoteCount", "downvoteCount")
    return "\n".join(
        json.dumps(
            dict(
                zip(
                    names,
                    (place, {"identifier": _parent(place, back)}, {"name": author}, text, up, down),
                    strict=True,
                )
            )
        )
        for place, (text, author, up, down, back) in enumerate(rows)
    )


def _as_disqus(rows: list[Row]) -> str:
    posts = "".join(
        f'<post dsq:id="{place}"><message>{escape(text)}</message><author><name>{escape(author)}'
        f'</name></author><thread dsq:id="t"/>'
        + (f'<parent dsq:id="{_parent(place, back)}"/>' if _parent(place, back) else "")
        + "</post>"
        for place, (text, author, _, _, back) in enumerate(rows)
    )
    return (
        '<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'
        f'<thread dsq:id="t"><link>http://a.example</link><title>T</title></thread>{posts}</disqus>'
    )


def _wanted(rows: list[Row], *, votes: bool) -> list[tuple[object, ...]]:
    return [
        (
            str(place),
            author,
            text,
            *((up, down) if votes else (None, None)),
            _parent(place, back) or None,
        )
        for place, (text, author, up, down, back) in enumerate(rows)
    ]


def _said(comment: Comment) -> tuple[object, ...]:
    by_markup = comment.parent if str(comment.reply_evidence) == "markup" else None
    votes = comment.votes
    return (comment.id, comment.author, comment.raw, votes.up, votes.down, by_markup)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
@pytest.mark.parametrize(
    ("name", "render", "votes"),
    [("a.csv", _as_csv, True), ("a.jsonl", _as_jsonl, True), ("a.xml", _as_disqus, False)],
)
def test_what_goes_in_comes_out(name: str, render: object, votes: bool, rows: list[Row]) -> None:  # noqa: FBT001 - pytest hands it over by name
    assert callable(render)
    (thread,) = _threads(name, render(rows))
    assert [_said(comment) for comment in thread.comments] == _wanted(rows, votes=votes)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "kind",
                    "data",
                    "children",
                    "id",
                    "link_id",
                    "body",
                    "score",
                    "comments",
                    "key",
                    "responses",
                    "userProfile",
                    "numRecommends",
                    "created_at_i",
                    "author",
                    "points",
                    "title",
                    "url",
                    "domain",
                    "commentHex",
                    "parentHex",
                    "story_id",
                    "subreddit",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)
MARKS = (
    '"Listing link_id subreddit commentHex parentHex numRecommends userProfile'
    ' created_at_i author points"'
)


@settings(max_examples=40, deadline=None)
@given(value=JSON)
def test_json_of_any_shape_is_read_or_refused(value: object) -> None:
    for mark in ('"Listing link_id subreddit"', '"commentHex parentHex"', MARKS):
        try:
            _threads("any.json", f"[{mark}, {json.dumps(value)}]")
        except PageError as refused:
            assert "any.json" in str(refused)  # noqa: PT017 - reading it is as good


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300))
def test_tables_and_xml_of_any_shape_are_read_or_refused(text: str) -> None:
    for head in ("comment,author\n", "<disqus disqus-internals>", "<rss wordpress.org/export/>"):
        try:
            _threads("any", head + text)
        except PageError as refused:
            assert "any" in str(refused)  # noqa: PT017 - reading it is as good


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#0;", "&#x110000;", "&#x1b;"])
def test_references_that_xml_forbids_are_unreadable_characters(reference: str) -> None:
    source = f"<feed><entry><title>a{reference}b&#233;</title></entry></feed>"
    tree = xml_tree(Page("a.xml", source.encode()))
    assert [node.text for node in tree.root.iter("title")] == ["a\ufffdbé"]
    assert tree.problems == ()


def test_a_script_of_comments_alone_takes_no_time_to_refuse() -> None:
    assert not looks_like_json(Page("a.ts", b"//  \n" * 200 + b"x"))
    assert looks_like_json(Page("a.ts", b"//  \n" * 200 + b"/* a */ export const a = {"))


def test_halves_of_characters_in_json_are_unreadable_characters() -> None:
    row = r'{"comment_text": "A\ud800b \ud83d\ude00", "author": "\udfff", "id": "\udc00"}'
    thread = parse(Page("a.jsonl", f"{row}\n{row.replace('A', 'B')}\n".encode()))[0].thread
    assert [comment.raw for comment in thread.comments] == ["A\ufffdb 😀", "B\ufffdb 😀"]
    assert thread_line("a", thread).encode()


def test_halves_of_characters_in_json_ld_are_unreadable_characters() -> None:
    said = r'{"@type": "NewsArticle", "headline": "A\ud800b", "author": {"name": "Ada\udfff"}}'
    source = f"<html><script type='application/ld+json'>{said}</script><p>Words.</p></html>"
    thread = parse(Page("a.html", source.encode()))[0].thread
    assert (thread.article.title, thread.article.byline) == ("A\ufffdb", ("Ada\ufffd",))
    assert thread_line("a", thread).encode()
