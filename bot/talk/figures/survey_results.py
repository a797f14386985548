"""/journey feedback (method C5): NPS and CSAT of the last year, by segment, tier, CSM, stage or milestone, and the
newest words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot import actions
from bot.calendar import plural, say_age, say_date
from bot.journey.figures.survey_results import ENOUGH, LEAVING, Answers, By, Feedback, SurveyQuote
from bot.journey.figures.survey_results import feedback as read_feedback
from bot.message import (
    Actions,
    Block,
    Column,
    Heading,
    Line,
    Message,
    Notes,
    Option,
    Select,
    Table,
    Text,
    ask,
    bold,
    line,
)
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.figures.how_counted import counted_button
from bot.talk.figures.steps.hardest_step import hardest_step
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, score_words
from bot.text import number, shorten

GROUPS_SHOWN = 20
TITLES: dict[By, str] = {
    "segment": "Segment",
    "tier": "Tier",
    "csm": "CSM",
    "stage": "Stage then",
    "milestone": "On the way to",
}
COMPARED: dict[By, str] = {"csm": "CSM", "stage": "stage", "milestone": "milestone"}
TOO_FEW = "…"  # the note says once what it stands for


async def feedback(db: ReadSession, library: Library, reader: Reader, now: datetime, by: By | None = None) -> Message:
    """The whole workspace's answers."""
    found = await read_feedback(db, now, by)
    names = names_of(library, by)
    hard = await hardest_step(db, library, found, reader.today(now)) if by == "milestone" else ()
    groups = tuple(replace(one, group=names.get(one.group or "", one.group)) for one in found.groups)
    return survey_results_message(replace(found, groups=groups), reader, now, hard)


def names_of(library: Library, by: By | None) -> dict[str, str]:
    """What stages and milestones are called; where two playbooks call one differently, the first."""
    found: dict[str, str] = {LEAVING: "left, or leaving"}
    for playbook in library.playbooks.values():
        named = playbook.stages if by == "stage" else playbook.milestones() if by == "milestone" else ()
        for one in named:
            found.setdefault(one.key, one.name)
    return found


def survey_results_message(this: Feedback, reader: Reader, now: datetime, hard: tuple[Line, ...] = ()) -> Message:
    """hard: at which step most accounts are lost, and what is answered there."""
    if this.newest is None:
        return _nothing()
    blocks: list[Block] = [Text(lines=(*_all(this.all), *hard))]
    if this.groups:
        blocks += _table(this)
    blocks += [Heading(text="Newest words"), *[_said(one, reader, now) for one in this.said]] if this.said else []
    blocks += [
        Actions(elements=(_by(this.by), counted_button("feedback"))),
        Notes(lines=tuple(line(text) for text in _notes(this, reader, now))),
    ]
    return Message(title=line(bold(_title(this))), blocks=tuple(blocks))


def _nothing() -> Message:
    how = (
        "Record one with ",
        ask("acme survey"),
        ", or bring them in with the events file: event survey, key “nps 9”.",
    )
    text, counted = Text(lines=(line(*how),)), Actions(elements=(counted_button("feedback"),))
    return Message(title=line(bold("No survey answers in the last year")), blocks=(text, counted))


def _title(this: Feedback) -> str:
    count = this.all.nps_count + this.all.csat_count
    return f"{plural(count, 'answer')} in the last year, from {plural(this.accounts, 'account')}"


def _all(all: Answers) -> tuple[Line, ...]:
    lines = []
    if all.nps_count:
        counts = (
            f" · {plural(all.promoters, 'promoter')}, {all.passives:,} passive, {plural(all.detractors, 'detractor')}"
        )
        lines.append(line(bold(f"NPS {_nps(all)}"), counts, _likely(all)))
    if all.csat_count:
        lines.append(line(bold(f"CSAT {_csat(all)}"), f" · {plural(all.csat_count, 'answer')}", _csat_likely(all)))
    return tuple(lines)


def _nps(group: Answers) -> str:
    """ "+34", "−12"; too few to tell below five."""
    return f"too few to tell ({group.nps_count})" if group.nps is None else _signed(group.nps)


def _signed(value: int) -> str:
    return f"{value:+d}".replace("-", "−") if value else "0"


def _likely(group: Answers) -> str:
    """ "; +20 to +48 is likely"."""
    low, high = group.nps_range
    return "" if group.nps is None else f"; {_signed(low)} to {_signed(high)} is likely"


def _csat_likely(group: Answers) -> str:
    """ "; 3.9 to 4.4 is likely"."""
    low, high = map(number, group.csat_range)
    return "" if group.csat is None else f"; {low} to {high} is likely"


def _csat(group: Answers) -> str:
    return f"too few to tell ({group.csat_count})" if group.csat is None else f"{number(group.csat)} of 5"


def _table(this: Feedback) -> list[Block]:
    by = this.by or "segment"
    columns = (
        Column(title=TITLES[by]),
        Column(title="NPS", number=True),
        Column(title="9–10 / 7–8 / 0–6", number=True),
        Column(title="CSAT", number=True),
        Column(title="Answers", number=True),
    )
    rows = tuple(_row(group) for group in this.groups[:GROUPS_SHOWN])
    more = len(this.groups) - len(rows)
    blocks: list[Block] = [Table(columns=columns, rows=rows)]
    return [*blocks, Notes(lines=(line(f"… and {more:,} more"),))] if more > 0 else blocks


def _row(group: Answers) -> tuple[str, ...]:
    split = f"{group.promoters:,} / {group.passives:,} / {group.detractors:,}" if group.nps_count else "–"
    nps = (_nps(group) if group.nps is not None else TOO_FEW) if group.nps_count else "–"
    csat = (number(group.csat) if group.csat is not None else TOO_FEW) if group.csat_count else "–"
    name = called(group.group, 30) if group.group else "not known"
    return name, nps, split, csat, f"{group.nps_count + group.csat_count:,}"


def _said(one: SurveyQuote, reader: Reader, now: datetime) -> Text:
    today = reader.today(now)
    by = f"{called(one.by, 30)}, {called(one.account, 30)}" if one.by else called(one.account, 30)
    about = f"{by} · {score_words(one.key)} · {say_date(reader.day(one.at), today)}"
    return Text(lines=(line(f"“{shorten(one.words, 200)}”"), line(about)), quote=True)


def _by(by: By | None) -> Select:
    options = tuple(
        Option(label=f"By {COMPARED.get(key) or title.lower()}", value=key) for key, title in TITLES.items()
    )
    return Select(label="Compare", action=actions.FEEDBACK, target="", options=options, chosen=by)


def _notes(this: Feedback, reader: Reader, now: datetime) -> list[str]:
    notes = [f"NPS: share of 9 and 10 minus share of 0 to 6. No figure from fewer than {ENOUGH} answers."]
    if this.newest:
        age = say_age(reader.day(this.newest), reader.today(now))
        notes.append(f"Newest answer: {age}." if this.groups == () else f"Lowest first. Newest answer: {age}.")
    if any(TOO_FEW in _row(group) for group in this.groups[:GROUPS_SHOWN]):
        notes.append(f"{TOO_FEW}: too few answers to say.")
    if this.all.strays:
        notes.append(f"{plural(this.all.strays, 'score')} outside of the scale left out.")
    return notes


# Examples

_NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)
_READER = Reader(1, 1, "Olga", "Europe/Berlin")
_SAID = (
    SurveyQuote(
        1,
        "Umbrella",
        "nps 4",
        "Nobody answers when the import fails.",
        datetime(2026, 1, 5, 9, tzinfo=UTC),
        "Mia Okafor",
    ),
    SurveyQuote(2, "Acme", "csat 5", "It saves my Mondays.", datetime(2025, 12, 19, 9, tzinfo=UTC), None),
)
_ALL = Answers(None, 34, 21, 11, 48, 4.2, 0, 18.3)
_GROUPS = (
    Answers("start-up", 5, 6, 9, 14, 3.6, 0),
    Answers("retail", 22, 12, 2, 30, 4.4, 0),
    Answers("public sector", 2, 1, 0, 4, 4.5, 0),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey feedback", survey_results_message(Feedback(None, _ALL, (), _SAID, _SAID[0].at, 52), _READER, _NOW)),
    (
        "journey feedback segment",
        survey_results_message(Feedback("segment", _ALL, _GROUPS, _SAID, _SAID[0].at, 52), _READER, _NOW),
    ),
    (
        "journey feedback, nothing yet",
        survey_results_message(Feedback(None, Answers(None, 0, 0, 0, 0, None, 0), (), (), None, 0), _READER, _NOW),
    ),
)
