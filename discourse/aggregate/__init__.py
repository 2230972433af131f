"""Threads and judgements to a summary: pure, no files, no pictures."""
