"""Some records of a file, as every source of rows gives them."""

from dataclasses import dataclass
from typing import NamedTuple


class Broken(NamedTuple):
    """A record that can't be read. line: the first physical line it stands on, from 1."""

    line: int
    cells: list[str]
    problem: str


@dataclass(frozen=True)
class Block:
    """Records of a file, the blank ones left out. lines: the first physical line of each, from 1."""

    lines: list[int]
    records: list[list[str]]
    broken: list[Broken]

    @property
    def count(self) -> int:
        return len(self.records) + len(self.broken)
