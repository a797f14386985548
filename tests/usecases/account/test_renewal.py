"""What people do: saved once, with Undo, and nobody else's business."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select, update

from bot.errors import UserError
from bot.inbox.receipts import AlreadyDone
from bot.journey.sweep.assess import assess
from bot.journey.sweep.contract_ends import end_terms
from bot.store.tables import Account, AccountEvent, Change, Contract, Cta, Outgoing, PersonaTag, Stakeholder, TaskDone
from bot.usecases.account import log, personas, renewal, tasks, todos, view
from bot.usecases.undo import undo


async def one(accounts, query, workspace=None):
    async with accounts.store.read(workspace or accounts.workspace) as db:
        return await db.scalar(query)


async def test_a_persona_is_a_dated_hypothesis_that_a_later_one_replaces(accounts, now):  # method: A3
    account = await accounts.account("Acme")
    dana = await accounts.person(account, "Dana Reyes")
    await personas.tag(accounts.deed(), dana, "expert")
    await personas.tag(accounts.deed(now=now + timedelta(days=1)), dana, "ceo", "asks who decides")
    async with accounts.store.read(accounts.workspace) as db:
        tags = list(await db.scalars(select(PersonaTag).order_by(PersonaTag.id)))
        person = await db.get_one(Stakeholder, dana)
    assert [(tag.persona, tag.confidence, tag.evidence) for tag in tags] == [
        ("expert", "guess", ""), ("ceo", "likely", "asks who decides"),
    ]  # fmt: skip
    assert person.persona == "ceo"


async def test_undoing_a_tag_restores_the_one_before_and_keeps_history(accounts):
    dana = await accounts.person(await accounts.account("Acme"), "Dana Reyes")
    await personas.tag(accounts.deed(), dana, "expert")
    tagged = await personas.tag(accounts.deed(), dana, "ceo")
    await undo(accounts.deed(), tagged.change_id)
    assert await one(accounts, select(Stakeholder.persona)) == "expert"
    assert await one(accounts, select(func.count()).select_from(PersonaTag)) == 2
    assert await one(accounts, select(PersonaTag.undone_at).where(PersonaTag.persona == "ceo")) is not None


@pytest.mark.parametrize("what", ["tag", "to-do", "renewal"])
async def test_undo_over_newer_values_is_refused_with_the_reason_and_leaves_them(accounts, what):
    """What an import or the sweep wrote since is no change of a person's that could be undone first."""
    account = await accounts.account("Acme")
    dana, contract = await accounts.person(account, "Dana Reyes"), await accounts.ends_in_march(account)
    cta = await accounts.todo(account)
    if what == "tag":
        done, newer = await personas.tag(accounts.deed(), dana, "ceo"), (Stakeholder, dana, {"persona": "friend"})
    elif what == "to-do":
        done, newer = await todos.reached_out(accounts.deed(), cta), (Cta, cta, {"state": "closed"})
    else:
        settled = await renewal.my_call(accounts.deed(), account, "commit", contract)
        done, newer = settled, (Contract, contract, {"call": "at risk"})
    table, number, values = newer
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(update(table).where(table.id == number).values(**values))
    with pytest.raises(UserError, match="This has changed since, so I left it as it is now"):
        await undo(accounts.deed(), done.change_id)
    ((column, value),) = values.items()
    assert await one(accounts, select(getattr(table, column)).where(table.id == number)) == value
    assert await one(accounts, select(Change.undone_at).where(Change.id == done.change_id)) is None


async def test_undo_is_refused_after_a_later_change_and_for_others(accounts):
    dana = await accounts.person(await accounts.account("Acme"), "Dana Reyes")
    first = await personas.tag(accounts.deed(), dana, "expert")
    with pytest.raises(UserError, match="Olga Owner did this"):
        await undo(accounts.deed(accounts.book.teammate), first.change_id)
    second = await personas.tag(accounts.deed(accounts.book.teammate), dana, "ceo")
    with pytest.raises(UserError, match="changed again since, by Tim Teammate"):
        await undo(accounts.deed(), first.change_id)
    with pytest.raises(UserError, match="can't find"):
        await undo(accounts.deed(accounts.book.stranger), second.change_id)
    await undo(accounts.deed(accounts.book.teammate), second.change_id)
    await undo(accounts.deed(), first.change_id)
    with pytest.raises(UserError, match="undone already"):
        await undo(accounts.deed(), first.change_id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("expert", ("expert", "")),
        ("CEO type because she decides", ("ceo", "she decides")),
        ("friend: asks about the team", ("friend", "asks about the team")),
        ("friend because as a team they …", ("friend", "a team they …")),
        ("exper", (None, "exper")),
        ("", (None, "")),
    ],
)
def test_the_persona_and_its_evidence_are_read_from_what_was_typed(text, expected):
    assert personas.persona_in(text) == expected


async def test_a_doubled_delivery_changes_nothing(accounts):
    account = await accounts.account("Acme")
    await log.log(accounts.deed(once="command:1"), account, "met the COO")
    with pytest.raises(AlreadyDone):
        await log.log(accounts.deed(once="command:1"), account, "met the COO")
    assert await one(accounts, select(func.count()).select_from(AccountEvent)) == 1


async def test_what_failed_may_be_tried_again(accounts):
    account = await accounts.account("Acme")
    with pytest.raises(UserError):
        await log.log(accounts.deed(once="form:1"), account, "x", log.Details(stakeholder_id=999))
    await log.log(accounts.deed(once="form:1"), account, "x")


async def test_a_log_entry_gets_its_details_later(accounts):  # method: C4
    account = await accounts.account("Acme")
    dana = await accounts.person(account, "Dana Reyes")
    saved = await log.log(accounts.deed(), account, "met the COO,\nwants the slide")
    more = await log.add_details(
        accounts.deed(), saved.event_id, log.Details("ebr", dana, "send the slide", date(2026, 1, 9))
    )
    async with accounts.store.read(accounts.workspace) as db:
        events = {event.kind: event for event in await db.scalars(select(AccountEvent))}
        cta = await db.get_one(Cta, more.cta_id)
    assert events["review"].key == "ebr"
    assert events["review"].note == "met the COO,\nwants the slide"
    assert (events["promise"].note, events["promise"].key) == ("send the slide", "2026-01-09")
    assert (cta.title, cta.due_on, cta.rule, cta.owner_id) == (
        "send the slide",
        date(2026, 1, 9),
        "hand",
        accounts.owner,
    )
    await undo(accounts.deed(), more.change_id)
    assert await one(accounts, select(AccountEvent.kind).where(AccountEvent.id == saved.event_id)) == "contact"
    assert await one(accounts, select(func.count()).select_from(Cta)) == 0


async def test_with_whom_is_said_by_our_own_people_only(accounts):
    account = await accounts.account("Acme")
    dana = await accounts.person(account, "Dana Reyes")
    saved = await log.log(accounts.deed(), account, "met somebody")
    with pytest.raises(UserError, match="was undone"):
        await log.contact_with(accounts.deed(accounts.book.stranger), saved.event_id, dana)
    await log.contact_with(accounts.deed(accounts.book.teammate), saved.event_id, dana)
    assert await one(accounts, select(AccountEvent.stakeholder_id)) == dana


async def test_details_must_fit(accounts):
    account, other = await accounts.account("Acme"), await accounts.account("Globex")
    zoe = await accounts.person(other, "Zoe")
    saved = await log.log(accounts.deed(), account, "call")
    for details, field in (
        (log.Details(stakeholder_id=zoe), "with"),
        (log.Details(next_on=date(2026, 1, 9)), "next_step"),
        (log.Details(review="party"), "review"),
    ):
        with pytest.raises(UserError) as caught:
            await log.add_details(accounts.deed(), saved.event_id, details)
        assert caught.value.field == field
    with pytest.raises(UserError, match="nothing to log"):
        await log.log(accounts.deed(), account, "  ")


async def test_reached_out_sleeps_for_five_working_days(accounts):
    cta = await accounts.todo(await accounts.account("Acme"))
    acted = await todos.reached_out(accounts.deed(accounts.book.teammate), cta, "left a message")
    row = await one(accounts, select(Cta))
    assert (row.state, row.wake_on, row.tried_on, row.note) == (
        "asleep", date(2026, 1, 13), date(2026, 1, 6), "left a message",
    )  # fmt: skip
    await undo(accounts.deed(accounts.book.teammate), acted.change_id)
    row = await one(accounts, select(Cta))
    assert (row.state, row.wake_on, row.note) == ("open", None, "")


async def test_the_other_ends_of_a_to_do(accounts):
    account = await accounts.account("Acme")
    one_, two, three = [await accounts.todo(account, occurrence=str(number)) for number in range(3)]
    await todos.not_a_problem(accounts.deed(), one_, "holidays")
    await todos.later(accounts.deed(), two, date(2026, 1, 12))
    await todos.reassign(accounts.deed(), three, accounts.book.teammate)
    with pytest.raises(UserError, match="closed as not a problem"):
        await todos.reached_out(accounts.deed(), one_)
    for attempt in (
        todos.not_a_problem(accounts.deed(), two, " "),
        todos.later(accounts.deed(), two, date(2026, 1, 6)),
        todos.reassign(accounts.deed(), three, accounts.book.stranger),
        todos.done(accounts.deed(), three),
        todos.reached_out(accounts.deed(accounts.book.stranger), three),
        todos.add(accounts.deed(), account, "", None),
        todos.add(accounts.deed(), account, "x", date(2026, 1, 1)),
    ):
        with pytest.raises(UserError):
            await attempt
    assert await one(accounts, select(Cta.owner_id).where(Cta.id == three)) == accounts.book.teammate


async def test_a_to_do_by_hand_is_added_and_done(accounts):
    added = await todos.add(accounts.deed(), None, "call Dana", None)
    assert added.until == date(2026, 1, 13)
    await todos.done(accounts.deed(), added.cta_id)
    assert await one(accounts, select(Cta.state)) == "done"
    with pytest.raises(UserError, match="changed again since"):
        await undo(accounts.deed(), added.change_id)


async def test_messages_that_show_a_to_do_are_edited_with_it(accounts, now):
    account = await accounts.account("Acme")
    cta, other = await accounts.todo(account), await accounts.todo(account, occurrence="2")
    async with accounts.store.write(accounts.workspace) as db:
        for number, refs in enumerate(({"ctas": [cta, other]}, {"top": {"cta_ids": [cta]}}, {"ctas": [other]}, {})):
            db.add(
                Outgoing(
                    workspace_id=1, kind="digest", once=str(number), person_id=accounts.owner, refs=refs, state="sent",
                    delivery_id=str(number), next_try_at=now, created_at=now - timedelta(hours=1),
                    message={"title": []},
                    cta_id=cta if not refs else None,
                )
            )  # fmt: skip
    await todos.reached_out(accounts.deed(accounts.book.teammate), cta)
    async with accounts.store.read(accounts.workspace) as db:
        assert [row.edit for row in await db.scalars(select(Outgoing).order_by(Outgoing.id))] == [
            True, True, False, True,
        ]  # fmt: skip


async def test_a_renewal_moves_the_notice_with_the_end(accounts):  # method: D2
    account = await accounts.account("Acme")
    contract, cta = await accounts.ends_in_march(account), await accounts.todo(account, "renewal")
    await renewal.my_call(accounts.deed(), account, "at risk")
    outcome = renewal.Outcome("reduced", date(2027, 3, 14), Decimal("90000.50"), "fewer seats")
    settled = await renewal.settle(accounts.deed(), account, outcome, ["renewal"])
    row = await one(accounts, select(Contract))
    assert (row.ends_on, row.notice_on, row.amount) == (date(2027, 3, 14), date(2027, 1, 13), Decimal("90000.50"))
    assert (row.outcome, row.outcome_for, row.call) == ("reduced", date(2026, 3, 14), None)
    assert await one(accounts, select(Cta.closed_why).where(Cta.id == cta)) == "outcome"
    await undo(accounts.deed(), settled.change_id)
    row = await one(accounts, select(Contract).where(Contract.id == contract))
    assert (row.ends_on, row.amount, row.call, row.outcome) == (date(2026, 3, 14), Decimal(120000), "at risk", None)
    assert await one(accounts, select(Cta.state).where(Cta.id == cta)) == "open"


async def test_an_account_is_lost_with_its_last_contract_only(accounts):
    account = await accounts.account("Acme")
    await accounts.ends_in_march(account, "Suite", ends_on=date(2026, 1, 2))
    await accounts.ends_in_march(account, "Extra", ends_on=date(2026, 6, 30))
    hand = (await todos.add(accounts.deed(), account, "thank them", None)).cta_id
    await accounts.todo(account)
    gone = renewal.Outcome("lost", note="moved on", reason="business")
    first = await renewal.settle(accounts.deed(), account, gone, [])
    earlier = replace(gone, until=date(2026, 1, 5))  # it ended before we heard of it
    second = await renewal.settle(accounts.deed(), account, earlier, [])
    assert (first.churned, second.churned) == (False, True)
    row = await one(accounts, select(Account))
    assert (row.status, row.churned_on, row.churn_reason) == ("churned", date(2026, 1, 5), "moved on")
    assert await one(accounts, select(Cta.state).where(Cta.id == hand)) == "open"
    assert await one(accounts, select(func.count()).select_from(Cta).where(Cta.closed_why == "churned")) == 1
    await undo(accounts.deed(), second.change_id)
    assert await one(accounts, select(Account.status)) == "active"
    assert await one(accounts, select(func.count()).select_from(Contract).where(Contract.retired)) == 0


async def test_a_lost_contract_runs_to_its_end_and_its_alerts_stop(accounts):  # method: A2
    account = await accounts.account("Acme")
    await accounts.ends_in_march(account)
    renews, stuck = await accounts.todo(account, "renewal", occurrence="2026-03-14"), await accounts.todo(account)
    for reason in ("", "bad luck"):
        with pytest.raises(UserError, match="what weighed most") as caught:
            await renewal.settle(accounts.deed(), account, renewal.Outcome("lost", reason=reason), ["renewal"])
        assert caught.value.field == "reason"
    settled = await renewal.settle(accounts.deed(), account, renewal.Outcome("lost", reason="price"), ["renewal"])
    row = await one(accounts, select(Contract))
    assert (row.outcome, row.outcome_for, row.outcome_reason, row.retired) == ("lost", row.ends_on, "price", False)
    assert (settled.churned, await one(accounts, select(Account.status))) == (False, "active")
    assert await one(accounts, select(Cta.state).where(Cta.id == renews)) == "closed"
    assert await one(accounts, select(Cta.state).where(Cta.id == stuck)) == "open"
    await undo(accounts.deed(), settled.change_id)
    row = await one(accounts, select(Contract))
    assert (row.outcome, row.outcome_for, row.outcome_reason, row.ends_on) == (None, None, None, date(2026, 3, 14))
    assert await one(accounts, select(Cta.state).where(Cta.id == renews)) == "open"


async def test_a_contract_that_ends_on_the_same_day_keeps_their_common_to_do(accounts):
    account = await accounts.account("Acme")
    suite = await accounts.ends_in_march(account)
    extra = await accounts.ends_in_march(account, "Extra")
    shared = await accounts.todo(account, "renewal", occurrence="2026-03-14")
    lost = renewal.Outcome("lost", reason="price")
    await renewal.settle(accounts.deed(), account, lost, ["renewal"], suite)
    assert await one(accounts, select(Cta.state).where(Cta.id == shared)) == "open"
    await renewal.settle(accounts.deed(), account, lost, ["renewal"], extra)
    assert await one(accounts, select(Cta.state).where(Cta.id == shared)) == "closed"


async def test_what_the_round_made_of_a_loss_is_taken_back_with_it(accounts, now):
    account = await accounts.account("Acme")
    await accounts.ends_in_march(account)
    stuck = await accounts.todo(account)
    settled = await renewal.settle(accounts.deed(), account, renewal.Outcome("lost", reason="price"), ["renewal"])
    later = now + timedelta(days=70)
    async with accounts.store.write(accounts.workspace) as db:
        assert await end_terms(db, later, later.date()) == 1
    await assess(accounts.store, accounts.library, accounts.workspace, later)
    assert await one(accounts, select(Account.status)) == "churned"
    assert await one(accounts, select(Cta.closed_why).where(Cta.id == stuck)) == "churned"
    await undo(accounts.deed(now=later), settled.change_id)
    row = await one(accounts, select(Account))
    assert (row.status, row.churned_on, row.churn_reason) == ("active", None, None)
    row = await one(accounts, select(Contract))
    assert (row.outcome, row.retired) == (None, False)
    assert await one(accounts, select(Cta.state).where(Cta.id == stuck)) == "open"
    standing = select(AccountEvent.kind).where(AccountEvent.undone_at.is_(None))
    assert await one(accounts, standing) is None


async def test_a_renewal_that_makes_no_sense_is_refused_at_its_field(accounts):
    account = await accounts.account("Acme")
    with pytest.raises(UserError, match="no running contract"):
        await renewal.my_call(accounts.deed(), account, "commit")
    await accounts.ends_in_march(account)
    for outcome, field in (
        (renewal.Outcome("renewed"), "until"),
        (renewal.Outcome("renewed", date(2026, 3, 14)), "until"),
        (renewal.Outcome("reduced", date(2027, 3, 14)), "amount"),
        (renewal.Outcome("won"), "outcome"),
    ):
        with pytest.raises(UserError) as caught:
            await renewal.settle(accounts.deed(), account, outcome, [])
        assert caught.value.field == field


async def test_tasks_are_those_of_the_accounts_playbook(accounts):  # method: D3
    account = await accounts.account("Acme")
    task = accounts.library.playbooks["laer"].milestones()[0].tasks[0].key
    change = await tasks.task_done(accounts.deed(), account, task)
    with pytest.raises(UserError, match="done already"):
        await tasks.task_done(accounts.deed(), account, task)
    with pytest.raises(UserError, match="no such task"):
        await tasks.task_done(accounts.deed(), account, "dance")
    await undo(accounts.deed(), change)
    assert await one(accounts, select(func.count()).select_from(TaskDone)) == 0


async def test_my_view_is_kept_with_its_reason(accounts):
    account = await accounts.account("Acme")
    change = await view.set_view(accounts.deed(), account, "worried", "champion is quiet")
    row = await one(accounts, select(Account))
    assert (row.view, row.view_by) == ("worried", accounts.owner)
    await undo(accounts.deed(), change)
    row = await one(accounts, select(Account))
    assert (row.view, row.view_at, row.view_by) == (None, None, None)
    for attempt in (
        view.set_view(accounts.deed(), account, "meh"),
        view.set_view(accounts.deed(accounts.book.stranger), account, "good"),
    ):
        with pytest.raises(UserError):
            await attempt
