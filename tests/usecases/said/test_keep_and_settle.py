"""What customers said and what became of it, through everything else that may happen to an account and its people."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from bot.errors import UserError
from bot.journey.accounts.selection import EVERYONE
from bot.store.tables import Account, Base, Cta, Person, Saying
from bot.talk.account.read_account import load_account
from bot.talk.letters.draft import draft_form
from bot.talk.quotes.said_rows import said_rows
from bot.usecases.account.log import Details, log
from bot.usecases.account.todos import done, not_a_problem
from bot.usecases.said.keep import SaidByThem, keep_as
from bot.usecases.said.settle import answered, wish_became
from bot.usecases.together.answered_together import answer_together
from bot.usecases.undo import undo
from bot.usecases.upkeep.join_people import join
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA

MARK = "zqxprivate"  # stands in whatever is ours alone


async def asks(accounts: Accounts, account: int, words: str = "can groups be synced?", **given: int) -> Saying:
    details = Details(said=SaidByThem("question", words, **given))
    logged = await log(accounts.write(), account, f"They asked {MARK}", details)
    return await accounts.one(select(Saying).where(Saying.id == logged.saying_id))


async def now(accounts: Accounts, row: Saying) -> tuple[str | None, bool, str]:
    async with accounts.store.read(1) as db:
        saying = await db.get_one(Saying, row.id)
        cta = await db.get_one(Cta, row.cta_id)
    return saying.outcome, saying.undone_at is not None, cta.state


@pytest.mark.both_databases
async def test_however_its_to_do_ends_the_question_ends_with_it(accounts: Accounts) -> None:
    # method: A12
    acme = await accounts.account()
    ways = (
        lambda row: done(accounts.write(), row.cta_id),
        lambda row: answer_together(accounts.write(), [row.cta_id], "done"),
        lambda row: answered(accounts.write(), row.id),
    )
    for way in ways:
        row = await asks(accounts, acme)
        change = await way(row)
        assert await now(accounts, row) == ("answered", False, "done")
        await undo(accounts.write(), change.change_id)
        assert await now(accounts, row) == (None, False, "open")
    row = await asks(accounts, acme)
    await not_a_problem(accounts.write(), row.cta_id, "they found it")
    assert await now(accounts, row) == (None, True, "closed")
    with pytest.raises(UserError, match="isn't there any more"):
        await answered(accounts.write(), row.id)


async def test_the_clock_is_the_tiers_and_whoever_looks_after_it_hears_of_it(accounts: Accounts) -> None:
    # method: A12
    days = accounts.library.playbooks["laer"].answer_days
    assert (days.of("Enterprise"), days.of("mid"), days.of(None)) == (1, 2, 2)
    acme = await accounts.account()
    row = await asks(accounts, acme, answer_days=days.of("mid"))
    cta = await accounts.one(select(Cta).where(Cta.id == row.cta_id))
    assert (cta.due_on, cta.owner_id, cta.tell) == (date(2026, 1, 8), accounts.owner, "")
    friday = accounts.write(now=NOW + timedelta(days=3))
    logged = await log(friday, acme, "x", Details(said=SaidByThem("question", "why?", 1)))
    due = await accounts.one(
        select(Cta.due_on).join(Saying, Saying.cta_id == Cta.id).where(Saying.id == logged.saying_id)
    )
    assert due == date(2026, 1, 12)  # the weekend doesn't count


@pytest.mark.both_databases
async def test_no_draft_ever_holds_what_is_ours(accounts: Accounts) -> None:
    # method: A12, A14, B9, D17
    acme = await accounts.account()
    dana = await accounts.person(acme, "Dana Reyes", title="COO", role="decision maker")
    question = await asks(accounts, acme)
    for kind in ("wish", "perception", "interview"):
        await log(accounts.write(), acme, f"{MARK} of {kind}", Details(stakeholder_id=dana, said=SaidByThem(kind)))
    wish = await accounts.one(select(Saying).where(Saying.kind == "wish"))
    told = await wish_became(accounts.write(), wish.id, "shipped")
    for target in (f"todo/{question.cta_id}", f"todo/{told.cta_id}", f"person/{dana}", f"account/{acme}"):
        for persona in ("expert", "friend", "ceo", None):
            async with accounts.store.write(1) as db:
                await db.execute(update(Base.metadata.tables["stakeholders"]).values(persona=persona))
            async with accounts.store.read(1) as db:
                form = await draft_form(db, accounts.library, target, OLGA, NOW)
            assert form is not None
            assert MARK not in form.model_dump_json(), (target, persona)


async def test_it_is_there_for_the_account_alone_and_goes_with_it(accounts: Accounts) -> None:
    """A double's questions wait no more in lists, another workspace sees none, and an erased account takes its own."""
    acme, globex = await accounts.account("Acme"), await accounts.account("Globex")
    for account in (acme, globex):
        await asks(accounts, account)
    await accounts.change(Account, globex, status="double")
    async with accounts.store.read(1) as db:
        assert [row.account.name for row in await said_rows(db, "question", EVERYONE, only_open=True)] == ["Acme"]
        view = await load_account(db, accounts.library, acme, NOW)
        assert view is not None
        assert len(view.waiting) == 1
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert await said_rows(db, "question", EVERYONE) == []
    async with accounts.store.write(1) as db:
        await db.execute(delete(Account).where(Account.id == acme))
    assert await accounts.one(select(func.count()).select_from(Saying)) == 1


async def test_two_persons_who_are_one_have_said_it_as_one(accounts: Accounts) -> None:
    acme = await accounts.account()
    row = await asks(accounts, acme)
    async with accounts.store.write(1) as db:
        keeps = Person(workspace_id=1, name="Olga Again", email="again@milepost.example", created_at=NOW)
        db.add(keeps)
        await db.flush()
        await join(db, keeps, await db.get_one(Person, accounts.owner), NOW)
        number = keeps.id
    assert await accounts.one(select(Saying.by_id).where(Saying.id == row.id)) == number


async def test_a_note_becomes_what_it_was_and_is_no_two_things(accounts: Accounts) -> None:
    acme = await accounts.account()
    logged = await log(accounts.write(), acme, "they see us as slow")
    first = await keep_as(accounts.write(), logged.event_id, SaidByThem("question"))
    await keep_as(accounts.write(), logged.event_id, SaidByThem("perception"))
    standing = await accounts.one(select(func.count()).select_from(Saying).where(Saying.undone_at.is_(None)))
    assert standing == 1
    assert first.saying is not None
    assert (await now(accounts, first.saying))[1:] == (True, "closed")
