"""What a comment quotes, whom it answers, and what is left as its own words."""

import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from discourse.parse.layout import Block, Draft
from discourse.parse.quotes import resolve
from discourse.thread import Article, Comment, ProblemKind, Quote, ReplyEvidence, Source

STORY = """\
The harbour council voted on Tuesday to close the old swing bridge to cars from March, ending a \
dispute that has split the town for eleven years.

"We cannot keep repairing rust with more paint," mayor Ilse Brandt said after the vote. "The \
engineers have warned us four times."

Shopkeepers on the eastern quay fear that customers will stay away. A ferry for cyclists is \
planned, but the money for it has not been found."""

ARTICLE = Article(
    title="Harbour council votes to close the old swing bridge",
    paragraphs=tuple(STORY.split("\n\n")),
)

LONG = (
    "Closing it will kill every shop on the eastern quay. My sister sells lamps there and lives "
    "from the people who drive past. Nobody at the town hall has ever counted them."
)


def draft(number: int, text: str, **fields: object) -> Draft:
    blocks = tuple(Block(paragraph) for paragraph in text.split("\n\n"))
    return Draft(str(number), blocks, **fields)  # type: ignore[arg-type] # the field's own type


def read(*texts: str, article: Article = ARTICLE) -> tuple[Comment, ...]:
    return resolve(article, [draft(n, text) for n, text in enumerate(texts, 1)]).comments


def only_quote(comment: Comment) -> Quote:
    (quote,) = comment.quotes
    return quote


def test_a_comment_without_quotes_is_all_its_own() -> None:
    (comment,) = read("I walked over it for forty years.\n\nLet it rust in peace.")
    assert comment.paragraphs == ("I walked over it for forty years.", "Let it rust in peace.")
    assert comment.raw == comment.text
    assert (comment.quotes, comment.parent, comment.addressee, comment.author) == ((),) + (
        None,
    ) * 3


def test_an_article_paragraph_is_a_quote_of_the_article_and_answers_nobody() -> None:
    (comment,) = read(ARTICLE.paragraphs[0] + "\n\nAbout time, it was a death trap.")
    assert only_quote(comment) == Quote(ARTICLE.paragraphs[0], Source.ARTICLE)
    assert comment.text == "About time, it was a death trap."
    assert comment.raw.startswith("The harbour council")
    assert comment.parent is None


def test_the_headline_can_be_quoted() -> None:
    (comment,) = read(f'"{ARTICLE.title}"\n\nFinally!')
    assert only_quote(comment).source is Source.ARTICLE
    assert comment.text == "Finally!"


@pytest.mark.parametrize(
    "printed",
    [
        "My sister sells lamps there and lives from the people who drive past.",
        "my sister sells lamps there and lives from the people who drive past",
        "*My sister sells lamps there and lives from the people who drive past.*",
        "_My sister sells lamps there and lives from the people who drive past._",
        "**My sister** sells lamps there — and lives from the people who drive past…",
        "“My sister sells lamps there and lives from the people who drive past.”",
        "«My sister sells lamps there and lives from the people who drive past»",
        "My  sister sells lamps\u00a0there and lives from the people who drive past . . .",
        "... sells lamps there and lives from the people who drive past.",
        ", and lives from the people who drive past.",
        "My sister sells lamps there and lives from the peo...",
        "My sister sells lamps there [...] from the people who drive past.",
        "> My sister sells lamps there and lives from the people who drive past.",
        "&gt; My sister sells lamps there and lives from the people who drive past.",
        "My sister sells lamps there and lives off the people who drive past.",
        LONG,
    ],
)
def test_a_repeated_passage_is_a_quote_however_it_is_set(printed: str) -> None:
    _, reply = read(LONG, printed + "\n\nLamps can be sold on the internet.")
    quote = only_quote(reply)
    assert (quote.source, quote.comment_id, quote.first_said_by) == (Source.COMMENT, "1", None)
    assert quote.text == re.sub(r"^(?:>|&gt;) ", "", printed)
    assert reply.text == "Lamps can be sold on the internet."
    assert (reply.parent, reply.reply_evidence) == ("1", ReplyEvidence.QUOTE)


def test_curly_and_straight_apostrophes_are_one() -> None:
    _, reply = read(
        "It's a shame they don't listen to the ferrymen's advice.",
        "It\u2019s a shame they don\u2019t listen to the ferrymen\u2019s advice."
        "\n\nThey did, twice.",
    )
    assert only_quote(reply).comment_id == "1"


def test_several_sentences_and_paragraphs_in_a_row_are_one_quote_a_paragraph() -> None:
    said = "The ferry is a fairy tale. Ask who pays the crew.\n\nNobody has signed a contract yet."
    _, reply = read(said, said + "\n\nThe state pays, read the budget.")
    assert [q.text for q in reply.quotes] == said.split("\n\n")
    assert {q.comment_id for q in reply.quotes} == {"1"}
    assert reply.text == "The state pays, read the budget."


def test_single_sentences_of_one_paragraph_are_answered_one_by_one() -> None:
    _, reply = read(
        LONG,
        "Closing it will kill every shop on the eastern quay.\n\nNot the fishmonger.\n\n"
        "Nobody at the town hall has ever counted them.\n\nThey counted in May.",
    )
    assert [q.comment_id for q in reply.quotes] == ["1", "1"]
    assert reply.paragraphs == ("Not the fishmonger.", "They counted in May.")


def test_a_short_sentence_is_a_quote_beside_a_plain_one_of_the_same_comment() -> None:
    said = "That was that. The lamps on the eastern quay were bought by tourists anyway."
    answer = "That was that.\n\nWas it?\n\nThe lamps on the eastern quay were bought by tourists "
    _, reply = read(said, answer + "anyway.\n\nBy whom else?")
    assert reply.quotes[0].text == "That was that."
    assert reply.paragraphs == ("Was it?", "By whom else?")


def test_a_quote_that_opens_a_paragraph_is_parted_from_the_answer_in_it() -> None:
    _, reply = read(LONG, "Closing it will kill every shop on the eastern quay. Rubbish, as usual.")
    assert only_quote(reply).text == "Closing it will kill every shop on the eastern quay."
    assert reply.text == "Rubbish, as usual."


def test_a_nearly_exact_quote_does_not_swallow_the_answer_behind_it() -> None:
    _, reply = read(LONG, LONG + " Poppycock, madam!")
    assert only_quote(reply).text == LONG
    assert reply.text == "Poppycock, madam!"


def test_quoted_lines_and_answers_without_blank_lines_between() -> None:
    _, reply = read(
        LONG,
        "> Closing it will kill every shop\n> on the eastern quay.\nNo.\n"
        "> Nobody at the town hall has ever counted them.\nYes they have.",
    )
    assert [q.text for q in reply.quotes] == [
        "Closing it will kill every shop\non the eastern quay.",
        "Nobody at the town hall has ever counted them.",
    ]
    assert reply.paragraphs == ("No.", "Yes they have.")


def test_hard_wrapped_quotes_are_found_without_marks() -> None:
    _, reply = read(
        LONG,
        "My sister sells lamps there and lives\nfrom the people who drive past.\nPoor lamps.",
    )
    assert only_quote(reply).text == (
        "My sister sells lamps there and lives\nfrom the people who drive past."
    )
    assert reply.text == "Poor lamps."


def test_a_small_quotation_within_a_sentence_stays_own_words() -> None:
    own = 'She lives "from the people who drive past" and now wants us all to pay for her lamps.'
    _, reply = read(LONG, own)
    assert (reply.text, reply.quotes, reply.parent) == (own, (), None)


def test_a_quote_of_a_quote_names_the_comment_answered_and_the_first_speaker() -> None:
    first, second, third = (
        "The engineers only ever wanted a bigger contract.",
        "Engineers do not vote in the council, councillors do.",
        "Councillors read what the engineers write.",
    )
    comments = read(
        first, f"{first}\n\n{second}", f"{first}\n\n{second}\n\n{third}", f"{third}\n\nDo they?"
    )
    assert [(q.comment_id, q.first_said_by) for q in comments[2].quotes] == [
        ("2", "1"),
        ("2", None),
    ]
    assert [c.parent for c in comments] == [None, "1", "2", "3"]


def test_an_article_sentence_that_the_comment_answered_had_quoted() -> None:
    sentence = "A ferry for cyclists is planned, but the money for it has not been found."
    own = "Then it is no plan, it is a wish in a drawer."
    comments = read(
        f"{sentence}\n\n{own}",
        f"{sentence}\n\n{own}\n\nEvery plan starts in a drawer.",
        f"{sentence}\n\nI would give ten euros.",
    )
    assert comments[1].quotes[0] == Quote(sentence, Source.COMMENT, "1", "article")
    assert comments[1].quotes[1] == Quote(own, Source.COMMENT, "1")
    assert only_quote(comments[2]) == Quote(sentence, Source.ARTICLE)
    assert [c.parent for c in comments] == [None, "1", None]


def test_the_nearest_speaker_in_own_words_is_preferred_to_one_who_quotes() -> None:
    said = "Rust never sleeps under the eastern quay."
    comments = read(said, f"{said}\n\nPoet!", "Unrelated remark here.", f"{said}\n\nNor do mayors.")
    assert only_quote(comments[3]).comment_id == "1"


def test_quotes_of_two_comments_go_to_each_and_the_most_quoted_is_answered() -> None:
    comments = read(
        "Ferries sink when councillors travel on them.",
        "Bridges hold longer than any council does. Mine held forty winters of lorries and ice.",
        "Ferries sink when councillors travel on them.\n\nHa.\n\nMine held forty winters of "
        "lorries and ice.\n\nWhich?\n\nBridges hold longer than any council does.\n\nTrue.",
    )
    assert [q.comment_id for q in comments[2].quotes] == ["1", "2", "2"]
    assert comments[2].parent == "2"


def test_marked_words_from_off_the_page_come_from_elsewhere() -> None:
    blocks = (Block("A bridge is a promise in iron.", quoted=True), Block("Says the tour guide."))
    (comment,) = resolve(ARTICLE, [Draft("1", blocks)]).comments
    assert only_quote(comment) == Quote("A bridge is a promise in iron.", Source.ELSEWHERE)
    assert (comment.text, comment.parent) == ("Says the tour guide.", None)


def test_a_paragraph_in_quotation_marks_is_nobodys_own_words() -> None:
    (comment,) = read('"A bridge is a promise in iron."\n\nSo wrote my teacher in 1971.')
    assert only_quote(comment).source is Source.ELSEWHERE
    assert comment.text == "So wrote my teacher in 1971."


def test_a_comment_that_is_only_quotation_marks_still_says_something() -> None:
    (comment,) = read('"Let them all eat herring for ever."')
    assert (comment.text, comment.quotes) == ('"Let them all eat herring for ever."', ())


def test_links_of_quote_boxes_decide_whom_they_quote() -> None:
    said = "The tide will take the piers before the council does."
    blocks = (Block(said, quoted=True, quoted_comment="a"), Block("Agreed."))
    changed = (Block("Text since edited away", quoted=True, quoted_comment="b"), Block("No."))
    drafts = [
        Draft("a", (Block(said),)),
        Draft("b", (Block(said),)),
        Draft("c", blocks),
        Draft("d", changed),
    ]
    comments = resolve(ARTICLE, drafts).comments
    assert [only_quote(c).comment_id for c in comments[2:]] == ["a", "b"]
    assert [c.parent for c in comments[2:]] == ["a", "b"]


def test_a_name_in_a_quote_box_is_the_addressee() -> None:
    drafts = [
        Draft("1", (Block("Paint it green and call it a park."),), author="Ola"),
        Draft("2", (Block("Paint it", quoted=True, quoted_author="Ola"), Block("With what?"))),
    ]
    reply = resolve(ARTICLE, drafts).comments[1]
    assert (reply.addressee, reply.parent, only_quote(reply).comment_id) == ("Ola", "1", "1")


@pytest.mark.parametrize(
    "phrase",
    [
        "I agree.",
        "Well said.",
        "That is the point.",
        "I could not agree more.",
        "This is exactly what I thought.",
        "You have got to be kidding me.",
        "What else is new?",
        "Thank you for your response!",
        "Here we go again...",
        "That's the whole point of it.",
        "Das stimmt doch nicht.",
        "Je ne suis pas d'accord.",
        "そうですね。",
    ],
)
def test_common_phrases_do_not_match_by_chance(phrase: str) -> None:
    first, second, third = read(
        f"{phrase}\n\nThe mayor has my vote.",
        f"{phrase}\n\nRust is rust.",
        f"The bridge was ugly. {phrase}",
    )
    assert [c.quotes for c in (first, second, third)] == [(), (), ()]
    assert [c.parent for c in (first, second, third)] == [None, None, None]
    assert second.text == f"{phrase}\n\nRust is rust."


def test_the_same_comment_twice_is_no_quote() -> None:
    _, again = read(LONG, LONG)
    assert (again.text, again.quotes, again.parent) == (LONG, (), None)


def test_a_closing_line_that_others_also_used_stays_own_words() -> None:
    _, second = read("Save the eastern quay now.\n\nIt is ours.", "Mayors pass.\n\nSave the quay.")
    assert second.text.endswith("Save the quay.")


def test_a_signature_is_no_quote() -> None:
    signature = "Written on the wheelhouse tablet of the good ship Marianne."
    _, second = read(f"Ferries float.\n\n{signature}", f"Bridges rust.\n\n{signature}")
    assert (second.quotes, second.parent) == ((), None)


def test_other_languages() -> None:
    german = "Die Brücke gehört den Fischern und niemandem sonst. Das steht so im Stadtbuch."
    japanese = "橋を閉鎖すれば東岸の商店街は消えてしまうだろう。市長は何も考えていない。"
    _, _, answer, reply = read(
        german,
        japanese,
        "„Die Brücke gehört den Fischern und niemandem sonst.“\n\nWelchen Fischern?",
        "橋を閉鎖すれば東岸の商店街は消えてしまうだろう。\n\nそれは違うと思います。",
    )
    assert (answer.parent, answer.text) == ("1", "Welchen Fischern?")
    assert (reply.parent, reply.text) == ("2", "それは違うと思います。")


def test_accents_set_apart_are_the_same_words() -> None:
    said = "Même les pêcheurs préfèrent désormais le vieux chenal étroit."
    apart = "Me\u0302me les pe\u0302cheurs pre\u0301fe\u0300rent de\u0301sormais le vieux chenal "
    _, reply = read(said, apart + "e\u0301troit.\n\nPas moi.")
    assert reply.parent == "1"


# addressees and authors


def test_a_name_above_a_quote_is_the_addressee_and_the_author_of_what_is_quoted() -> None:
    first, reply = read(
        LONG, f"lampfan\n\n{LONG.split('. ', 1)[0]}.\n\nNonsense, they have parking."
    )
    assert (reply.addressee, reply.text) == ("lampfan", "Nonsense, they have parking.")
    assert (first.author, first.author_inferred) == ("lampfan", True)
    assert (reply.author, reply.author_inferred) == (None, False)


def test_an_inferred_author_does_not_spread_to_other_comments() -> None:
    comments = read(LONG, "I like trams.", f"QTX\n\n{LONG}\n\nNo.", "QTX\n\nYou missed the tram.")
    assert [c.author for c in comments] == ["QTX", None, None, None]
    assert (comments[3].addressee, comments[3].text) == ("QTX", "You missed the tram.")
    assert comments[3].parent is None


def test_of_two_names_for_one_author_the_more_frequent_is_taken_or_none() -> None:
    replies = [f"{name}\n\n{LONG}\n\nAnswer {n}." for n, name in enumerate(["qqa", "qqb"])]
    assert read(LONG, *replies)[0].author is None
    assert read(LONG, *replies, f"qqb\n\n{LONG}\n\nOnce more.")[0].author == "qqb"


@pytest.mark.parametrize("word", ["Nonsense", "Exactly!", "Rubbish", "Wrong.", "Really?", "Quote:"])
def test_an_exclamation_is_no_addressee(word: str) -> None:
    _, reply = read(LONG, f"{word}\n\n{LONG}\n\nThey have parking.")
    assert reply.addressee is None
    assert reply.paragraphs == (word, "They have parking.")


def test_a_dialogue_has_no_addressee() -> None:
    own = "The play in one act.\n\nMayor: Close it.\n\nRust: Thank you.\n\nMayor: Any time."
    (comment,) = read(own)
    assert (comment.addressee, comment.text) == (None, own)


@pytest.mark.parametrize("head", ["QTX - ", "Bartleby: ", "theFu - ", "vanessa \u2013 "])
def test_a_strange_word_that_is_spoken_to_is_an_addressee(head: str) -> None:
    (reply,) = read(f"{head}you have never seen the piers, have you?")
    assert reply.addressee == head.strip(" -:\u2013")
    assert reply.text == "you have never seen the piers, have you?"


def test_a_name_before_a_dash_is_an_addressee_where_a_comment_is_quoted_below() -> None:
    first, reply = read(LONG, "lampfan - fair enough.\n\n" + LONG + "\n\nBut I counted nine.")
    assert (reply.addressee, reply.parent, first.author) == ("lampfan", "1", "lampfan")
    assert reply.paragraphs == ("fair enough.", "But I counted nine.")


def test_a_name_above_article_words_that_the_comment_answered_had_quoted() -> None:
    sentence = "A ferry for cyclists is planned, but the money for it has not been found."
    own = "Then it is no plan, it is a wish in a drawer."
    first, reply = read(f"{sentence}\n\n{own}", f"zzora\n\n{sentence}\n\nSo?\n\n{own}\n\nYes.")
    assert (reply.addressee, first.author, reply.parent) == ("zzora", "zzora", "1")
    assert reply.paragraphs == ("So?", "Yes.")


def test_the_head_of_a_forum_quote_is_nobodys_words() -> None:
    drafts = [
        draft(1, LONG, author="Ada"),
        draft(2, f"@Ada said in Bridges of the north:\n\n> {LONG}\n\nNo."),
    ]
    reply = resolve(ARTICLE, drafts).comments[1]
    assert (reply.addressee, reply.parent, reply.text) == ("Ada", "1", "No.")


@pytest.mark.parametrize("head", ["Ada wrote:\n> ", "Ada wrote: ", "Ada schrieb:\n\n> "])
def test_the_head_within_a_marked_quote_names_its_author(head: str) -> None:
    drafts = [draft(1, "Cast iron lasts.", author="Ada"), draft(2, f"> {head}Cast iron\n\nOld?")]
    reply = resolve(ARTICLE, drafts).comments[1]
    assert only_quote(reply) == Quote("Cast iron", Source.COMMENT, "1")
    assert (reply.addressee, reply.parent, reply.text) == ("Ada", "1", "Old?")


def test_a_link_given_twice_is_no_quote() -> None:
    link = "https://example.org/harbour/bridge/closing/engineers/report.pdf"
    _, second = read(f"Read this.\n\n{link}", f"{link}\n\nSays it all.")
    assert (second.quotes, second.parent) == ((), None)


def test_a_topic_before_a_dash_or_colon_is_no_addressee() -> None:
    for own in (
        "Ferry - who pays?",
        "GERD: 74 cubic kilometres.",
        "Bridges: lovely things.",
        "Breathtaking - you said it.",
    ):
        assert read(own)[0].addressee is None


@pytest.mark.parametrize(
    ("printed", "own"),
    [
        ("@Kai_77 you should see the piers", "you should see the piers"),
        ("@kai_77, you should see the piers", "you should see the piers"),
        ("Kai_77 - you should see the piers", "you should see the piers"),
        ("Kai_77: you should see the piers", "you should see the piers"),
        ("kai_77, you should see the piers", "you should see the piers"),
        ("KAI_77\n\nyou should see the piers", "you should see the piers"),
        ("Re: Kai_77\n\nyou should see the piers", "you should see the piers"),
        ("Zitat Kai_77: you should see the piers", "you should see the piers"),
        ("Kai_77 wrote:\n\nyou should see the piers", "you should see the piers"),
    ],
)
def test_a_known_author_addressed_is_answered(printed: str, own: str) -> None:
    drafts = [
        draft(1, "First.", author="Kai_77"),
        draft(2, "Second.", author="Kai_77"),
        draft(3, "Third.", author="Mo"),
        draft(4, printed, author="Mo"),
    ]
    reply = resolve(ARTICLE, drafts).comments[3]
    assert (reply.addressee, reply.text) == ("Kai_77", own)
    assert (reply.parent, reply.reply_evidence) == ("2", ReplyEvidence.ADDRESSEE)


def test_an_author_of_two_words_is_found_after_the_at_sign() -> None:
    drafts = [draft(1, "First.", author="Will Stone"), draft(2, "@Will Stone see you there")]
    reply = resolve(ARTICLE, drafts).comments[1]
    assert (reply.addressee, reply.text, reply.parent) == ("Will Stone", "see you there", "1")


def test_an_unknown_name_after_the_at_sign_is_an_addressee_without_a_parent() -> None:
    (reply,) = read("@someone.else go home")
    assert (reply.addressee, reply.text, reply.parent) == ("someone.else", "go home", None)


def test_the_comment_of_the_author_addressed_is_preferred_as_source() -> None:
    said = "The tide will take the piers before the council does."
    drafts = [
        draft(1, said, author="Ada"),
        draft(2, said + " Mark my words, neighbours.", author="Bo"),
        draft(3, f"@Ada\n\n{said}\n\nNot in our days."),
    ]
    assert resolve(ARTICLE, drafts).comments[2].parent == "1"


def test_a_shown_author_is_never_replaced() -> None:
    drafts = [draft(1, LONG, author="Ada"), draft(2, f"Adda\n\n{LONG}\n\nNo.")]
    first = resolve(ARTICLE, drafts).comments[0]
    assert (first.author, first.author_inferred) == ("Ada", False)


# parents and order


def test_a_parent_from_markup_stays() -> None:
    drafts = [draft(1, LONG), draft(2, "Trams!"), draft(3, f"{LONG}\n\nNo.", parent="2")]
    reply = resolve(ARTICLE, drafts).comments[2]
    assert (reply.parent, reply.reply_evidence) == ("2", ReplyEvidence.MARKUP)
    assert only_quote(reply).comment_id == "1"


def test_a_page_with_the_newest_comment_first() -> None:
    reply, trams, first = read(
        "My sister sells lamps there and lives from the people who drive past.\n\nPoor lamps.",
        "I like trams.",
        LONG,
    )
    assert (reply.parent, only_quote(reply).comment_id, reply.text) == ("3", "3", "Poor lamps.")
    assert (trams.quotes, first.quotes) == ((), ())


def test_times_tell_who_came_first() -> None:
    start = datetime(2031, 5, 4, 9, 0, tzinfo=UTC)
    said = "The piers are older than the town hall itself."
    drafts = [
        draft(1, f"{said}\n\nBy a year.", posted=start + timedelta(hours=1)),
        draft(2, f"{said}\n\nAnd prettier.", posted=start),
    ]
    first, second = resolve(ARTICLE, drafts).comments
    assert (first.parent, second.parent) == ("2", None)


def test_marked_quotes_find_their_source_on_pages_sorted_by_votes() -> None:
    drafts = [
        draft(1, "> Trams would be cheaper than one pier.\n\nPer metre?"),
        draft(2, "Trams would be cheaper than one pier."),
        draft(3, "The piers stand on oak from the old forest."),
        draft(4, "> The piers stand on oak from the old forest.\n\nOn pine."),
    ]
    assert [c.parent for c in resolve(ARTICLE, drafts).comments] == ["2", None, None, "3"]


def test_replies_never_close_a_circle() -> None:
    drafts = [
        draft(1, "> Trams would be cheaper than one pier.\n\nPer metre of track laid?"),
        draft(2, "Trams would be cheaper than one pier.", parent="1"),
    ]
    first, second = resolve(ARTICLE, drafts).comments
    assert (first.parent, second.parent) == (None, "1")
    assert only_quote(first).comment_id == "2"


# bounds


def test_a_long_thread_takes_time_in_proportion() -> None:
    def thread(size: int) -> list[Draft]:
        said = [f"Pier {n} carries lamp {n * 7} past quay {n * 13} daily." for n in range(size)]
        return [
            draft(n, f"{said[n - 1]}\n\n{said[n]}" if n % 2 else said[n]) for n in range(1, size)
        ]

    def seconds(size: int) -> float:
        drafts = thread(size)
        start = time.process_time()
        assert sum(len(c.quotes) for c in resolve(ARTICLE, drafts).comments) > size // 3
        return time.process_time() - start

    seconds(100)  # imports and caches
    assert seconds(2000) < 40 * seconds(200) + 0.5  # ten times as long; squared would be a hundred


@pytest.mark.parametrize("unit", ["word ", "Yes. ", ">", "…", "a.", "@", '"', "\n", "\n x", "- "])
def test_a_huge_paragraph_is_bounded(unit: str) -> None:
    huge = unit * (200_000 // len(unit))
    drafts = [Draft("1", (Block(huge),)), Draft("2", (Block(huge), Block("What?")))]
    start = time.process_time()
    result = resolve(ARTICLE, drafts)
    assert time.process_time() - start < 20
    assert len(result.comments) == 2


def test_words_beyond_the_limit_are_a_problem_not_a_loss() -> None:
    text = " ".join(f"w{n}" for n in range(20_500))
    result = resolve(ARTICLE, [Draft("1", (Block(text),))])
    assert [p.kind for p in result.problems] == [ProblemKind.LIMIT]
    assert result.comments[0].text == text


def test_no_comments() -> None:
    assert resolve(ARTICLE, []).comments == ()


# the real page, where it is at hand

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.exists(), reason="the shared seeds are not here")
def test_a_real_thread_reads_as_a_careful_reader_reads_it() -> None:
    name = "000_4bbc26e756548529.txt"
    gold = json.loads((SEEDS / "gold.json").read_text())[name]
    page = (SEEDS / name).read_text()
    head, rest = page.split("Login to comment\n")
    paragraphs = [p.strip() for p in head.split("\n\n")]
    article = Article(gold["title"], tuple(paragraphs[paragraphs.index(gold["title"]) + 2 : -4]))
    parts = re.split(r"\n\n-?\d+ \( \+\d+ / -\d+ \)\n\n", rest)[:24]
    comments = resolve(article, [draft(n, t.strip()) for n, t in enumerate(parts, 1)]).comments
    for comment, wanted in zip(comments, gold["comments"], strict=True):
        assert list(comment.paragraphs) == wanted["own"]
        assert [
            (q.text, q.comment_id or str(q.source), q.first_said_by) for q in comment.quotes
        ] == [
            (q["text"], str(q["of"]), str(q["first_said_by"]) if "first_said_by" in q else None)
            for q in wanted["quotes"]
        ]
        assert (comment.addressee, comment.author) == (wanted["addressee"], wanted["author"])
        marked = wanted["reply_to"] and wanted["reply_evidence"] == "quote"
        assert comment.parent == (str(wanted["reply_to"]) if marked else None)
