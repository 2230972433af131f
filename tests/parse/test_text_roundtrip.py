"""Any thread laid out as one of the text layouts is read back as it was."""

from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.parse import Page, Parsed, parse
from discourse.parse.layout import Role
from tests.parse.stories import WORDS, Said, Story, byline, long_date, stories


def _only(text: str) -> Parsed:
    (parsed,) = parse(Page("page.txt", text.encode()))
    assert [line.text for line in parsed.lines] == text.split("\n")
    return parsed


def _tally(said: Said, minus: str) -> str:
    net = f"{minus}{-said.net}" if said.net < 0 else str(said.net)
    return f"{net} ( +{said.up} / {minus}{said.down} )"


def _japan_today(story: Story, *, named: bool, heading: str, minus: str) -> str:
    count = f"{len(story.comments)} Comments"
    over = {"both": [count, "Login to comment"], "count": [count], "login": ["Login to comment"]}
    lines = ["Japan Today", "A quay in winter. Image: Quay Press/A. Brandt", "national", ""]
    lines += [story.title, "", count, *([byline(story)] if named else []), ""]
    lines += [line for text in story.paragraphs for line in (text, "")]
    lines += ["© Quay Press", "", "Video promotion", "", "Autumn Leaves by Rail", "", ""]
    lines += [*over[heading], ""]
    for said in story.comments:
        lines += [line for text in (*said.paragraphs, _tally(said, minus)) for line in (text, "")]
    return "\n".join([*lines, "Login to leave a comment", "", "Facebook users"])


@settings(max_examples=60, deadline=None)
@given(
    stories,
    st.booleans(),
    st.sampled_from(["both", "count", "login"]),
    st.sampled_from("-\u2212\u2013"),
)
def test_japan_today_pages(story: Story, named: bool, heading: str, minus: str) -> None:  # noqa: FBT001 - hypothesis gives them by place
    parsed = _only(_japan_today(story, named=named, heading=heading, minus=minus))
    thread = parsed.thread
    assert parsed.choice.layout.name == "japan_today_text"
    assert thread.article.title == story.title
    assert thread.article.paragraphs == story.paragraphs
    assert thread.article.byline == (story.names if named else ())
    assert thread.declared_comments == len(story.comments)
    found = [(c.raw, c.votes.up, c.votes.down, c.votes.net) for c in thread.comments]
    assert found == [("\n\n".join(s.paragraphs), s.up, s.down, s.net) for s in story.comments]
    wrong = {p.where for p in thread.problems if p.kind == "net-mismatch"}
    assert wrong == {str(n) for n, s in enumerate(story.comments, 1) if s.net != s.up - s.down}


def _member(stories_: list[Story]) -> str:
    lines = ["Japan Today", "", "quillfish past comments", ""]
    for story in stories_:
        for said in story.comments:
            lines += [f"Posted in: {story.title} See in context", ""]
            lines += [line for text in said.paragraphs for line in (text, "")]
            lines += [_tally(said, "-"), ""]
    return "\n".join([*lines, "Login to leave a comment"])


@settings(max_examples=30, deadline=None)
@given(st.lists(stories, min_size=1, max_size=4, unique_by=lambda story: story.title))
def test_member_pages(written: list[Story]) -> None:
    text = _member(written)
    threads = parse(Page("member.txt", text.encode()))
    assert [p.thread.article.title for p in threads] == [story.title for story in written]
    for parsed, story in zip(threads, written, strict=True):
        assert [c.raw for c in parsed.thread.comments] == [
            "\n\n".join(said.paragraphs) for said in story.comments
        ]
        assert {c.author for c in parsed.thread.comments} == {"quillfish"}
    lines = sorted((line for p in threads for line in p.lines), key=lambda line: line.number)
    assert [line.text for line in lines] == text.split("\n")


def _sectioned(story: Story) -> str:
    top = ["News Harbour", "", story.title, "", story.title, ""]
    body = [line for text in story.paragraphs for line in (text, "")]
    bullets = [f"  • {text}" for text in story.paragraphs[:1]]
    foot = [
        "Storm Lanterns - Light for all - a lantern in every hallway.",
        "",
        "Related: Eels Return",
    ]
    return "\n".join(
        [
            *top,
            *body,
            "Background & Context",
            "",
            *bullets,
            "",
            "Conclusion",
            "",
            body[0],
            "",
            *foot,
        ]
    )


@settings(max_examples=30, deadline=None)
@given(stories)
def test_sectioned_pages(story: Story) -> None:
    parsed = _only(_sectioned(story))
    first = story.paragraphs[0]
    assert parsed.choice.layout.name == "sectioned_text"
    assert parsed.thread.article.title == story.title
    after = ("Background & Context", first, "Conclusion", first)
    assert parsed.thread.article.paragraphs == (*story.paragraphs, *after)
    assert parsed.thread.comments == ()


def _breadcrumb(story: Story) -> str:
    weekday = f"{story.day:%A}"
    top = [f"{weekday}, {long_date(story.day)}", "", f"Home > Island > {story.title}"]
    bullets = ["  • Island", "  • Economy", "", story.title, "", "image", ""]
    body = [line for text in story.paragraphs for line in (f"\u00a0{text}", "", "")]
    return "\n".join([*top, *bullets, *body])


@settings(max_examples=30, deadline=None)
@given(stories)
def test_breadcrumb_pages(story: Story) -> None:
    article = _only(_breadcrumb(story)).thread.article
    assert (article.title, article.published) == (story.title, story.day)
    assert article.paragraphs == story.paragraphs


def _agency(story: Story) -> str:
    top = [story.title, "Photo: Press service of the railways", *story.paragraphs]
    post = "— Ada Brandt / Ада (@ada_b) May 11, 2025"
    foot = [f"Original Author: {', '.join(story.names)}", "Latest news"]
    return "\n".join(
        [*top, post, story.paragraphs[0], *foot, *(f"- {word}" for word in WORDS.split()[:5])]
    )


@settings(max_examples=30, deadline=None)
@given(stories)
def test_agency_pages(story: Story) -> None:
    parsed = _only(_agency(story))
    assert parsed.choice.layout.name == "agency_text"
    assert parsed.thread.article.title == story.title
    assert parsed.thread.article.byline == story.names
    assert parsed.thread.article.paragraphs == (*story.paragraphs, story.paragraphs[0])
    assert parsed.thread.article.published is None


def _markdown(story: Story) -> str:
    top = ["", f"# {story.title}", "", long_date(story.day), "", "**quay.example**", ""]
    linked = [text.replace("harbour", "[harbour](#)") for text in story.paragraphs]
    body = [line for text in linked for line in (text, "")]
    related = "**Related article:** [Eels Return to the Bay](#)"
    foot = [
        "*Ada Brandt contributed reporting.*",
        "",
        "Original url:",
        "",
        "<https://quay.example/a_b>",
    ]
    return "\n".join([*top, *body, related, "", "## What now?", "", body[0], "", *foot])


@settings(max_examples=30, deadline=None)
@given(stories)
def test_markdown_pages(story: Story) -> None:
    parsed = _only(_markdown(story))
    article = parsed.thread.article
    assert parsed.choice.layout.name == "markdown_text"
    assert (article.title, article.published) == (story.title, story.day)
    assert article.paragraphs == (*story.paragraphs, "What now?", story.paragraphs[0])
    assert article.url == "https://quay.example/a_b"


def _plain(story: Story) -> str:
    top = ["The Courier", "", story.title, "", byline(story), "", long_date(story.day), ""]
    lines = top + [line for text in story.paragraphs for line in (text, "")]
    lines += [f"{len(story.comments)} Comments", ""]
    for number, said in enumerate(story.comments):
        lines += [f"reader{number} says:", f"May {number + 1}, 2025 at 9:1{number} am", ""]
        lines += [line for text in said.paragraphs for line in (text, "")]
        lines += [f"{said.up} likes", "", "Reply", ""]
    return "\n".join([*lines, "Leave a Reply"])


@settings(max_examples=30, deadline=None)
@given(stories.filter(lambda story: any(len(c.paragraphs[0]) >= 40 for c in story.comments)))
def test_plain_pages(story: Story) -> None:
    parsed = _only(_plain(story))
    thread = parsed.thread
    assert parsed.choice.layout.name == "plain_text"
    assert thread.article.title == story.title
    assert thread.article.byline == story.names
    assert thread.article.published == story.day
    assert thread.article.paragraphs == story.paragraphs
    assert [c.author for c in thread.comments] == [f"reader{n}" for n in range(len(story.comments))]
    assert [c.raw for c in thread.comments] == ["\n\n".join(s.paragraphs) for s in story.comments]
    assert [c.votes.up for c in thread.comments] == [s.up for s in story.comments]
    assert not any(line.role is Role.FURNITURE and "says" in line.text for line in parsed.lines)
