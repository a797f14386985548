"""Once a quarter: the journey in a customer's shoes."""  # method: B6

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.access.sight import Sight
from bot.store.tables import Cta, Revisit, Workspace
from bot.talk.phrases.reader import Reader
from bot.talk.reviews.persona_walk import confirm_walk, revisit, stage_form
from bot.talk.reviews.team_notes import team_notes
from bot.usecases.people.persona_walks import Walk, note
from bot.usecases.undo import undo
from bot.usecases.writing.write import Write
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, at
from tests.given.queued_messages import QueuedMessages
from tests.given.reading import buttons_of, every_button, lines_of, names_of, text_of

WALK = Walk(
    "friend", "laer", "land", "Land", "Everyone met everyone", "Nobody answers", "- no group training\n\nslow answers"
)


async def test_a_stage_is_walked_as_a_persona_and_weak_spots_become_to_dos(accounts: Accounts) -> None:
    async with accounts.store.read(1) as db:
        assert buttons_of(await revisit(db, accounts.library, OLGA, NOW))["As a Friend type"] == (
            "revisit",
            "friend/land",
        )
        form = await stage_form(db, accounts.library, "friend", "land", NOW.date())
    assert names_of(form) == ["success", "wrong", "weak"]
    assert "Will my colleagues be happy" in "".join(span.text for one in form.intro for span in one)
    noted = await note(accounts.write(), WALK)
    async with accounts.store.read(1) as db:
        said = await confirm_walk(db, accounts.library, noted.revisit_id, noted.change_id, OLGA, NOW)
        shown = await revisit(db, accounts.library, OLGA, NOW)
        rows = (await db.execute(select(Cta.title, Cta.due_on, Cta.owner_id).order_by(Cta.id))).all()
    assert lines_of(said) == [
        "Saved: Land, walked as a Friend type",
        "2 to-dos added: no group training and slow answers.",
    ]
    assert buttons_of(said)["Next: Adopt"] == ("revisit", "friend/adopt")
    assert [tuple(row) for row in rows] == [
        ("Land: no group training", date(2026, 1, 20), 11), ("Land: slow answers", date(2026, 1, 20), 11)
    ]  # fmt: skip
    assert "Land, as a Friend type (Tue 6 Jan): Everyone met everyone · weak: no group training" in text_of(shown)
    assert buttons_of(shown)["As a Friend type"] == ("revisit", "friend/adopt")
    await undo(accounts.write(), noted.change_id)
    async with accounts.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(Cta)) == 0
        assert "Land, as" not in text_of(await revisit(db, accounts.library, OLGA, NOW))


@pytest.mark.both_databases
async def test_notes_of_the_quarters_are_the_teams_and_a_kind_of_company_walks_too(accounts: Accounts) -> None:
    # method: B6, B13
    async with accounts.store.read(1) as db:
        shown = await revisit(db, accounts.library, OLGA, NOW, "subscription")
        form = await stage_form(db, accounts.library, "segment.growing", "onboarding", NOW.date(), "subscription")
    assert buttons_of(shown)["As a Friend type"] == ("revisit", "friend/onboarding/subscription")
    assert form.target == "segment.growing/onboarding/subscription"
    intro = "".join(span.text for one in form.intro for span in one)
    assert "You are a growing company. Several teams" in intro
    assert "What hurts: every team has its own way" in intro
    walk = Walk("segment.growing", "subscription", "onboarding", "Onboarding", "It runs", "Too many mails", "mails")
    noted = await note(accounts.write(), walk)
    await note(Write(accounts.store, 1, accounts.book.teammate, NOW), WALK)
    await accounts.change(Revisit, noted.revisit_id, quarter="2025-Q3", at=at(120))
    async with accounts.store.read(1) as db:
        said = text_of(await team_notes(db, accounts.library, OLGA, NOW))
        with db.seeing(Sight(frozenset({accounts.owner}), reader=accounts.owner, since=NOW, at=NOW)) as narrow:
            own = text_of(await team_notes(narrow, accounts.library, OLGA, NOW))
    assert "2 notes of your team, from 2 quarters" in said
    assert "As a growing company, Q3 2025, Olga: It runs · goes wrong: Too many mails · weak: mails" in said
    assert "As a Friend type, Q1 2026, Tim: Everyone met everyone" in said
    assert "1 note of your team, from 1 quarter" in own
    assert "Tim" not in own


async def test_after_the_last_stage_it_is_over(accounts: Accounts) -> None:
    last = accounts.library.playbooks["laer"].stages[-1]
    noted = await note(accounts.write(), Walk("ceo", "laer", last.key, last.name, "A clear win"))
    async with accounts.store.read(1) as db:
        said = await confirm_walk(db, accounts.library, noted.revisit_id, noted.change_id, OLGA, NOW)
    assert "That was the whole journey. I'll ask again next quarter." in lines_of(said)


async def test_what_is_missing_or_too_much_is_said(accounts: Accounts) -> None:
    for walk, field in ((Walk("friend", "laer", "land", "Land", " "), "success"),
                        (Walk("friend", "laer", "land", "Land", "x", "", "\n".join("abcdef")), "weak"),
                        (Walk("neutral", "laer", "land", "Land", "x"), None)):  # fmt: skip
        with pytest.raises(UserError) as caught:
            await note(accounts.write(), walk)
        assert caught.value.field == field
    async with accounts.store.read(1) as db:
        with pytest.raises(UserError, match="isn't in the playbook any more"):
            await stage_form(db, accounts.library, "friend", "gone", NOW.date())


async def test_notes_are_ones_own(accounts: Accounts) -> None:
    noted = await note(accounts.write(), WALK)
    sam = Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert "Land, as" not in text_of(await revisit(db, accounts.library, sam, NOW))
        assert await confirm_walk(db, accounts.library, noted.revisit_id, noted.change_id, sam, NOW) is None
    async with accounts.store.read(1) as db:
        tim = Reader(1, 12, "Tim", None)
        assert "Land, as" not in text_of(await revisit(db, accounts.library, tim, NOW))


async def test_the_digest_invites_once_a_quarter(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    invitation = ("Walk the journey", "revisit", "")
    first = await messages.compose(await messages.queue())
    assert invitation in every_button(first.message)
    second = await messages.compose(await messages.queue(day="2026-01-07"), NOW + timedelta(days=1))
    assert invitation not in every_button(second.message)
    await note(messages.accounts.write(), WALK)
    spring = NOW + timedelta(days=90)  # 6 April
    again = await messages.compose(await messages.queue(day="2026-04-06", now=spring), spring)
    assert again.message is None or invitation in every_button(again.message)


async def test_a_young_workspace_and_whoever_walked_already_are_left_alone(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await note(messages.accounts.write(), WALK)
    assert not (await messages.compose(await messages.queue())).refs["revisit"]
    async with messages.store.write(1) as db:
        for row in await db.scalars(select(Revisit)):
            row.undone_at = NOW
    await messages.accounts.change(Workspace, 1, baseline_at=at(9))
    assert not (await messages.compose(await messages.queue(day="2026-01-07"))).refs["revisit"]
