"""A comment section below any of the article layouts is read, whatever shape its heads have."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.parse import Page, Parsed, parse
from discourse.parse.layout import Role
from tests.parse.stories import Said, Story, byline, long_date, stories

WHO = ("quillfish", "Marit Holm", "J. R. Tallis", "tidewater_9", "Júlia Szentesi", "Old Salt")


def _spaced(lines: list[str]) -> list[str]:
    return [part for line in lines for part in (line, "")]


def _sectioned(story: Story, section: list[str]) -> list[str]:
    top = ["News Harbour", story.title, story.title, *story.paragraphs, "Background & Context"]
    ads = ["Storm Lanterns - Light for all - a lantern in every hallway.", "Related: Eels Return"]
    middle = [f"  • {story.paragraphs[0]}", "Conclusion", story.paragraphs[0]]
    return _spaced([*top, *middle, *section, *ads])


def _breadcrumb(story: Story, section: list[str]) -> list[str]:
    top = [f"{story.day:%A}, {long_date(story.day)}", f"Home > Island > {story.title}"]
    return _spaced([*top, "  • Island", story.title, "image", *story.paragraphs, *section])


def _agency(story: Story, section: list[str]) -> list[str]:
    top = [story.title, "Photo: Press service of the railways", *story.paragraphs]
    foot = [f"Original Author: {', '.join(story.names)}"]
    latest = ["Latest news", "- Eels return", "- Mill reopens", "- Bells silent", "- Bread dear"]
    return [*top, *foot, *section, *latest]


def _agency_list_first(story: Story, section: list[str]) -> list[str]:
    page = _agency(story, [])
    return [*page, *section]


def _markdown(story: Story, section: list[str]) -> list[str]:
    top = [f"# {story.title}", long_date(story.day), "**quay.example**"]
    linked = [text.replace("harbour", "[harbour](#)") for text in story.paragraphs]
    section = [f"**{line}**" if line in WHO else line for line in section]
    foot = ["Original url:", "<https://quay.example/a_b>"]
    return _spaced([*top, *linked, f"## {section[0]}", *section[1:], *foot])


def _plain(story: Story, section: list[str]) -> list[str]:
    top = ["The Courier", story.title, byline(story), long_date(story.day), *story.paragraphs]
    return _spaced([*top, *section])


PAGES = {
    "sectioned_text": _sectioned,
    "breadcrumb_text": _breadcrumb,
    "agency_text": _agency,
    "agency_text, list above": _agency_list_first,
    "markdown_text": _markdown,
    "plain_text": _plain,
}


def _when(number: int) -> str:
    return f"May {number + 1}, 2025 at 9:1{number} am"


def _says(number: int, said: Said) -> list[str]:
    return [f"{WHO[number]} says:", _when(number), *said.paragraphs, f"{said.up} likes", "Reply"]


def _name_over_date(number: int, said: Said) -> list[str]:
    return [WHO[number], _when(number), *said.paragraphs, "Reply"]


def _one_line(number: int, said: Said) -> list[str]:
    return [f"{WHO[number]} • {_when(number)}", *said.paragraphs]


def _name_alone(number: int, said: Said) -> list[str]:
    return [WHO[number], *said.paragraphs]


def _below(number: int, said: Said) -> list[str]:
    return [*said.paragraphs, f"Posted by: {WHO[number]} | {_when(number)}"]


def _tally(_: int, said: Said) -> list[str]:
    return [*said.paragraphs, f"{said.net} ( +{said.up} / -{said.down} )"]


SHAPES = {
    "says": _says,
    "name over date": _name_over_date,
    "one line": _one_line,
    "name alone": _name_alone,
    "below": _below,
    "tally": _tally,
}


def _read(name: str, lines: list[str]) -> Parsed:
    text = "\n".join(lines)
    (parsed,) = parse(Page("page.txt", text.encode()))
    assert parsed.choice.layout.name in {name.partition(",")[0], "japan_today_text"}
    assert [line.text for line in parsed.lines] == text.split("\n")
    return parsed


def _is_long(story: Story) -> bool:
    """Whether a comment is long enough to be told from a list of links."""
    return any(len(p) >= 40 for said in story.comments for p in said.paragraphs)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(("name", "page"), PAGES.items(), ids=PAGES)
@settings(max_examples=2, deadline=None)
@given(story=stories.filter(lambda story: len(story.comments) >= 2 and _is_long(story)))
def test_comments_below_an_article_are_read(
    name: str,
    page: Callable[[Story, list[str]], list[str]],
    shape: Callable[[int, Said], list[str]],
    story: Story,
) -> None:
    section = [line for n, said in enumerate(story.comments) for line in shape(n, said)]
    section.insert(0, f"{len(story.comments)} Comments")
    found = _read(name, page(story, section)).thread
    bare = _read(name, page(story, ["Share"])).thread
    if found.layout == bare.layout:  # tallies of Japan Today's kind may make it one of its pages
        assert found.article == bare.article
    assert found.declared_comments == len(story.comments)
    raws = [comment.raw for comment in found.comments]
    assert raws == ["\n\n".join(said.paragraphs) for said in story.comments]
    if shape is not _tally:
        assert found.layout == bare.layout
        assert [comment.author for comment in found.comments] == list(WHO[: len(raws)])


@pytest.mark.parametrize("name", PAGES)
@settings(max_examples=4, deadline=None)
@given(story=stories)
def test_no_comments_are_found_below_an_article_without(name: str, story: Story) -> None:
    parsed = _read(name, PAGES[name](story, ["No comments yet", "Leave a Reply"]))
    assert parsed.thread.comments == ()
    assert not any(line.role in {Role.COMMENT, Role.COMMENT_HEAD} for line in parsed.lines)


@st.composite
def _votes(draw: st.DrawFn) -> tuple[str, int | None, int | None, int | None]:
    up, down = draw(st.integers(0, 99)), draw(st.integers(0, 99))
    return draw(
        st.sampled_from(
            [
                (f"{up} / {down}", up, down, None),
                (f"{up} likes", up, None, None),
                (f"▲ {up} ▼", None, None, up),
                (f"Like {up} Dislike {down}", up, down, None),
            ]
        )
    )


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(sorted(PAGES)), stories.filter(_is_long), _votes())
def test_votes_of_any_shape_are_read_below_any_article(
    name: str, story: Story, votes: tuple[str, int | None, int | None, int | None]
) -> None:
    line, up, down, net = votes
    section = [f"{len(story.comments)} Comments"]
    for number, said in enumerate(story.comments):
        section += [f"{WHO[number]} says:", _when(number), *said.paragraphs, line]
    comments = _read(name, PAGES[name](story, section)).thread.comments
    found = {(c.votes.up, c.votes.down, c.votes.net) for c in comments}
    assert found == {(up, down, net)}
    assert len(comments) == len(story.comments)
