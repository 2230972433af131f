"""What comes again between texts is a refrain; a menu's lines are none."""

from discourse.parse.headed_region import headed
from discourse.parse.labels import Labels
from discourse.parse.line_repeats import with_repeats
from discourse.parse.line_traits import traits
from discourse.parse.stamps import stamp

SAID = "I think the ferry should go on at night, whatever it may cost us in the end."


def _repeats(lines: list[str]) -> list[frozenset[str]]:
    return with_repeats(lines, [traits(line) for line in lines])


def test_a_line_between_texts_is_a_refrain_whatever_its_number() -> None:
    found = _repeats([SAID, "Recommend? (1)", SAID + " Yes.", "Recommend? (23)"])
    assert ["refrain" in line for line in found] == [False, True, False, True]
    assert not any("refrains" in line for line in found)


def test_lines_of_a_menu_are_no_refrain() -> None:
    found = _repeats(["Home", "Sport", "Home", "Sport", "Home"])
    assert not any("refrain" in line for line in found)


def test_who_writes_again_stands_over_text_again() -> None:
    found = _repeats(["ada91", SAID, "Bo", SAID, "ada91", SAID])
    assert ["over" in line for line in found] == [True, False] * 3
    assert ["again" in line for line in found] == [True, False, False, False, True, False]


def test_the_first_and_the_last_of_many_are_told() -> None:
    found = _repeats([SAID, "Reply", SAID, "Reply", SAID, "Reply"])
    assert [n for n, line in enumerate(found) if "refrain-first" in line] == [1]
    assert [n for n, line in enumerate(found) if "refrain-last" in line] == [5]


def test_points_of_an_author_are_no_part_of_the_name() -> None:
    head = stamp("xdwyer 5 pts")
    assert head is not None
    assert head.author == "xdwyer"
    assert stamp("He scored 25 pts, and the game was over by ten that night") is None


def test_of_headings_over_the_same_heads_the_lower_one_counts() -> None:
    lines = ["2 Comments", SAID, "There are 2 comments. Add yours."]
    lines += ["Ada says:", SAID, "Bo says:", SAID]
    found = headed(Labels("\n".join(lines)), 0, len(lines))
    assert found is not None
    assert found.heading == 2
