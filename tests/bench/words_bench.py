"""What a request in plain words costs beside the command that it stands for, in milliseconds of processor time, on the
sample portfolio."""

import asyncio
import gc
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.playbook.load import load_library
from bot.store.session import Store, open_engine
from tests.given.plain_words.asking import Desk, desk_on, make_sample

BOUND = 2.0
ROUNDS, WARM = 40, 6
# What is typed, and the command that shows the same.
ASKED = {
    "a card": ("how is corvane doing these days?", "corvane"),
    "a fact": ("could you tell me when corvane renews", "corvane"),
    "talking points": ("what should I say to the MD at corvane", "corvane prep the managing director"),
    "a list": ("which of my accounts are at risk", "list at-risk mine"),
}


async def measured() -> dict[str, tuple[float, float]]:
    """By what is asked: (the words, the command), the median of each."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        store = Store(open_engine(f"sqlite:///{await make_sample(Path(folder))}"))
        async with desk_on(store, load_library()) as desk:
            for name, (words, command) in ASKED.items():
                found[name] = await _both(desk, words, command)
        await store.close()
    return found


async def _both(desk: Desk, words: str, command: str) -> tuple[float, float]:
    """Turn by turn, so that what else the machine does falls on both alike."""
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS):
        for which, ask in ((0, desk.says("ana", words)), (1, desk.types("ana", command))):
            gc.collect(0)
            began = time.process_time()
            answer = await ask
            if answer.message is None:
                raise RuntimeError(f"no answer to {words!r} or {command!r}")
            if number >= WARM:
                took[which].append(time.process_time() - began)
    return sorted(took[0])[len(took[0]) // 2] * 1000, sorted(took[1])[len(took[1]) // 2] * 1000


def measure() -> Iterator[tuple[str, float, float, float, str]]:
    for name, (words, command) in asyncio.run(measured()).items():
        yield f"plain words for {name}, ms, against its command", words, command, words / command, f"≤ {BOUND}"
