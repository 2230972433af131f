"""The errors discourse raises, all of one family.

DiscourseError
├── ThreadError        a value of `discourse.thread` that cannot exist (duplicate ids, circles)
├── InputError         something handed in cannot be used; names it, what was expected and found
│   ├── PageError      a saved page: empty, binary, too large, unreadable
│   ├── LabelError     a row of a labelled data set
│   ├── ModelError     a model directory that cannot be loaded or does not fit
│   └── RunError       a run directory: missing, unfinished, not writable
└── SettingsError      a config file or an option
"""


class DiscourseError(Exception):
    """Whatever discourse itself raises; everything else is a bug."""


class ThreadError(DiscourseError, ValueError):
    """A thread value that cannot exist."""


class InputError(DiscourseError):
    """Something handed in cannot be used: `name` says what, then what was expected and found."""

    def __init__(self, name: str, expected: str, found: str) -> None:
        self.name = name
        self.expected = expected
        self.found = found
        super().__init__(name, expected, found)

    def __str__(self) -> str:
        return f"{self.name}: expected {self.expected}, found {self.found}"


class PageError(InputError):
    """A saved page that cannot be read as one."""


class LabelError(InputError):
    """A row of a labelled data set that cannot be used."""


class SettingsError(DiscourseError):
    """A config file or an option that does not hold."""


class ModelError(InputError):
    """A model directory that cannot be loaded or does not fit."""


class RunError(InputError):
    """A run directory that is missing, unfinished or not writable."""
