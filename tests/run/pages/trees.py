"""What two runs are compared by."""

import json
from pathlib import Path

_OWN = (b"out:", b"workers:", b"engine:")


def tree(run: Path) -> dict[str, bytes]:
    """Every file of a run, but for the times in run.json and, in config.yaml, place and engine."""
    files = {p.relative_to(run).as_posix(): p for p in run.rglob("*") if p.is_file()}
    found = {name: path.read_bytes() for name, path in files.items()}
    told = json.loads(found["run.json"])
    for timed in ("started", "finished", "timings"):
        del told[timed]
    found["run.json"] = json.dumps(told).encode()
    kept = (line for line in found["config.yaml"].splitlines() if not line.startswith(_OWN))
    found["config.yaml"] = b"\n".join(kept)
    return found
