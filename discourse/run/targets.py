"""Which targets an article's comments are judged toward."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from discourse.run.config import AnalysisSettings, TargetSettings
from discourse.stance.questions import HEADLINE, Target, headline
from discourse.thread import Article


def targets_for(settings: AnalysisSettings, page: str, article: Article) -> tuple[Target, ...]:
    """The targets of the first entry that matches the page's name, else the general ones.

    An article without a title has no headline to judge, so that target is left out.
    """
    entries = _entries(settings, page)
    targets = [
        headline(article) if entry.name == HEADLINE else Target(entry.name, entry.text)
        for entry in entries
    ]
    return tuple(target for target in targets if target.text.strip())


def _entries(settings: AnalysisSettings, page: str) -> Sequence[TargetSettings]:
    for entry in settings.articles:
        if fnmatchcase(page, entry.pages) or fnmatchcase(page, f"*/{entry.pages}"):
            return entry.targets
    return settings.targets
