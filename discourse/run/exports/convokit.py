"""A ConvoKit corpus: https://convokit.cornell.edu/documentation/data_format.html.

A comment is an utterance; its article is the utterance at the root of the conversation. A comment
whose author the page does not show has a speaker of its own, lest strangers become one person.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from discourse.aggregate.judged import JudgedThread
from discourse.run.exports._export import Export, Given, Part, comment_name
from discourse.stance.judgement import Judgement
from discourse.thread import Comment

Meta = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Utterance:
    id: str
    conversation: str
    speaker: str
    text: str
    at: datetime | None
    meta: Meta
    reply_to: str | None = None

    def as_json(self) -> str:
        return json.dumps(
            {
                "id": self.id,
                "conversation_id": self.conversation,
                "text": self.text,
                "speaker": self.speaker,
                "meta": self.meta,
                "reply-to": self.reply_to,
                "timestamp": _seconds(self.at),
                "vectors": [],
            }
        )


def _parts(given: Given) -> Iterator[Part]:
    utterances = [one for judged in given.judged for one in _utterances(judged)]
    conversations = {judged.key: _about(judged) for judged in given.judged}
    corpus = {"made_by": "discourse", "model": given.model.name}
    index = {
        "utterances-index": _types(one.meta for one in utterances),
        "speakers-index": {},
        "conversations-index": _types(conversations.values()),
        "overall-index": _types([corpus]),
        "version": 1,
        "vectors": [],
    }
    yield Part("utterances.jsonl", "".join(f"{one.as_json()}\n" for one in utterances).encode())
    yield _json("speakers.json", _entries({one.speaker: {} for one in utterances}))
    yield _json("conversations.json", _entries(conversations))
    yield _json("corpus.json", corpus)
    yield _json("index.json", index)


def _utterances(judged: JudgedThread) -> Iterator[_Utterance]:
    yield _root(judged)
    said: dict[str, list[Judgement]] = {}
    for judgement in judged.judgements:
        said.setdefault(judgement.comment_id, []).append(judgement)
    for comment in judged.thread.comments:
        yield _comment(judged, comment, said.get(comment.id, []))


def _root(judged: JudgedThread) -> _Utterance:
    article = judged.thread.article
    day = article.published
    return _Utterance(
        id=judged.key,
        conversation=judged.key,
        speaker=f"article: {judged.key}",
        text="\n\n".join(part for part in (article.title, article.body) if part),
        at=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None,
        meta={"kind": "article", "byline": list(article.byline)},
    )


def _comment(judged: JudgedThread, comment: Comment, said: Iterable[Judgement]) -> _Utterance:
    name = comment_name(judged.key, comment.id)
    answered = judged.key if comment.parent is None else comment_name(judged.key, comment.parent)
    return _Utterance(
        id=name,
        conversation=judged.key,
        speaker=comment.author or f"unknown: {name}",
        text=comment.text,
        at=comment.posted,
        meta=_meta(judged, comment, said),
        reply_to=answered,
    )


def _meta(judged: JudgedThread, comment: Comment, said: Iterable[Judgement]) -> Meta:
    stances = {one.target: one for one in said}
    return {
        "kind": "comment",
        "up": comment.votes.up,
        "down": comment.votes.down,
        "net": comment.votes.net,
        "addressee": comment.addressee,
        "reply_evidence": comment.reply_evidence,
        "quotes": [asdict(quote) for quote in comment.quotes],
        "stances": {target.name: _stance(stances[target.text]) for target in judged.targets},
    }


def _stance(judgement: Judgement) -> Meta:
    """The label is null where the model claims none."""
    label = None if judgement.abstained else judgement.label
    return {"label": label, "scores": dict(judgement.scores), "abstained": judgement.abstained}


def _seconds(at: datetime | None) -> int | None:
    """Since 1970; a time without a zone is taken for UTC, on whatever machine."""
    if at is None:
        return None
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())


def _about(judged: JudgedThread) -> Meta:
    article = judged.thread.article
    return {
        "title": article.title,
        "site": article.site,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "targets": {target.name: target.text for target in judged.targets},
    }


def _entries(metas: Mapping[str, Meta]) -> dict[str, Meta]:
    return {name: {"meta": meta, "vectors": []} for name, meta in metas.items()}


def _types(metas: Iterable[Meta]) -> dict[str, list[str]]:
    """For each key of metadata the classes of its values, as ConvoKit writes them."""
    found: dict[str, dict[str, None]] = {}
    for meta in metas:
        for key, value in meta.items():
            kinds = found.setdefault(key, {})
            if value is not None:
                kinds[str(str if isinstance(value, str) else type(value))] = None
    return {key: list(kinds) for key, kinds in found.items()}


def _json(name: str, value: object) -> Part:
    return Part(name, json.dumps(value).encode())


EXPORT = Export("convokit", _parts)
