"""`milepost --version` and `--help` against a Python that does nothing, as whole processes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROUNDS = 15
PROGRAM = Path(sys.executable).with_name("milepost")


def seconds(*words: str | Path) -> float:
    begun = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return time.perf_counter() - begun


def measure() -> Iterator[tuple[str, float, float, float, str]]:
    """Milliseconds; the fastest of several rounds taken in turns, as everything else on the machine only adds."""
    for word in ("--version", "--help"):
        pairs = [(seconds(PROGRAM, word), seconds(sys.executable, "-c", "pass")) for _ in range(ROUNDS)]
        ours, theirs = (min(side) * 1000 for side in zip(*pairs, strict=True))
        yield f"milepost {word}, ms, against python -c pass", ours, theirs, ours / theirs, "≤ 5"
