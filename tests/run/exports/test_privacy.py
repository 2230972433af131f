import pytest
from hypothesis import given as generated
from hypothesis import settings
from hypothesis import strategies as st

from discourse.records import thread_line
from discourse.run.privacy import Pseudonyms, pseudonymised, without_text
from tests.run.exports.threads import COMMENTS, judged

KEY = b"sixteen or more secret bytes"


def test_no_name_id_or_link_is_left() -> None:
    (made,) = pseudonymised([judged()], KEY)
    line = thread_line(made.key, made.thread)
    for secret in ("Ada", "ada moor", "田中", "news.example", *(one.id for one in COMMENTS)):
        assert secret not in line
    assert "adamant" in line  # a name within a word is none
    assert "さんに" in line
    assert "Ken Ito" in line  # the article's author signed it


def test_authors_addressees_and_mentions_get_the_same_pseudonym() -> None:
    (made,) = pseudonymised([judged()], KEY)
    first, second, _, fourth = made.thread.comments
    assert first.author
    assert second.addressee == first.author
    assert second.text.startswith(f"{first.author} is wrong, and so is @{first.author}'s town.")
    assert second.raw.startswith(f"{first.author} wrote: ")
    assert second.quotes[0].text == f"I, {first.author}, agree with nobody."
    assert fourth.text.startswith(f"{second.author}さん")
    assert len({first.author, second.author, fourth.author}) == 3


def test_replies_quotes_and_judgements_follow_the_new_ids() -> None:
    (made,) = pseudonymised([judged()], KEY)
    assert [comment.id for comment in made.thread.comments] == ["1", "2", "3", "4"]
    second = made.thread.comments[1]
    assert (second.parent, second.quotes[0].comment_id) == ("1", "1")
    assert second.quotes[0].first_said_by == "article"
    assert [one.comment_id for one in made.judgements] == ["1", "2", "3", "4"] * 2
    assert [one.scores for one in made.judgements] == [one.scores for one in judged().judgements]


def test_pseudonyms_depend_on_the_key_alone() -> None:
    one, same, other = (Pseudonyms((), key).of("Ada") for key in (KEY, KEY, KEY + b"!"))
    assert one == same != other


@pytest.mark.parametrize("variant", ["ada  moor", "@Ada Moor", "ADA\u00a0MOOR"])
def test_variants_of_a_name_are_one(variant: str) -> None:
    pseudonyms = Pseudonyms((), KEY)
    assert pseudonyms.of(variant) == pseudonyms.of("Ada Moor")


def test_the_longest_name_is_taken() -> None:
    pseudonyms = Pseudonyms(("Ada", "Ada Moor", ":-)"), KEY)
    said = pseudonyms.within("Ada Moor, Ada, Adam :-)")
    assert said == (
        f"{pseudonyms.of('Ada Moor')}, {pseudonyms.of('Ada')}, Adam {pseudonyms.of(':-)')}"
    )


@generated(st.text(alphabet="ab @_é田", max_size=30))
@settings(max_examples=100)
def test_text_without_a_name_is_left_alone(text: str) -> None:
    assert Pseudonyms(("zz",), KEY).within(text) == text
    assert Pseudonyms((), KEY).within(text) == text


@generated(st.text(alphabet="ab @.", max_size=20), st.text(alphabet="ab .", max_size=20))
@settings(max_examples=100)
def test_a_name_between_spaces_never_stays(before: str, after: str) -> None:
    pseudonyms = Pseudonyms(("zoe",), KEY)
    said = pseudonyms.within(f"{before} zoe {after}")
    assert said == f"{before} {pseudonyms.of('zoe')} {after}"


def test_without_text_no_words_of_readers_or_the_body_are_left() -> None:
    (made,) = without_text([judged()])
    assert {comment.text + comment.raw for comment in made.thread.comments} == {""}
    assert {quote.text for comment in made.thread.comments for quote in comment.quotes} == {""}
    assert made.thread.article.paragraphs == ()
    assert made.thread.article.title == "Tunnel approved"
    assert [one.votes for one in made.thread.comments] == [one.votes for one in COMMENTS]
    assert made.judgements == judged().judgements
