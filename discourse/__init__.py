"""discourse: reader-comment threads, the stance in each comment, and stance against votes."""

__version__ = "0.1.0"
