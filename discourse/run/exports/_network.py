"""The reply network: a node an article and a comment, an edge for each reply and quote."""

import io
import re
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from discourse.aggregate.judged import JudgedThread
from discourse.errors import SettingsError
from discourse.run.exports._export import Given, Part, comment_name, one_file
from discourse.thread import Comment, Source

if TYPE_CHECKING:
    import networkx as nx

Value = str | int | float

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(given: Given, write: Callable[["nx.DiGraph", io.BytesIO], None]) -> list[Part]:
    """The network as the one file that a writer of networkx makes of it."""
    out = io.BytesIO()
    write(graph(given), out)
    return one_file(out.getvalue())


def require(name: str) -> None:
    """Raises SettingsError where networkx, which writes this format, is not installed."""
    if find_spec("networkx") is None:
        raise SettingsError(
            f"--format {name}: expected networkx, found none; "
            'pip install "discourse[network]" brings it'
        )


def graph(given: Given) -> "nx.DiGraph":
    """The network. What is not known of a node is no attribute of it."""
    import networkx as nx

    made = nx.DiGraph()
    for judged in given.judged:
        _add_thread(made, judged)
    return made


def _add_thread(made: "nx.DiGraph", judged: JudgedThread) -> None:
    article = judged.thread.article
    made.add_node(judged.key, **_known(kind="article", label=article.title, url=article.url))
    stances = _stances(judged)
    for position, comment in enumerate(judged.thread.comments, 1):
        name = comment_name(judged.key, comment.id)
        made.add_node(name, **_known(article=judged.key, position=position, **_of(comment)))
        made.nodes[name].update(_known(**stances.get(comment.id, {})))
    for comment in judged.thread.comments:
        _add_edges(made, judged.key, comment)


def _of(comment: Comment) -> dict[str, Value | None]:
    return {
        "kind": "comment",
        "label": comment.author or comment.id,
        "author": comment.author,
        "posted": comment.posted.isoformat() if comment.posted else None,
        "up": comment.votes.up,
        "down": comment.votes.down,
        "net": comment.votes.net,
        "text": comment.text or None,
    }


def _stances(judged: JudgedThread) -> dict[str, dict[str, Value | None]]:
    """For each comment its stance toward each target, where one is claimed."""
    found: dict[str, dict[str, Value | None]] = {}
    for judgement in judged.judgements:
        for target in judged.targets:
            if target.text == judgement.target and not judgement.abstained:
                of_comment = found.setdefault(judgement.comment_id, {})
                of_comment[f"stance: {target.name}"] = judgement.label.value
                of_comment[f"confidence: {target.name}"] = judgement.confidence
    return found


def _add_edges(made: "nx.DiGraph", article: str, comment: Comment) -> None:
    """To what it answers (the article, where that is no comment) and to what else it quotes."""
    name = comment_name(article, comment.id)
    answered = comment_name(article, comment.parent) if comment.parent is not None else article
    quoted = _quoted(article, comment)
    kind = "reply" if comment.parent is not None else "comment"
    evidence = comment.reply_evidence.value if comment.reply_evidence else None
    known = _known(kind=kind, quotes=quoted.pop(answered, 0), evidence=evidence)
    made.add_edge(name, answered, **known)
    for other, times in quoted.items():
        made.add_edge(name, other, kind="quote", quotes=times)


def _quoted(article: str, comment: Comment) -> Counter[str]:
    """How often it quotes the article and each other comment."""
    found: Counter[str] = Counter()
    for quote in comment.quotes:
        if quote.source is Source.ARTICLE:
            found[article] += 1
        elif quote.comment_id is not None and quote.comment_id != comment.id:
            found[comment_name(article, quote.comment_id)] += 1
    return found


def _known(**values: Value | None) -> dict[str, Value]:
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: Value) -> Value:
    """Text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
