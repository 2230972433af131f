"""A corpus of any size, a shard at a time: done, kept, taken up again and merged."""
