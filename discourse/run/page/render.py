"""The page as HTML. Whatever a page or a reader wrote is escaped, and nothing else could run."""

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from discourse.run.page.compared import COMPARED
from discourse.run.page.lines import COLUMNS, GLYPHS, NONE, NONE_GLYPH, NONE_WORDS, WORDS
from discourse.run.page.view import View

# characters that HTML cannot hold, not even escaped
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def render(view: View) -> str:
    """The page."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style, script = _own("page.css"), _own("page.js")
    page = environment.from_string(_own("page.html")).render(
        view=view,
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        columns=COLUMNS,
        compared_columns=COMPARED,
        stances=[(key.value, WORDS[key], GLYPHS[key]) for key in WORDS],
        no_stance=(NONE, NONE_WORDS, NONE_GLYPH),
    )
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", page)


def _policy(style: str, script: str) -> str:
    """A Content-Security-Policy: only our own style and script, only pictures within the page."""
    return (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; "
        f"script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _own(name: str) -> str:
    return (files("discourse.run.page") / name).read_text(encoding="utf-8")
