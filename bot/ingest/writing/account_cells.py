"""Cells of an accounts file that say what can't be: each leaves out itself, and the customer goes in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from bot.ingest.reading.report import Rejected, Rejection
from bot.ingest.reading.rows import Row
from bot.ingest.writing.job import Job

# What is out with it: a stage is one of its playbook's, and a term would reckon an end where the file says another one.
_WITH = {"playbook": ("stage",), "renewal_on": ("term_months",)}


def without_bad_cells(job: Job, rows: Sequence[Row], own: Mapping[str, str]) -> Iterator[Rejected]:
    """Takes them out of the rows' values. own: the playbooks of accounts that may not be on the workspace's."""
    for row in rows:
        if bad := list(_bad_cells(job, row, own)):
            yield Rejected(row.raw, tuple(bad), in_part=True)


def _bad_cells(job: Job, row: Row, own: Mapping[str, str]) -> Iterator[Rejection]:
    values, words = row.values, job.words
    playbook = values.get("playbook")
    if playbook and playbook not in words.begins:
        names = sorted(words.begins)
        reason = f"isn't a playbook: {', '.join(names)}{_advice(job, row, 'playbook', names)}"
        yield _left(job, row, "playbook", reason)
    of = values.get("playbook") or own.get(values["key"], words.playbook)
    begin, stage = words.begins.get(of), values.get("stage")
    if stage and begin and stage not in begin.stages:
        reason = f"isn't a stage of {of}: {', '.join(begin.stages)}{_advice(job, row, 'stage', begin.stages)}"
        yield _left(job, row, "stage", reason)
    starts, renews = values.get("started_on"), values.get("renewal_on")
    if starts and renews and renews < starts:
        yield _left(job, row, "renewal_on", f"is before it starts ({starts})")
    if values.get("parent") == values["key"]:
        yield _left(job, row, "parent", "is the account itself")


def _left(job: Job, row: Row, name: str, reason: str) -> Rejection:
    value = row.values.pop(name)
    for beside in _WITH.get(name, ()):
        row.values.pop(beside, None)
    return Rejection(row.line, job.parser.title(name), job.parser.written(name, row.raw) or str(value), reason)


def _advice(job: Job, row: Row, name: str, choices: Sequence[str]) -> str:
    """The line of the map that settles the word: with the nearest of ours where one is near, else with none, which is
    never a wrong place. A map's own constant has no cell to translate, and a word that is right for accounts on another
    playbook would be translated for them, too."""
    written = job.parser.written(name, row.raw)
    known = {stage for begin in job.words.begins.values() for stage in begin.stages}
    if not written or (name == "stage" and row.values[name] in known):
        return ""
    quoted = json.dumps(written, ensure_ascii=False)
    if near := get_close_matches(row.values[name], choices, n=1, cutoff=0.7):
        return f"; if {near[0]} is meant, say so in the map, values: {{{name}: {{{quoted}: {near[0]}}}}}"
    return f'; say in the map which is meant, "" for none, such as values: {{{name}: {{{quoted}: ""}}}}'
