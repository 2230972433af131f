"""The votes of a comment found by what their elements are called, or by what they print."""

import re

from discourse.parse.dom import Node
from discourse.parse.marks import votes_line, whole_number
from discourse.parse.owned import Own, names
from discourse.thread import Votes

_COUNT = r"(?:[-_]?(?:count|counter|number|num|value|total|votes?|sum))?"
_UP = re.compile(
    r"(?:^|[-_ ])(?:up|ups|up-?votes?|(?<!dis)(?<!un)likes?|thumbs?-?up|plus|recommend\w*|positive"
    rf"|agree|helpful|favou?rites?|kudos|rate-?up|vote-?up){_COUNT}(?:$|[ ])"
)
_DOWN = re.compile(
    r"(?:^|[-_ ])(?:down|downs|down-?votes?|dis-?likes?|un-?likes?|thumbs?-?down|minus|negative"
    rf"|disagree|rate-?down|vote-?down){_COUNT}(?:$|[ ])"
)
_NET = re.compile(
    r"(?:^|[-_ ])(?:score|karma|points?|rating|votes?|vote-?result|net)"
    rf"{_COUNT}(?:[-_]?result)?(?:$|[ ])"
)
_BOX = re.compile(r"vote|like|karma|rating|score|thumb|points|recommend|meta|head|foot|info|action")
_NUMBERS = re.compile(r"[+\-\u2212]?\d[\d,.]*[kK]?")
_LONGEST = 40


def find_votes(own: Own) -> tuple[Votes, tuple[Node, ...]]:
    """The votes shown, and the elements that show them."""
    up, down = _count(own, _UP), _count(own, _DOWN)
    if up or down:
        shown = [found for found in (up, down) if found]
        votes = Votes(up=abs(up[0]) if up else None, down=abs(down[0]) if down else None)
        return votes, tuple(node for _, node in shown)
    if net := _count(own, _NET):
        return Votes(net=net[0]), (net[1],)
    return _printed(own)


def _count(own: Own, shape: re.Pattern[str]) -> tuple[int, Node] | None:
    for node in own.called(shape):
        words = own.words(node)
        if len(words) <= _LONGEST and len(numbers := _NUMBERS.findall(words)) == 1:
            number = whole_number(numbers[0])
            if number is not None:
                return number, node
    return None


def _printed(own: Own) -> tuple[Votes, tuple[Node, ...]]:
    for node in own.nodes:
        if _BOX.search(names(node)):
            words = own.words(node)
            if len(words) <= _LONGEST and (votes := votes_line(words)) is not None:
                return votes, (node,)
    return Votes(), ()
