"""WordPress: the comment lists of its core and of the plugins that add votes to them."""

from discourse.parse.layouts._wordpress import LIST

LAYOUT = LIST
