"""The demo's mornings: each brings something new, none floods, and everywhere the same is counted."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import exists, select

from bot.cli.demo import living
from bot.message import Message
from bot.playbook.models import Library
from bot.sandbox.sample import CSMS, Csm, write_sample
from bot.sandbox.sample.cast import COMPANIES
from bot.sandbox.sample.future import NIGHTS, working_days
from bot.store.tables import Account, AccountFacts, Cta, Outgoing
from bot.surfaces.plain.text import plain_lines, plain_text
from bot.talk.todos.alert import visible_words
from bot.usecases.account.todos import reached_out
from bot.usecases.writing.write import Write
from tests.given.databases import new_database
from tests.given.mornings.counted import alike, faults_of_alert, items_of, repeated, words_in_digest
from tests.given.mornings.life import START, Life, told, works_the_list
from tests.given.mornings.rows_shown import not_shown

pytestmark = pytest.mark.slow


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[Life]:
    async with living(tmp_path, 0, START) as (demo, place):
        yield Life(demo, place)


def test_the_nights_are_the_same_for_the_same_day(tmp_path: Path, library: Library) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        future = write_sample(tmp_path / name, library, START.date()).future
        days = [START.date() + timedelta(days=number) for number in (1, 2, 6)]
        written.append([[path.read_bytes() for _, path in future.before(day)[1]] for day in days])
    assert written[0] == written[1]
    assert working_days(date(2026, 1, 9), date(2026, 1, 12)) == 1  # from Friday to Monday


def test_each_kind_of_news_is_among_the_nights() -> None:
    assert any(night.champion_leaves for night in NIGHTS)
    assert any(night.survey for night in NIGHTS)
    assert any(night.reaches and night.morning <= 3 for night in NIGHTS)
    assert any(night.level and night.by for night in NIGHTS)


async def test_mornings_on_postgresql_are_as_short_and_new(tmp_path: Path, postgres: str) -> None:
    # method: C4, B5
    async with new_database(postgres) as address, living(tmp_path, 0, START, address) as (demo, place):
        await live_through(Life(demo, place), 3)
        await alerts_are_few_and_short(Life(demo, place))


async def test_ten_mornings_are_short_never_repeat_themselves_and_say_what_is_new_at_once(life: Life) -> None:
    # method: C4, B5, B11, B12, B13, C11, C14, D13
    assert await not_shown(life) == []
    assert await live_through(life, 10) >= 1
    await alerts_are_few_and_short(life)
    async with life.demo.milepost.store.read(1) as db:
        rules = set(await db.scalars(select(Cta.rule).where(Cta.opened_on > START.date())))
    assert {"health-fell", "champion-left", "outcome-missing"} <= rules


async def live_through(life: Life, mornings: int) -> int:
    """Ana and Mei work their lists, the others don't. How many digests of the first three tell of a milestone."""
    celebrated = 0
    before = {csm.handle: life.digest(csm) for csm in CSMS}
    for morning in range(1, mornings + 1):
        for csm in CSMS[::3]:
            await works_the_list(life, csm)
        count = {csm.handle: len(life.posted(csm)) for csm in CSMS}
        opened, evening = await known(life), life.demo.clock.now().date()
        await life.demo.next_morning()
        digests = {csm.handle: life.digest(csm) for csm in CSMS}
        fresh = {csm.handle: len(life.posted(csm)) - count[csm.handle] for csm in CSMS}
        assert await known(life) - opened or "🎉" in str(digests), morning
        assert all(1 <= number <= 6 for number in fresh.values()), (morning, fresh)
        for handle, digest in digests.items():
            assert words_in_digest(digest) <= 90, (morning, digest)
            assert alike(digest) == [], (morning, digest)
            assert repeated(before[handle], digest) == [], (morning, before[handle], digest)
        assert untold_news(morning, digests) == [], (morning, digests)
        told_names = " ".join(item.name + item.why for digest in digests.values() for item in items_of(digest))
        for name in await ends_within_a_week(life, evening):
            assert name in told_names, (morning, name, digests)
        celebrated += sum("🎉" in said for said in digests.values()) if morning <= 3 else 0
        before = digests
    return celebrated


async def ends_within_a_week(life: Life, evening: date) -> list[str]:
    """Accounts whose deadline has come that near since that evening, and of which somebody has an open to-do."""
    week = timedelta(days=7)
    deadline, today = AccountFacts.deadline_on, life.demo.clock.now().date()
    near = (deadline >= today, deadline <= today + week, deadline > evening + week)
    async with life.demo.milepost.store.read(1) as db:
        found = select(Account.name).join(AccountFacts, AccountFacts.account_id == Account.id).where(*near)
        mine = Cta.account_id == Account.id, Cta.state == "open", Cta.type == "lifecycle"
        return list(await db.scalars(found.where(exists().where(*mine))))


def untold_news(morning: int, digests: dict[str, str]) -> list[str]:
    """What happened that night and stands in no digest with its reason."""
    reasons = {
        "fell": ("health", "open tickets"),
        "left": ("no champion since", "champion left"),
        "answered": ("answered 4 of 10",),
    }
    happened = []
    for night in NIGHTS:
        if night.morning == morning:
            fell = night.level is not None and night.level < 60
            low = night.survey in ("nps 4",)
            what = "left" if night.champion_leaves else "answered" if low else "fell" if fell else ""
            happened += [(night.company, reasons[what])] if what else []
    told = [item for digest in digests.values() for item in items_of(digest)]
    folded = "\n".join(digests.values())
    names = {company.key: company.name.replace("&", "&amp;") for company in COMPANIES}
    return [
        names[key]
        for key, whys in happened
        if not any(item.name == names[key] and any(why in item.why for why in whys) for item in told)
        and not any(f"\n• {names[key]}: {why}" in folded for why in whys)
    ]


async def alerts_are_few_and_short(life: Life) -> None:
    """At most three a CSM and day besides the digests' threads and deadlines within a week, each within 80 words."""
    async with life.demo.milepost.store.read(1) as db:
        alerts = list(await db.scalars(select(Outgoing).where(Outgoing.kind == "alert", Outgoing.message.is_not(None))))
        facts = await db.execute(select(AccountFacts.account_id, AccountFacts.deadline_on))
        deadlines = {number: day for number, day in facts}  # noqa: C416
    assert alerts
    outside = [row for row in alerts if row.parent_id is None]
    assert any(row.once.startswith("digest-alert:") for row in outside)  # those in an account's own channel count
    far = [row for row in outside if not is_near(deadlines.get(row.account_id), row.created_at.date())]
    at_once = Counter((row.person_id, row.created_at.date()) for row in far)
    assert all(number <= 3 for number in at_once.values()), at_once
    for row in alerts:
        message = Message.model_validate(row.message)
        assert visible_words(message) <= 80, plain_text(message)
        assert faults_of_alert(plain_text(message)) == []


def is_near(deadline: date | None, day: date) -> bool:
    return deadline is not None and timedelta() <= deadline - day <= timedelta(days=7)


async def known(life: Life) -> set[tuple[int, bool]]:
    async with life.demo.milepost.store.read(1) as db:
        rows = await db.execute(select(Cta.id, Cta.state == "closed"))
        return {(number, bool(closed)) for number, closed in rows}


async def test_who_leads_reads_of_the_week_and_an_alert_that_is_over_is_over_wherever_it_stands(life: Life) -> None:
    # method: C2, C4
    seen = []
    for _ in range(5):  # from Tuesday to the next Monday
        seen.append(await weeks_of(life))
        if len(seen) < 5:
            await life.demo.next_morning()
    assert [len(texts) for texts in seen] == [1, 1, 1, 1, 2]
    first, second = seen[-1]
    for text in (first, second):
        assert text.startswith("Good morning. All accounts since ")
        assert words_in_digest(text) <= 120
        for csm in CSMS:
            assert re.search(rf"^{csm.name.split()[0]} \d+ accounts", text, re.MULTILINE)
    assert "• Umberfield Clinics 310k USD · health" in first
    assert "Kittiwake Travel 69k SGD · health" in second
    await are_over_everywhere(life)


async def are_over_everywhere(life: Life) -> None:
    """The alerts of the first day, a week later: in threads, in accounts' own channels and in direct messages."""
    async with life.demo.milepost.store.read(1) as db:
        told = select(Outgoing).where(Outgoing.kind == "alert", Outgoing.created_at <= START)
        alerts = list(await db.scalars(told))
        live = dict((await db.execute(select(Cta.id, Cta.owner_id).where(Cta.state == "open"))).all())
    places = [(row.parent_id is not None, row.posted_channel) for row in alerts]
    assert {in_thread for in_thread, _ in places} == {True, False}
    assert len({channel for _, channel in places}) > len(CSMS)
    now = life.demo.clock.now()
    for row in alerts:
        if row.cta_id in live:
            await reached_out(
                Write(life.demo.milepost.store, 1, live[row.cta_id] or 0, now, f"over:{row.id}"), row.cta_id
            )
    for seconds in range(4):
        await life.demo.milepost.tick(now + timedelta(seconds=20 * seconds))
    for row in alerts:
        shown = next(one for one in life.place.messages(str(row.posted_channel)) if one["ts"] == row.posted_ts)
        elements = [element for block in shown["blocks"] for element in block.get("elements", ())]
        labels = [element["text"]["text"] for element in elements if element["type"] == "button"]
        assert labels in ([], ["Undo"]), shown
        assert "✓" in str(shown["blocks"])


async def weeks_of(life: Life) -> list[str]:
    async with life.demo.milepost.store.read(1) as db:
        rows = await db.scalars(select(Outgoing).where(Outgoing.kind == "week").order_by(Outgoing.id))
        return ["\n".join(plain_lines(Message.model_validate(row.message), actions=False)) for row in rows]


async def test_digest_home_and_journey_count_the_same_at_eight_and_after_a_click(life: Life) -> None:
    # method: C4
    for number in range(2):
        if number:
            await life.demo.next_morning()
        count_before = {csm: told(life.digest(csm)) for csm in CSMS}
        for csm, count in count_before.items():
            assert await life.shown(csm) == {"home": count, "journey": count}, csm.name
        for csm in CSMS:
            if not await act(life, csm):
                continue
            left, said = told(life.digest(csm)), life.digest(csm).splitlines()[0]
            assert left == count_before[csm] - 1
            assert await life.shown(csm) == {"home": left, "journey": left}, csm.name
            assert "dealt with" in said


async def act(life: Life, csm: Csm) -> bool:
    """Reach out about the first account that today's digest names, and let the digest follow. Whether there was one."""
    reader, now = await life.reader(csm), life.demo.clock.now()
    named = [line for line in life.digest(csm).splitlines() if re.match(r"\d .+ · ", line)]
    names = [line[2:].split(" · ")[0] for line in named]
    async with life.demo.milepost.store.read(1) as db:
        query = select(Cta.id, Account.name).join(Account, Account.id == Cta.account_id)
        mine = query.where(Cta.owner_id == reader.person_id, Account.name.in_(names), Cta.state == "open")
        found = {name: number for number, name in await db.execute(mine.order_by(Cta.priority.desc(), Cta.id.desc()))}
    cta = next((found[name] for name in names if name in found), None)  # one for missing data may be of no account
    if cta is None:
        return False
    await reached_out(Write(life.demo.milepost.store, 1, reader.person_id, now, f"test:{cta}", reader.timezone), cta)
    await life.demo.milepost.tick(now)
    return True


# A day without a token


async def test_a_morning_without_a_token_is_told_at_noon_and_says_that_it_is_late(life: Life) -> None:
    before = {csm: len(life.posted(csm)) for csm in CSMS}
    life.place.faults.refuse("*", "token_revoked", times=None)
    noon = await life.demo.next_morning() + timedelta(hours=3)
    assert {csm: len(life.posted(csm)) for csm in CSMS} == before
    life.place.faults.clear()
    for minutes in range(3):
        await life.demo.milepost.tick(noon + timedelta(minutes=minutes))
    for csm in CSMS:
        fresh = [message["text"] for message in life.posted(csm)[before[csm] :]]
        digests = [text for text in fresh if text.startswith("Good morning")]
        if csm.tz == "Asia/Singapore":  # it is midnight there: the next morning's tells it
            assert digests == []
            continue
        assert len(digests) == 1, csm
        assert re.search(r"This comes \d+ hours late: I couldn't deliver it before\.", digests[0]), digests
    assert await claimed_and_not_heard(life) == set()


async def test_after_a_day_without_a_token_the_next_digest_tells_both_days_once(life: Life) -> None:
    before = {csm: len(life.posted(csm)) for csm in CSMS}
    life.place.faults.refuse("*", "token_revoked", times=None)
    day_lost = (await life.demo.next_morning()).date()
    life.place.faults.clear()
    now = await life.demo.next_morning()
    for minutes in range(1, 4):
        await life.demo.milepost.tick(now + timedelta(minutes=minutes))
    for csm in CSMS:
        fresh = [message["text"] for message in life.posted(csm)[before[csm] :]]
        assert sum(text.startswith("Good morning") for text in fresh) == 1, (csm, fresh)
    async with life.demo.milepost.store.read(1) as db:
        lost = list(await db.scalars(select(Outgoing).where(Outgoing.once.endswith(day_lost.isoformat()))))
        assert {(row.state, row.reason) for row in lost} == {("dropped", "a later digest tells it")}
    assert await claimed_and_not_heard(life) == set()
    assert await heard_and_not_claimed(life) == set()


async def heard_and_not_claimed(life: Life) -> set[int]:
    """To-dos that count as not told, though an alert about them arrived."""
    async with life.demo.milepost.store.read(1) as db:
        due = set(await db.scalars(select(Cta.id).where(Cta.tell == "due")))
        return due & set(await db.scalars(select(Outgoing.cta_id).where(Outgoing.state == "sent")))


async def claimed_and_not_heard(life: Life) -> set[int]:
    """To-dos that count as told since the demo began, though no message about them was sent."""
    async with life.demo.milepost.store.read(1) as db:
        told = set(await db.scalars(select(Cta.id).where(Cta.tell == "told", Cta.told_at > START)))
        sent = list(await db.scalars(select(Outgoing).where(Outgoing.state == "sent")))
    heard = {row.cta_id for row in sent} | {cta for row in sent for cta in row.refs.get("ctas", ())}
    assert told or sent
    return told - {cta for cta in heard if cta is not None}
