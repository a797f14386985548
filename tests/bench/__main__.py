"""`make bench`: speed and memory as ratios of two sides measured in one run, for these machines are noisy."""

import asyncio
from collections.abc import Iterator

from bot.statistics.warning.candidates import is_there
from tests.bench import (
    import_bench,
    lists_bench,
    people_bench,
    reply_bench,
    risk_bench,
    start_bench,
    sweep_bench,
    teams_bench,
    warning_bench,
    words_bench,
)

Row = tuple[str, float, float, float, str]


def rows() -> Iterator[Row]:
    yield from start_bench.measure()
    yield from sweep_bench.measure()
    yield from reply_bench.measure()
    yield from teams_bench.measure()
    yield from people_bench.measure()
    yield from words_bench.measure()
    for name, ours, theirs, ratio in asyncio.run(import_bench.measure()):
        yield f"{name}, rows a second, against executemany", ours, theirs, ratio, "≥ 0.33"
    yield from lists_bench.measure()
    if not (missing := risk_bench.missing()):
        yield from risk_bench.measure()
    else:
        print(f"risk, area under the ROC curve: skipped, {missing}", flush=True)
    if is_there():
        yield from warning_bench.measure()


def main() -> None:
    print(f"{'what':<70} {'ours':>10} {'theirs':>10} {'ratio':>7}  bound")
    for what, ours, theirs, ratio, bound in rows():
        print(f"{what:<70} {ours:>10,.2f} {theirs:>10,.2f} {ratio:>7.2f}  {bound}", flush=True)


if __name__ == "__main__":
    main()
