import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from discourse.aggregate import Confusion, JudgedThread, key_sentence, summarise
from discourse.charts import Link, Spot
from discourse.run.page import comments, numbers
from discourse.run.page.images import EMBEDDED, Drawing, Image, Images, images
from discourse.run.page.render import render
from discourse.run.page.view import Made, view
from discourse.stance.judgement import UNKNOWN, Judgement, Scores, Stance
from discourse.stance.questions import Target
from discourse.thread import (
    Article,
    Comment,
    Quote,
    ReplyEvidence,
    Source,
    Thread,
    Votes,
)

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \" ' & \x00\u202e"
TARGETS = (Target("headline", EVIL), Target("tolls", "tolls for lorries"))
MADE = Made("words (01234567)", "0.1.0", date(2026, 11, 24))
NOTHING = Images((), ())
CONFUSION = Confusion(((80, 15, 5), (20, 70, 10), (10, 20, 70)), "a split")


def judged(key: str = "a.html", *, url: str | None = "javascript:alert(3)") -> JudgedThread:
    said = (
        Comment("1", f"{EVIL}\n\nSecond.", EVIL, author=EVIL, votes=Votes(3, 1, 2)),
        Comment(
            "2",
            "Fine by me.",
            "Fine by me.",
            parent="1",
            reply_evidence=ReplyEvidence.QUOTE,
            votes=Votes(0, 0, 0),
            quotes=(Quote("Second.", Source.COMMENT, "1"), Quote(EVIL, Source.ARTICLE)),
            permalink="javascript:alert(4)",
        ),
        Comment("3", "", ""),
    )
    scores = (Scores(0.8, 0.1, 0.1), Scores(0.1, 0.2, 0.7))
    judgements = [
        Judgement(comment.id, target.text, score)
        for target in TARGETS
        for comment, score in zip(said, scores, strict=False)
    ]
    judgements += [Judgement("3", target.text, UNKNOWN, "no own words") for target in TARGETS]
    article = Article(EVIL, ("Body.",), site="Bay News", published=date(2026, 3, 1), url=url)
    return JudgedThread(key, Thread(article, said), TARGETS, tuple(judgements))


def text_of(threads: Sequence[JudgedThread], pictures: Images = NOTHING) -> str:
    summary = summarise(one for one in threads if one.targets)
    return render(view(threads, summary, pictures, MADE))


def page_of(threads: Sequence[JudgedThread], pictures: Images = NOTHING) -> HtmlElement:
    return html.document_fromstring(text_of(threads, pictures))


def rows(page: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = page.cssselect("#comment-table tbody tr")
    return found


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_whatever_readers_wrote_is_inert() -> None:
    text = text_of([judged(), judged("b.html")])
    page = html.document_fromstring(text)
    assert len(page.cssselect("script")) == 1
    assert page.cssselect("img, iframe, object, embed, base") == []
    attributes = {str(name) for one in page.iter("*") for name in one.attrib}
    assert not {name for name in attributes if name.startswith("on") or name == "style"}
    schemes = {link.get("href", "").split(":")[0] for link in page.cssselect("a")}
    assert "javascript" not in schemes
    assert "\x00" not in text
    assert "alert(1)" in words(rows(page)[0])


def test_a_strict_policy_allows_only_our_own_style_and_script() -> None:
    page = page_of([judged()])
    (policy,) = page.cssselect("meta[http-equiv=Content-Security-Policy]")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.get("content", "").split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (element,) = page.cssselect(tag)
        digest = b64encode(sha256((element.text or "").encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert rules["form-action"] == rules["base-uri"] == "'none'"


def test_nothing_is_fetched() -> None:
    page = page_of([judged(url="https://news.example/1")])
    assert page.cssselect("link, [src]:not([src^='data:'])") == []
    assert "url(" not in page.cssselect("style")[0].text
    outward = [a for a in page.cssselect("a") if a.get("href", "").startswith("http")]
    assert [a.get("href") for a in outward] == ["https://news.example/1"]
    assert "noreferrer" in outward[0].get("rel", "")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//a.example", False),
        ("http://[broken", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, safe: bool) -> None:  # noqa: FBT001 - a case
    assert comments.safe_link(url) == (url if safe else "")


def test_the_table_has_a_row_a_comment_and_target() -> None:
    found = rows(page_of([judged(), judged("b.html")]))
    assert len(found) == 2 * 3 * 2
    keys = [
        (row.get("data-article"), row.get("data-target"), row.get("data-stance")) for row in found
    ]
    assert keys[:3] == [("1", "0", "against"), ("1", "1", "against"), ("1", "0", "favor")]
    assert keys[-1] == ("2", "1", "none")
    ids = [row.get("id") for row in found if row.get("id")]
    assert ids == ["c1-1", "c1-2", "c1-3", "c2-1", "c2-2", "c2-3"]


def test_a_row_tells_words_quotes_stance_scores_votes_and_whom_it_answers() -> None:
    row = rows(page_of([judged()]))[2]
    cells = {cell.get("data-label"): cell for cell in row.cssselect("td")}
    assert words(cells["stance"]) == "▲ in favor 10 / 20 / 70"
    assert [words(cells[name]) for name in ("up", "down", "net")] == ["0", "0", "0"]
    assert cells["answers"].cssselect("a")[0].get("href") == "#c1-1"
    assert [words(p) for p in cells["comment"].cssselect("p")] == ["Fine by me."]
    first, second = cells["comment"].cssselect("blockquote")
    assert first.cssselect("a")[0].get("href") == "#c1-1"
    assert words(second).endswith("the article")


def test_unknown_votes_are_dashes_that_sort_last() -> None:
    row = rows(page_of([judged()]))[4]
    cells = {cell.get("data-label"): cell for cell in row.cssselect("td")}
    assert [words(cells[name]) for name in ("up", "net", "author")] == ["–", "–", "–"]  # noqa: RUF001 - a dash
    assert [cells[name].get("data-key") for name in ("up", "net")] == ["", ""]
    assert words(cells["stance"]) == "× no stance no own words"  # noqa: RUF001 - the charts' mark


def test_columns_without_anything_to_show_are_left_out() -> None:
    lone = judged()
    plain = tuple(
        replace(one, author=None, votes=Votes(), quotes=(), parent=None, reply_evidence=None)
        for one in lone.thread.comments
    )
    alone = replace(
        lone,
        thread=replace(lone.thread, comments=plain),
        targets=TARGETS[:1],
        judgements=lone.judgements[:2] + lone.judgements[4:5],
    )
    page = page_of([alone])
    heads = [words(head) for head in page.cssselect("#comment-table thead th")]
    assert heads == ["no.", "comment", "stance, scores"]
    assert [len(row.cssselect("td")) for row in rows(page)] == [3, 3, 3]


def test_counts_of_the_summary_lead_to_just_those_comments() -> None:
    page = page_of([judged(), judged("b.html")])
    links = page.cssselect("table.summary a")
    # against, in favor, no stance, an answer; overall and two articles; two targets
    assert len(links) == 4 * 3 * 2
    for link in links:
        wanted = {name: value for name, value in link.attrib.items() if name.startswith("data-")}
        led_to = [row for row in rows(page) if wanted.items() <= dict(row.attrib).items()]
        assert len(led_to) == int(words(link))
        assert link.get("href") == "#comments"


def test_every_link_within_the_page_leads_somewhere() -> None:
    page = page_of([judged(), judged("b.html")])
    ids = {one.get("id") for one in page.cssselect("[id]")}
    inner = {a.get("href", "")[1:] for a in page.cssselect("a[href^='#']")}
    assert inner <= ids
    assert len(ids) == len(page.cssselect("[id]"))


def test_summary_and_sentence_are_there_without_scripts() -> None:
    page = page_of([judged()])
    (first, _) = page.cssselect("main > section > p.key")
    assert words(first) == key_sentence(summarise([judged()]).overall[0])
    table = page.cssselect("table.summary")[0]
    named = [words(row.cssselect("th")[0]) for row in table.cssselect("tbody tr")]
    silent = "× no stance: no own words"  # noqa: RUF001 - the charts' mark
    assert named == ["▼ against", "● neutral", "▲ in favor", silent]
    assert page.cssselect("form[hidden]")  # filters need scripts


def test_a_page_holds_only_so_many_rows_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("discourse.run.page.view.ROWS", 4)
    page = page_of([judged()])
    assert len(rows(page)) == 4
    said = words(page.cssselect("#comments")[0])
    assert "the first 4 of 6 rows" in said
    assert page.cssselect("#comments a[href='comments.csv']")


def test_a_thread_without_targets_and_one_without_comments() -> None:
    bare = replace(judged("b.html"), targets=(), judgements=())
    empty = JudgedThread("c.html", Thread(Article("Empty")), TARGETS[1:], ())
    page = page_of([judged(), bare, empty])
    assert len(page.cssselect("details.article")) == 3
    assert "no target" in words(page.cssselect("#a2")[0])
    assert words(page.cssselect("#a3 p.key")[0]) == "There are no comments."
    only = page_of([empty])
    assert "There are no comments." in words(only.cssselect("#comments")[0])


def drawn(tmp_path: Path, *names: str) -> list[Drawing]:
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return [Drawing((name,), f"alt of {name}") for name in names]


def test_reports_are_embedded_where_they_belong(tmp_path: Path) -> None:
    drawings = drawn(
        tmp_path,
        "charts/corpus/headline/report.png",
        "charts/corpus/headline/stance_mix.png",
        "charts/corpus/tolls/report.png",
        "charts/articles/01-a/headline/report.png",
        "charts/articles/01-a/tolls/report.png",
        "charts/articles/02-b/headline/report.png",
    )
    found = images(tmp_path, drawings)
    page = page_of([judged(), judged("b.html")], found)
    places = [
        [b64decode(img.get("src", "").split(",")[1]).decode() for img in part.cssselect("img")]
        for part in (page, *page.cssselect("#a1, #a2"))
    ]
    reports = [one.names[0] for one in drawings if one.names[0].endswith("/report.png")]
    assert places == [reports, reports[2:4], reports[4:]]
    assert all(img.get("alt", "").startswith("alt of ") for img in page.cssselect("img"))


def test_parts_of_a_picture_lead_to_the_comments_they_stand_for() -> None:
    spots = (
        Spot(0.1, 0.2, 0.3, 0.05, Link("in favor", stance=Stance.FAVOR)),
        Spot(0.1, 0.3, 0.3, 0.05, Link("no stance", none=True)),
        Spot(0.1, 0.4, 0.3, 0.05, Link("x", stance=Stance.FAVOR, answered=Stance.AGAINST)),
        Spot(0.1, 0.5, 0.3, 0.05, Link("comment 2", article="b.html", comment="2")),
        Spot(0.1, 0.6, 0.3, 0.05, Link(EVIL, article="b.html")),
        Spot(0.1, 0.7, 0.3, 0.05, Link("gone", article="b.html", comment="99")),
    )
    report = Image("charts/corpus/headline/report.png", "alt", "data:image/png;base64,AA==", spots)
    page = page_of([judged(), judged("b.html")], Images((report,), ()))
    links = page.cssselect(".picture svg a")
    assert [a.get("href") for a in links] == ["#comments"] * 3 + ["#c2-2", "#a2"]
    counts = []
    for link in links[:3]:
        wanted = {name: value for name, value in link.attrib.items() if name.startswith("data-")}
        counts.append(sum(wanted.items() <= dict(row.attrib).items() for row in rows(page)))
    assert counts == [2, 2, 2]  # one in each article
    places = links[0].cssselect("rect")[0].attrib
    assert [places[name] for name in ("x", "y", "width", "height")] == ["100", "200", "300", "50"]
    assert links[4].cssselect("title")[0].text is not None


def test_corrected_shares_and_comparisons_stand_in_tables() -> None:
    summary = summarise([judged()], confusion=CONFUSION)
    page = html.document_fromstring(render(view([judged()], summary, NOTHING, MADE)))
    heads = [words(head) for head in page.cssselect("table.summary thead")[0].cssselect("th")]
    assert "corrected share (95 %)" in heads
    compared = page.cssselect("table.compared tbody tr")
    assert [words(row.cssselect("th")[0]) for row in compared][:1] == ["against and in favor"]
    made = summary.overall[0].comparisons[0]
    assert words(compared[0].cssselect("td")[0]) == f"{made.n_first} and {made.n_second}"
    assert page.cssselect("table.answered a[data-answered=against][data-stance=favor]")


def test_the_model_and_every_page_of_a_report_are_shown(tmp_path: Path) -> None:
    drawings = drawn(
        tmp_path,
        "charts/articles/1/headline/report.png",
        "charts/articles/1/headline/report-2.png",
        "charts/model/trust.png",
    )
    found = images(tmp_path, drawings)
    page = page_of([judged()], found)
    assert len(page.cssselect("#model img")) == 1
    shown = [img.get("alt") for img in page.cssselect("#stance section:not(#model) img")]
    stems = ("report", "report-2")
    assert shown == [f"alt of charts/articles/1/headline/{stem}.png" for stem in stems]
    for stem in stems:
        assert page.cssselect(f"figcaption a[href='charts/articles/1/headline/{stem}.png']")


def test_pages_of_a_report_that_is_only_named_are_named(tmp_path: Path) -> None:
    names = [f"charts/articles/{n:03}/headline/report.png" for n in range(EMBEDDED + 1)]
    last = names[-1].replace(".png", "-2.png")
    found = images(tmp_path, drawn(tmp_path, *names, last))
    (report,) = found.articles[-1]
    assert (report.data, [(page.name, page.data) for page in report.pages]) == ("", [(last, "")])


def test_svg_stands_in_for_png_and_pdf_is_only_named(tmp_path: Path) -> None:
    drawn(tmp_path, "charts/articles/1/report.svg", "charts/articles/1/report.pdf")
    both = Drawing(("charts/articles/1/report.pdf", "charts/articles/1/report.svg"), "alt")
    pdf = replace(both, names=both.names[:1])
    ((svg,),) = images(tmp_path, [both]).articles
    assert svg.data.startswith("data:image/svg+xml;base64,")
    ((named,),) = images(tmp_path, [pdf]).articles
    assert named.data == ""
    page = page_of([judged()], images(tmp_path, [pdf]))
    assert page.cssselect("img") == []
    assert page.cssselect("a[href='charts/articles/1/report.pdf']")


def test_of_very_many_reports_the_later_are_only_named(tmp_path: Path) -> None:
    names = [f"charts/articles/{n:03}/headline/report.png" for n in range(EMBEDDED + 2)]
    found = images(tmp_path, drawn(tmp_path, *names))
    assert [bool(one.data) for (one,) in found.articles] == [True] * EMBEDDED + [False] * 2


def test_the_colours_of_stances_have_their_marks() -> None:
    from discourse.charts._theme import looks
    from discourse.run.page.lines import GLYPHS, WORDS

    assert {stance: (look.name, look.glyph) for stance, look in looks().items()} == {
        stance: (WORDS[stance], GLYPHS[stance]) for stance in Stance
    }


def test_ink_stands_out_from_paper_in_light_and_dark() -> None:
    style = page_of([judged()]).cssselect("style")[0].text or ""
    light, dark = re.findall(r":root \{(.*?)\}", style, flags=re.DOTALL)[:2]
    for scheme in (light, dark):
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", scheme))
        pairs = [("ink", "paper"), ("quiet", "paper"), ("quiet", "panel"), ("link", "paper")]
        pairs += [(name, f"{name}-paper") for name in ("against", "neutral", "favor", "none")]
        for ink, paper in pairs:
            assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)


def contrast(one: str, other: str) -> float:
    """WCAG 2.1's contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("number", "said"),
    [(0.0, "0 %"), (0.004, "< 1 %"), (0.996, "> 99 %"), (1.0, "100 %"), (None, "–")],  # noqa: RUF001 - a dash
)
def test_a_percentage_is_never_rounded_to_all_or_nothing(number: float | None, said: str) -> None:
    assert numbers.percent(number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (1200, "+1,200"), (-3, "−3"), (2.5, "+2.5"), (-0.04, "0"), (None, "–")],  # noqa: RUF001 - a minus sign
)
def test_net_votes_bear_their_sign(number: float | None, said: str) -> None:
    assert numbers.signed(number) == said
