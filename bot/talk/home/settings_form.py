"""How Milepost reaches me: the settings in words, and the form to change them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from bot import actions
from bot.calendar import DAYS, say_date
from bot.language.day_readings import Order
from bot.message import (
    ChannelInput,
    ChoiceInput,
    DateInput,
    Form,
    Input,
    NumberInput,
    Option,
    PersonInput,
    Span,
    TimeInput,
    line,
)
from bot.store.people.members import leads_others
from bot.store.session import ReadSession
from bot.store.tables import Channel, Identity, Installation, Person
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, channel_words, listed

WEEK = {"on": "On my first working day of the week", "off": "Not for me"}


@dataclass(frozen=True)
class PersonSettings:
    """A person's settings. cover: name; cover_user: their id on the platform; channel: None: direct message.

    channel_name: "#cs-ana". places: where they could have it, as id and name, where there are several; place: the one
    they chose. day_order: how they write 3/12, None where nobody knows. week: whether the overview of the week comes;
    None: it is for those who lead others."""

    digest_at: str = "08:00"
    digest_days: str = "12345"
    work_from: str = "09:00"
    work_to: str = "18:00"
    budget: int = 3
    channel: Span | None = None
    away_until: date | None = None
    cover: str | None = None
    cover_user: str = ""
    zone: str | None = None
    places: tuple[tuple[int, str], ...] = ()
    place: int | None = None
    channel_name: str = ""
    day_order: Order | None = None
    week: bool | None = None


async def read_settings(db: ReadSession, reader: Reader) -> PersonSettings:
    person = await db.get_one(Person, reader.person_id)
    cover = await db.get(Person, person.cover_id) if person.cover_id is not None else None
    user = None
    if cover is not None:
        user = await db.scalar(
            select(Identity.user_id).where(
                Identity.person_id == cover.id,
                Identity.installation_id == reader.installation_id,
                Identity.lives(),
            )
        )
    channel = await db.get(Channel, person.channel_id) if person.channel_id is not None else None
    return PersonSettings(
        person.digest_at,
        person.digest_days,
        person.work_from,
        person.work_to,
        person.alert_budget,
        channel_words(channel, reader, "your channel") if channel else None,
        person.away_until,
        cover.name if cover else None,
        user or "",
        reader.timezone,
        await _places(db, reader.person_id),
        person.installation_id,
        f"#{called(channel.name, 80)}" if channel and channel.name else "a channel",
        person.day_order,
        person.wants_week if await leads_others(db, person) else None,
    )


async def _places(db: ReadSession, person_id: int) -> tuple[tuple[int, str], ...]:
    """Where that person is known, if that is more than one place."""
    rows = await db.execute(
        select(Installation.id, Installation.surface, Installation.name)
        .join(Identity, Identity.installation_id == Installation.id)
        .where(Identity.person_id == person_id, Identity.lives())
        .order_by(Installation.id)
    )
    found = [(row.id, _place(row.surface, row.name)) for row in rows]
    return tuple(found) if len(found) > 1 else ()


def _place(surface: str, team: str | None) -> str:
    """ "Slack (Tidewell)"."""
    return f"{surface.capitalize()} ({called(team)})" if team else surface.capitalize()


async def settings_form(db: ReadSession, reader: Reader, now: datetime) -> Form:
    """The form, filled with what is set. Its inputs are named as usecases/workspace/settings.py names its problems."""
    return render_form(await read_settings(db, reader), reader.today(now))


def render_form(settings: PersonSettings, today: date) -> Form:
    away = settings.away_until if settings.away_until and settings.away_until > today else None
    return Form(
        action=actions.SETTINGS_SAVE,
        target="",
        title="How I reach you",
        submit="Save",
        intro=(line(f"Times are those of your zone, {settings.zone}."),) if settings.zone else (),
        inputs=(
            TimeInput(name="digest_at", label="Digest at", value=settings.digest_at),
            ChoiceInput(
                name="digest_days",
                label="Working days",
                options=tuple(Option(label=day, value=str(number)) for number, day in enumerate(DAYS, start=1)),
                value=tuple(settings.digest_days),
                several=True,
                spread=True,
            ),
            TimeInput(name="work_from", label="Alerts from", value=settings.work_from),
            TimeInput(name="work_to", label="Alerts until", value=settings.work_to),
            NumberInput(
                name="alert_budget",
                label="At most so many alerts a day",
                value=str(settings.budget),
                hint="What is more waits for the digest. A deadline within 7 days never waits.",
            ),
            *_week(settings),
            *_where(settings),
            _day_order(settings),
            DateInput(name="away_until", label="Away, back on", value=away, optional=True),
            PersonInput(
                name="cover",
                label="Who covers?",
                value=settings.cover_user,
                hint="They get your digest and alerts. Empty: they wait for you.",
                optional=True,
            ),
        ),
    )


ORDERS: tuple[tuple[Order, str], ...] = (("dm", "3/12"), ("md", "12/3"))


def _day_order(settings: PersonSettings) -> Input:
    return ChoiceInput(
        name="day_order",
        label="How do you write 3 December?",
        options=tuple(Option(label=label, value=order) for order, label in ORDERS),
        value=(settings.day_order,) if settings.day_order else (),
        hint="So I read the days that you type. While you don't say, I ask where it may be two days.",
        optional=True,
        spread=True,
    )


def _week(settings: PersonSettings) -> Iterator[Input]:
    if settings.week is not None:
        yield ChoiceInput(
            name="week",
            label="The week's overview",
            options=tuple(Option(label=words, value=value) for value, words in WEEK.items()),
            value=("on" if settings.week else "off",),
            hint="For who leads others: what moved, the forecast, who carries what.",
        )


def _where(settings: PersonSettings) -> Iterator[Input]:
    """A channel of another platform can't be shown here; it stays until they choose one of this."""
    channel, empty = settings.channel, "only you"
    if channel is not None and channel.channel is None:
        empty = f"it stays {channel.text}"
    yield ChannelInput(
        name="channel",
        label="Where",
        value=(channel.channel or "") if channel else "",
        hint=f"Empty: {empty}. In a channel, everybody there reads your digest.",
        optional=True,
    )
    if settings.places:
        yield ChoiceInput(
            name="installation",
            label="What is for you alone comes by",
            options=tuple(Option(label=name, value=str(number)) for number, name in settings.places),
            value=(str(settings.place),) if settings.place else (),
            hint="Empty: wherever you were last.",
            optional=True,
        )


def settings_facts(settings: PersonSettings, today: date) -> tuple[tuple[str, str], ...]:
    """The same in words, as label and value."""
    found = [
        ("Digest", f"{settings.digest_at}, {say_days(settings.digest_days)}"),
        ("Where", settings.channel_name if settings.channel else "to you alone"),
        ("Alerts", f"{settings.work_from}–{settings.work_to}, at most {settings.budget} a day"),
    ]
    if settings.week is not None:
        found.append(("The week's overview", WEEK["on" if settings.week else "off"].lower()))
    if settings.away_until and settings.away_until > today:
        who = f"{called(settings.cover)} covers" if settings.cover else "nobody covers, so all of it waits"
        found.append(("Away", f"back {say_date(settings.away_until, today)}; {who}"))
    return tuple(found)


def say_days(days: str) -> str:
    """ "Mon–Fri", "every day", "Mon, Tue and Thu"."""
    chosen = sorted({int(day) for day in days if day in "1234567"})
    if len(chosen) == 7:
        return "every day"
    if len(chosen) > 2 and chosen == list(range(chosen[0], chosen[-1] + 1)):
        return f"{DAYS[chosen[0] - 1]}–{DAYS[chosen[-1] - 1]}"
    return listed([DAYS[day - 1] for day in chosen], 7) or "no day"


# Examples

EXAMPLE = PersonSettings(away_until=date(2026, 1, 12), cover="Tim Teammate", cover_user="UTIM", zone="Europe/Berlin")
EXAMPLES: tuple[tuple[str, Form], ...] = (
    ("Form: settings", render_form(EXAMPLE, date(2026, 1, 6))),
    ("Form: settings of a manager", render_form(PersonSettings(week=True), date(2026, 1, 6))),
)
