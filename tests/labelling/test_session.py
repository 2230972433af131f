import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.errors import LabelError
from discourse.labelling.card import IN_REPLY_TO, QUOTED_IN_PART, progress, sections, told
from discourse.labelling.rows import Answer, Entry, Quoted, Task
from discourse.labelling.session import Session, resume
from discourse.thread import Votes
from tests.labelling.labels_made import a_task, an_entry

TASKS = [a_task(str(number)) for number in range(5)]


def press(session: Session, answers: list[str], gap: float = 10) -> list[Entry]:
    pressed = []
    for number, answer in enumerate(answers):
        if session.task is None and answer != "back":
            continue  # no key but back means anything then
        task = session.task or session.tasks[-1]
        note = f"note {number}" if answer == "note" else ""
        pressed.append(an_entry(task, answer, second=number * gap, note=note))
        session.take(pressed[-1])
    return pressed


@given(st.lists(st.sampled_from([answer.value for answer in Answer]), max_size=20))
@settings(max_examples=60)
def test_a_restart_after_any_keys_is_where_the_session_was(answers: list[str]) -> None:
    session = Session(TASKS)
    pressed = press(session, answers)
    assert resume(TASKS, pressed, "ada", "f") == session
    assert session.labelled + session.skipped + session.left == len(TASKS)


def test_back_changes_an_answer_and_then_goes_on_where_it_was() -> None:
    session = Session(TASKS)
    press(session, ["favor", "skip", "against", "back", "back"])
    assert session.place == 1
    press(session, ["neutral"])
    assert session.place == 3
    assert session.answers["id-1"].answer is Answer.NEUTRAL
    assert (session.labelled, session.skipped, session.left) == (3, 0, 2)


def test_back_at_the_first_stays_and_after_the_last_returns() -> None:
    session = Session(TASKS)
    press(session, ["back"])
    assert session.place == 0
    press(session, ["favor"] * 5)
    assert session.task is None
    press(session, ["back"])
    assert session.task == TASKS[-1]


def test_a_note_stays_with_its_comment() -> None:
    session = Session(TASKS)
    press(session, ["note"])
    assert (session.place, session.note(TASKS[0])) == (0, "note 0")
    resumed = resume(TASKS, [an_entry(TASKS[1], "favor", note="odd")], "ada", "f")
    assert resumed.note(TASKS[1]) == "odd"


def test_time_left_is_the_usual_pace_without_breaks() -> None:
    session = Session(TASKS)
    press(session, ["favor", "favor"])
    assert session.seconds_left is None
    session = Session([a_task(str(number)) for number in range(100)])
    entries = press(session, ["favor"] * 10, gap=12)
    assert session.seconds_left == 12 * 90
    session.take(an_entry(session.tasks[10], "favor", second=90 * 60))
    assert session.seconds_left == 12 * 89
    assert "about 18 minutes left" in progress(session)
    assert resume(session.tasks, entries, "ada", "f").seconds_left == 12 * 90


@pytest.mark.parametrize(
    ("gap", "said"), [(0.2, "about a minute"), (1.5, "about 2 minutes"), (100, "about 2.7 hours")]
)
def test_times_are_told_in_words(gap: float, said: str) -> None:
    session = Session([a_task(str(number)) for number in range(100)])
    press(session, ["favor"] * 4, gap=gap)
    assert said in progress(session)


def test_answers_of_somebody_else_or_to_other_tasks_are_refused() -> None:
    with pytest.raises(LabelError, match="f: expected answers of ben, found some of ada"):
        resume(TASKS, [an_entry(TASKS[0], "favor")], "ben", "f")
    with pytest.raises(LabelError, match="found one to id-9, which is not among them"):
        resume(TASKS, [an_entry(a_task("9"), "favor")], "ada", "f")


def test_a_card_marks_whose_words_are_whose_and_hides_votes_and_model() -> None:
    session = Session(TASKS)
    headings = [section.heading for section in sections(session, TASKS[0], suggest=False)]
    assert headings == ["HEADLINE", "STANCE TOWARD", QUOTED_IN_PART, "COMMENT"]
    assert not any("3 up" in one.text for one in sections(session, TASKS[0], suggest=False))
    press(session, ["note", "favor", "back"])
    shown = {one.heading: one.text for one in sections(session, TASKS[0], suggest=True)}
    assert shown["MODEL SUGGESTS"] == "against (50%)"
    assert shown["NOTE"] == "note 0"
    assert shown["YOU SAID"] == "favor; votes: 3 up, 1 down, 2 net"
    marked = [one.heading for one in sections(session, TASKS[0], suggest=True) if one.others]
    assert marked == [QUOTED_IN_PART]


def test_a_headline_that_is_the_target_shows_once_and_long_context_is_cut() -> None:
    task = a_task(target="Same", headline="Same", context="word " * 200, votes=Votes())
    shown = {one.heading: one.text for one in sections(Session([task]), task, suggest=True)}
    assert "HEADLINE" not in shown
    assert shown["IN REPLY TO"].endswith("word [...]")
    assert told(an_entry(task, "favor")) == "favor; votes: not shown"
    assert told(an_entry(task, "skip")) == "skip"


def words_of_others(task: Task) -> dict[str, str]:
    found = [one for one in sections(Session([task]), task, suggest=False) if one.others]
    assert len({one.heading for one in found}) == len(found)
    return {one.heading: one.text for one in found}


def test_what_is_quoted_from_the_comment_answered_is_marked_there_and_not_said_again() -> None:
    context = "Sure, it\u2019s late.\n\nThe AI jazz won't\ngenerate itself. But the rest."
    quotes = ("...It's late. ", "the AI jazz won\u2019t generate itself.", "The rest")
    task = a_task(context=context, quoted=tuple(Quoted(one, "Ada") for one in quotes))
    marked = "Sure, «it\u2019s late.\n\nThe AI jazz won't\ngenerate itself». But «the rest»."
    assert words_of_others(task) == {QUOTED_IN_PART: marked}


def test_other_quotes_stand_under_one_heading_for_each_who_is_quoted() -> None:
    quotes = (("Not there.", "Ada"), ("Long ago.", "the article"), ("Nor that.", "Ada"))
    task = a_task(context="Here.", quoted=tuple(Quoted(*one) for one in quotes))
    assert words_of_others(task) == {
        IN_REPLY_TO: "Here.",
        "QUOTES Ada": "Not there.\n\nNor that.",
        "QUOTES the article": "Long ago.",
    }


def test_quotes_that_cannot_be_marked_in_what_is_shown_stand_apart() -> None:
    cut = a_task(context="word " * 100 + "The end.", quoted=(Quoted("The end.", "Ada"),))
    assert words_of_others(cut)["QUOTES Ada"] == "The end."
    french = a_task(context="Il dit « non » à tout.", quoted=(Quoted("à tout", "Ada"),))
    assert words_of_others(french) == {IN_REPLY_TO: french.context, "QUOTES Ada": "à tout"}
    nothing = a_task(context="Here. ...", quoted=(Quoted("...", "Ada"),))
    assert words_of_others(nothing) == {IN_REPLY_TO: nothing.context, "QUOTES Ada": "..."}
