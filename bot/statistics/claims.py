"""Whether two shares differ by more than chance, and which of many such claims may be made together. Pure."""

from collections.abc import Sequence
from math import exp, lgamma


def _log_choose(of: int, count: int) -> float:
    return lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)


def _chances(count: int, of: int, all_count: int, all_of: int) -> tuple[list[float], int]:
    """How likely each number of hits in a group is if it is a group like any other (hypergeometric), and where in the
    list the one that was seen stands."""
    least, most = max(0, of - (all_of - all_count)), min(of, all_count)
    whole = _log_choose(all_of, of)
    logs = (_log_choose(all_count, n) + _log_choose(all_of - all_count, of - n) - whole for n in range(least, most + 1))
    return [exp(one) for one in logs], count - least


def unlike(count: int, of: int, other_count: int, other_of: int) -> float:
    """Fisher's exact test, two-sided (1935): how likely a split as rare as this one, or rarer, is by chance."""
    chances, at = _chances(count, of, count + other_count, of + other_of)
    return min(1.0, sum(one for one in chances if one <= chances[at] * (1 + 1e-7)))


def few_false(chances: Sequence[float], share: float) -> list[bool]:
    """Which claims to make so that at most this share of those made is false (Benjamini and Hochberg 1995)."""
    ordered = sorted(chances)
    kept = [one for rank, one in enumerate(ordered, 1) if one <= share * rank / len(ordered)]
    return [bool(kept) and one <= kept[-1] for one in chances]


def none_false(chances: Sequence[float], level: float) -> list[bool]:
    """Which claims to make so that any false one among them is as unlikely as this (Holm 1979)."""
    ordered = sorted(chances)
    refused = next((rank for rank, one in enumerate(ordered) if one > level / (len(ordered) - rank)), len(ordered))
    return [one in ordered[:refused] for one in chances]


__all__ = ["few_false", "none_false", "unlike"]
