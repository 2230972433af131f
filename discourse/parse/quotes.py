"""Which words of a comment are quoted, from whom, and whom it answers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from discourse.parse._attribution import Ledger, Taken, attribute
from discourse.parse._passages import Form, Passage
from discourse.parse._replies import Cited, Parents, Read, inferred_authors
from discourse.parse._segments import Printed, Segment
from discourse.parse._sources import ARTICLE, Match
from discourse.parse._talk import Talk, talk
from discourse.parse.layout import Draft
from discourse.thread import ARTICLE_ID, Article, Comment, Problem, Quote, ReplyEvidence, Source

_ELSEWHERE_WORDS = 4  # words in quotation marks that make a quote of somebody off the page
_SPOKEN = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Comments with own words and quotes told apart and replies worked out, and what went wrong."""

    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...] = ()


def resolve(article: Article, drafts: Sequence[Draft]) -> Resolved:
    """The comments of a page, in page order, with quotes, addressees, authors and replies."""
    if not drafts:
        return Resolved(())
    page = talk(article, drafts)
    ledger = Ledger()
    read = [_read(page, ledger, speaker) for speaker in range(1, len(drafts) + 1)]
    inferred = inferred_authors(read)
    parents = Parents(page)
    on_page = sorted(read, key=lambda one: page.order[one.speaker - 1])
    parent_of = {one.speaker: parents.of(one) for one in read}
    comments = (
        _comment(one, inferred.get(one.speaker), *parent_of[one.speaker]) for one in on_page
    )
    return Resolved(tuple(comments), tuple(page.problems()))


def _comment(
    read: Read, inferred: str | None, parent: str | None, evidence: ReplyEvidence | None
) -> Comment:
    draft = read.draft
    return Comment(
        id=draft.id,
        text="\n\n".join(read.own),
        raw=read.raw,
        parent=parent,
        reply_evidence=evidence,
        author=draft.author or inferred,
        author_inferred=not draft.author and inferred is not None,
        addressee=read.addressee,
        posted=draft.posted,
        votes=draft.votes,
        quotes=read.quotes,
        permalink=draft.permalink,
    )


def _read(page: Talk, ledger: Ledger, speaker: int) -> Read:
    """One comment read; those before it must have been read."""
    comment = page.comment(speaker)
    starts, names = page.starts(speaker), page.names(speaker)
    passages = [
        passage
        for segment in comment.segments
        for passage in page.finder.passages(segment, starts[segment.number], speaker)
    ]
    favoured = frozenset(_favoured(page, comment, speaker, names))
    taken = attribute(comment, passages, favoured, page.finder, ledger)
    taken = _with_marked(page, comment, speaker, passages, taken)
    taken = _with_quotations(comment, passages, taken)
    quotes = tuple(_quotes(page, ledger, speaker, taken))
    return Read(
        speaker=speaker,
        draft=comment.draft,
        raw=comment.raw,
        own=tuple(_own(comment, starts, taken)),
        quotes=quotes,
        cited=tuple(
            Cited(names[t.passage.segment], t.match.speaker, t.passage.weight)
            for t in taken
            if t.match and t.match.speaker != ARTICLE
        ),
        addressee=comment.draft.addressee or next((name for name in names if name), None),
    )


def _favoured(
    page: Talk, comment: Printed, speaker: int, names: Iterable[str | None]
) -> Iterator[int]:
    """Speakers whom a comment answers anyway: its parent, the author it addresses."""
    parent = page.speakers.get(comment.draft.parent or "")
    if parent is not None and parent != speaker:
        yield parent
    for name in {name for name in names if name}:
        yield from page.earlier(name, speaker)


def _with_marked(
    page: Talk, comment: Printed, speaker: int, passages: Sequence[Passage], taken: list[Taken]
) -> list[Taken]:
    """The quotes, with every passage that markup marks as one, wherever it comes from."""
    matched = {(t.passage.segment, t.passage.start): t.match for t in taken}
    rest = [t for t in taken if t.passage.form is not Form.MARKED]
    for passage in passages:
        if passage.form is Form.MARKED:
            segment = comment.segments[passage.segment]
            match = matched.get((passage.segment, passage.start))
            match = _linked(page, speaker, passage, segment) or match
            rest.append(Taken(passage, match or page.finder.later(passage, segment, speaker)))
    return sorted(rest, key=lambda t: (t.passage.segment, t.passage.start))


def _linked(page: Talk, speaker: int, passage: Passage, segment: Segment) -> Match | None:
    """Where the comment that a quote links to says it."""
    linked = page.speakers.get(segment.quoted_comment or "")
    if linked is None or linked == speaker:
        return None
    return page.finder.supported(passage, segment, linked) or Match(linked, 0, 0, 0.0)


def _with_quotations(
    comment: Printed, passages: Sequence[Passage], taken: list[Taken]
) -> list[Taken]:
    """The quotes, with paragraphs in quotation marks that nobody on the page said."""
    places = {(t.passage.segment, t.passage.start) for t in taken}
    found = [
        passage
        for passage in passages
        if passage.form is Form.QUOTATION
        and passage.end == len(comment.segments[passage.segment].text)
        and (passage.segment, passage.start) not in places
        and len(passage.packed) >= _ELSEWHERE_WORDS
    ]
    quoted = {p.segment for p in found} | {segment for segment, _ in places}
    if not found or len(quoted) == len(comment.segments):
        return taken  # a comment that says nothing else says that
    both = [*taken, *(Taken(passage, None) for passage in found)]
    return sorted(both, key=lambda t: (t.passage.segment, t.passage.start))


def _quotes(page: Talk, ledger: Ledger, speaker: int, taken: Sequence[Taken]) -> Iterator[Quote]:
    """The quotes as values; consecutive lines of one speaker make one."""
    for run in _runs(page.comment(speaker), taken):
        segment = page.comment(speaker).segments[run[0].passage.segment]
        start, end = run[0].passage.start, run[-1].passage.end
        text, match = segment.text[start:end].strip(), run[0].match
        quote = Quote(text, Source.ELSEWHERE)
        if match and match.speaker == ARTICLE:
            quote = Quote(text, Source.ARTICLE)
        elif match:
            answered = page.comment(match.speaker).draft.id
            quote = Quote(text, Source.COMMENT, answered, ledger.first_said_by(match))
        first = quote.first_said_by or quote.comment_id
        if quote.source is Source.ARTICLE:
            first = ARTICLE_ID
        words = segment.words
        ledger.enter(speaker, segment.at + words.index(start), segment.at + words.index(end), first)
        yield quote


def _runs(comment: Printed, taken: Sequence[Taken]) -> list[list[Taken]]:
    """Passages that follow on each other within a segment and are of one speaker, together."""
    runs: list[list[Taken]] = []
    for one in taken:
        last = runs[-1][-1] if runs else None
        if last and last.passage.segment == one.passage.segment and last.match and one.match:
            text = comment.segments[one.passage.segment].text
            between = text[last.passage.end : one.passage.start]
            if last.match.speaker == one.match.speaker and not _SPOKEN.search(between):
                runs[-1].append(one)
                continue
        runs.append([one])
    return runs


def _own(comment: Printed, starts: Sequence[int], taken: Sequence[Taken]) -> Iterator[str]:
    """The commenter's own paragraphs."""
    cuts: dict[int, list[Passage]] = defaultdict(list)
    for one in taken:
        cuts[one.passage.segment].append(one.passage)
    for number, segment in enumerate(comment.segments):
        at, parts = starts[number], []
        for passage in cuts[number]:
            parts.append(segment.text[at : passage.start])
            at = passage.end
        parts.append(segment.text[at:])
        kept = (part.strip() for part in parts if not cuts[number] or _SPOKEN.search(part))
        own = " ".join(part for part in kept if part)
        if own:
            yield own
