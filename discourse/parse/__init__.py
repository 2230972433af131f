"""Pages to threads: which layout a page has, and what it says."""
