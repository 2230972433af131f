"""Work for processes that are killed in the middle of it."""

import os
import signal

from discourse.parse.page import Page
from discourse.run.config import AnalysisSettings
from discourse.run.sharding.shard_work import parse_shard
from discourse.run.sharding.shards import PageShard, ThreadShard


def killed_by_a_page(shard: PageShard, settings: AnalysisSettings) -> ThreadShard:
    """Parses, but a page named deadly gets its process killed."""
    if any(isinstance(one, Page) and "deadly" in one.name for one in shard.inputs):
        os.kill(os.getpid(), signal.SIGKILL)
    return parse_shard(shard, settings)


def killed_by_many(shard: PageShard, settings: AnalysisSettings) -> ThreadShard:
    """Parses, but more than one page gets the process killed, as where memory is short."""
    if len(shard.pages) > 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return parse_shard(shard, settings)
