"""Small stand-ins: a classifier of words, pages to try it on, pictures quickly drawn."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from matplotlib.figure import Figure

from discourse.aggregate import Summary
from discourse.charts import Footer, Picture, Table
from discourse.stance.judgement import NO_OWN_WORDS, UNKNOWN, Judgement, Question, Scores

_WORDS = {"bad": Scores(0.8, 0.1, 0.1), "good": Scores(0.1, 0.2, 0.7)}


class WordClassifier:
    """Against where a comment says bad, in favor where it says good, else neutral."""

    name = "words"
    digest = sha256(b"words").hexdigest()

    def __init__(self) -> None:
        self.windows: list[int] = []

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        self.windows.append(len(questions))
        return [self._judgement(question) for question in questions]

    def _judgement(self, question: Question) -> Judgement:
        if not question.text:
            return Judgement(question.comment_id, question.target, UNKNOWN, NO_OWN_WORDS)
        said = (scores for word, scores in _WORDS.items() if word in question.text.lower())
        return Judgement(question.comment_id, question.target, next(said, Scores(0.2, 0.7, 0.1)))


def page_text(title: str, comments: Sequence[str]) -> str:
    """A page in the Japan Today text layout."""
    body = "The council voted on Tuesday to build the tunnel after a debate of nine hours."
    count = f"{len(comments)} Comments"
    head = ["Japan Today", "national", title, f"{count}\nBy Ada Moor"]
    said = [f"{comment}\n\n2 ( +3 / -1 )" for comment in comments]
    return "\n\n".join([*head, body, f"{count}\nLogin to comment", *said, ""])


def small_pictures(
    summary: Summary, footer: Footer, *, detail: str, **_looks: object
) -> Iterator[Picture]:
    """A small picture an article, two with all detail."""
    names = ["report", "detail"] if detail == "all" else ["report"]
    for place, article in enumerate(summary.articles):
        for name in names:
            rows = ((article.title, article.comments, footer.model),)
            numbers = Table(("title", "comments", "model"), rows)
            yield Picture(
                f"articles/{place}/{name}", Figure(figsize=(1, 1)), numbers, article.title
            )
