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
from bot.store.tables import (
    Account,
    AccountEvent,
    ChangeRecord,
    Contract,
    Cta,
    Outgoing,
    PersonaTag,
    Stakeholder,
    TaskDone,
)
from bot.usecases.account import log, personas, renewal, tasks, todos, view
from bot.usecases.undo import undo


async def one(office, query, workspace=None):
    async with office.store.read(workspace or office.workspace) as db:
        return await db.scalar(query)


async def test_a_persona_is_a_dated_hypothesis_that_a_later_one_replaces(office, now):  # method: A3
    account = await office.account("Acme")
    dana = await office.stakeholder(account, "Dana Reyes")
    await personas.tag(office.write(), dana, "expert")
    await personas.tag(office.write(now=now + timedelta(days=1)), dana, "ceo", "asks who decides")
    async with office.store.read(office.workspace) as db:
        tags = list(await db.scalars(select(PersonaTag).order_by(PersonaTag.id)))
        person = await db.get_one(Stakeholder, dana)
    assert [(tag.persona, tag.confidence, tag.evidence) for tag in tags] == [
        ("expert", "guess", ""), ("ceo", "likely", "asks who decides"),
    ]  # fmt: skip
    assert person.persona == "ceo"


async def test_undoing_a_tag_restores_the_one_before_and_keeps_history(office):
    dana = await office.stakeholder(await office.account("Acme"), "Dana Reyes")
    await personas.tag(office.write(), dana, "expert")
    tagged = await personas.tag(office.write(), dana, "ceo")
    await undo(office.write(), tagged.change_id)
    assert await one(office, select(Stakeholder.persona)) == "expert"
    assert await one(office, select(func.count()).select_from(PersonaTag)) == 2
    assert await one(office, select(PersonaTag.undone_at).where(PersonaTag.persona == "ceo")) is not None


@pytest.mark.parametrize("what", ["tag", "to-do", "renewal"])
async def test_undo_over_newer_values_is_refused_with_the_reason_and_leaves_them(office, what):
    """What an import or the sweep wrote since is no change of a person's that could be undone first."""
    account = await office.account("Acme")
    dana, contract = await office.stakeholder(account, "Dana Reyes"), await office.contract(account)
    cta = await office.cta(account)
    if what == "tag":
        done, newer = await personas.tag(office.write(), dana, "ceo"), (Stakeholder, dana, {"persona": "friend"})
    elif what == "to-do":
        done, newer = await todos.reached_out(office.write(), cta), (Cta, cta, {"state": "closed"})
    else:
        settled = await renewal.my_call(office.write(), account, "commit", contract)
        done, newer = settled, (Contract, contract, {"call": "at risk"})
    table, number, values = newer
    async with office.store.write(office.workspace) as db:
        await db.execute(update(table).where(table.id == number).values(**values))
    with pytest.raises(UserError, match="This has changed since, so I left it as it is now"):
        await undo(office.write(), done.change_id)
    ((column, value),) = values.items()
    assert await one(office, select(getattr(table, column)).where(table.id == number)) == value
    assert await one(office, select(ChangeRecord.undone_at).where(ChangeRecord.id == done.change_id)) is None


async def test_undo_is_refused_after_a_later_change_and_for_others(office):
    dana = await office.stakeholder(await office.account("Acme"), "Dana Reyes")
    first = await personas.tag(office.write(), dana, "expert")
    with pytest.raises(UserError, match="Olga Owner did this"):
        await undo(office.write(office.teammate), first.change_id)
    second = await personas.tag(office.write(office.teammate), dana, "ceo")
    with pytest.raises(UserError, match="changed again since, by Tim Teammate"):
        await undo(office.write(), first.change_id)
    with pytest.raises(UserError, match="can't find"):
        await undo(office.write(office.stranger), second.change_id)
    await undo(office.write(office.teammate), second.change_id)
    await undo(office.write(), first.change_id)
    with pytest.raises(UserError, match="undone already"):
        await undo(office.write(), first.change_id)


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


async def test_a_doubled_delivery_changes_nothing(office):
    account = await office.account("Acme")
    await log.log(office.write(once="command:1"), account, "met the COO")
    with pytest.raises(AlreadyDone):
        await log.log(office.write(once="command:1"), account, "met the COO")
    assert await one(office, select(func.count()).select_from(AccountEvent)) == 1


async def test_what_failed_may_be_tried_again(office):
    account = await office.account("Acme")
    with pytest.raises(UserError):
        await log.log(office.write(once="form:1"), account, "x", log.Details(stakeholder_id=999))
    await log.log(office.write(once="form:1"), account, "x")


async def test_a_log_entry_gets_its_details_later(office):  # method: C4
    account = await office.account("Acme")
    dana = await office.stakeholder(account, "Dana Reyes")
    saved = await log.log(office.write(), account, "met the COO,\nwants the slide")
    more = await log.add_details(
        office.write(), saved.event_id, log.Details("ebr", dana, "send the slide", date(2026, 1, 9))
    )
    async with office.store.read(office.workspace) as db:
        events = {event.kind: event for event in await db.scalars(select(AccountEvent))}
        cta = await db.get_one(Cta, more.cta_id)
    assert events["review"].key == "ebr"
    assert events["review"].note == "met the COO,\nwants the slide"
    assert (events["promise"].note, events["promise"].key) == ("send the slide", "2026-01-09")
    assert (cta.title, cta.due_on, cta.rule, cta.owner_id) == ("send the slide", date(2026, 1, 9), "hand", office.owner)
    await undo(office.write(), more.change_id)
    assert await one(office, select(AccountEvent.kind).where(AccountEvent.id == saved.event_id)) == "contact"
    assert await one(office, select(func.count()).select_from(Cta)) == 0


async def test_with_whom_is_said_by_our_own_people_only(office):
    account = await office.account("Acme")
    dana = await office.stakeholder(account, "Dana Reyes")
    saved = await log.log(office.write(), account, "met somebody")
    with pytest.raises(UserError, match="was undone"):
        await log.contact_with(office.write(office.stranger), saved.event_id, dana)
    await log.contact_with(office.write(office.teammate), saved.event_id, dana)
    assert await one(office, select(AccountEvent.stakeholder_id)) == dana


async def test_details_must_fit(office):
    account, other = await office.account("Acme"), await office.account("Globex")
    zoe = await office.stakeholder(other, "Zoe")
    saved = await log.log(office.write(), account, "call")
    for details, field in (
        (log.Details(stakeholder_id=zoe), "with"),
        (log.Details(next_on=date(2026, 1, 9)), "next_step"),
        (log.Details(review="party"), "review"),
    ):
        with pytest.raises(UserError) as caught:
            await log.add_details(office.write(), saved.event_id, details)
        assert caught.value.field == field
    with pytest.raises(UserError, match="nothing to log"):
        await log.log(office.write(), account, "  ")


async def test_reached_out_sleeps_for_five_working_days(office):
    cta = await office.cta(await office.account("Acme"))
    acted = await todos.reached_out(office.write(office.teammate), cta, "left a message")
    row = await one(office, select(Cta))
    assert (row.state, row.wake_on, row.tried_on, row.note) == (
        "asleep", date(2026, 1, 13), date(2026, 1, 6), "left a message",
    )  # fmt: skip
    await undo(office.write(office.teammate), acted.change_id)
    row = await one(office, select(Cta))
    assert (row.state, row.wake_on, row.note) == ("open", None, "")


async def test_the_other_ends_of_a_to_do(office):
    account = await office.account("Acme")
    one_, two, three = [await office.cta(account, occurrence=str(number)) for number in range(3)]
    await todos.not_a_problem(office.write(), one_, "holidays")
    await todos.later(office.write(), two, date(2026, 1, 12))
    await todos.reassign(office.write(), three, office.teammate)
    with pytest.raises(UserError, match="closed as not a problem"):
        await todos.reached_out(office.write(), one_)
    for attempt in (
        todos.not_a_problem(office.write(), two, " "),
        todos.later(office.write(), two, date(2026, 1, 6)),
        todos.reassign(office.write(), three, office.stranger),
        todos.done(office.write(), three),
        todos.reached_out(office.write(office.stranger), three),
        todos.add(office.write(), account, "", None),
        todos.add(office.write(), account, "x", date(2026, 1, 1)),
    ):
        with pytest.raises(UserError):
            await attempt
    assert await one(office, select(Cta.owner_id).where(Cta.id == three)) == office.teammate


async def test_a_to_do_by_hand_is_added_and_done(office):
    added = await todos.add(office.write(), None, "call Dana", None)
    assert added.until == date(2026, 1, 13)
    await todos.done(office.write(), added.cta_id)
    assert await one(office, select(Cta.state)) == "done"
    with pytest.raises(UserError, match="changed again since"):
        await undo(office.write(), added.change_id)


async def test_messages_that_show_a_to_do_are_edited_with_it(office, now):
    account = await office.account("Acme")
    cta, other = await office.cta(account), await office.cta(account, occurrence="2")
    async with office.store.write(office.workspace) as db:
        for number, refs in enumerate(({"ctas": [cta, other]}, {"top": {"cta_ids": [cta]}}, {"ctas": [other]}, {})):
            db.add(
                Outgoing(
                    installation_id=1,
                    workspace_id=1, kind="digest", once=str(number), person_id=office.owner, refs=refs, state="sent",
                    delivery_id=str(number), next_try_at=now, created_at=now - timedelta(hours=1),
                    message={"title": []},
                    cta_id=cta if not refs else None,
                )
            )  # fmt: skip
    await todos.reached_out(office.write(office.teammate), cta)
    async with office.store.read(office.workspace) as db:
        assert [row.edit for row in await db.scalars(select(Outgoing).order_by(Outgoing.id))] == [
            True, True, False, True,
        ]  # fmt: skip


async def test_a_renewal_moves_the_notice_with_the_end(office):  # method: D2
    account = await office.account("Acme")
    contract, cta = await office.contract(account), await office.cta(account, "renewal")
    await renewal.my_call(office.write(), account, "at risk")
    outcome = renewal.RenewalOutcome("reduced", date(2027, 3, 14), Decimal("90000.50"), "fewer seats")
    settled = await renewal.settle(office.write(), account, outcome, ["renewal"])
    row = await one(office, select(Contract))
    assert (row.ends_on, row.notice_on, row.amount) == (date(2027, 3, 14), date(2027, 1, 13), Decimal("90000.50"))
    assert (row.outcome, row.outcome_for, row.call) == ("reduced", date(2026, 3, 14), None)
    assert await one(office, select(Cta.closed_why).where(Cta.id == cta)) == "outcome"
    await undo(office.write(), settled.change_id)
    row = await one(office, select(Contract).where(Contract.id == contract))
    assert (row.ends_on, row.amount, row.call, row.outcome) == (date(2026, 3, 14), Decimal(120000), "at risk", None)
    assert await one(office, select(Cta.state).where(Cta.id == cta)) == "open"


async def test_an_account_is_lost_with_its_last_contract_only(office):
    account = await office.account("Acme")
    await office.contract(account, "Suite", ends_on=date(2026, 1, 2))
    await office.contract(account, "Extra", ends_on=date(2026, 6, 30))
    hand = (await todos.add(office.write(), account, "thank them", None)).cta_id
    await office.cta(account)
    gone = renewal.RenewalOutcome("lost", note="moved on", reason="business")
    first = await renewal.settle(office.write(), account, gone, [])
    earlier = replace(gone, until=date(2026, 1, 5))  # it ended before we heard of it
    second = await renewal.settle(office.write(), account, earlier, [])
    assert (first.churned, second.churned) == (False, True)
    row = await one(office, select(Account))
    assert (row.status, row.churned_on, row.churn_reason) == ("churned", date(2026, 1, 5), "moved on")
    assert await one(office, select(Cta.state).where(Cta.id == hand)) == "open"
    assert await one(office, select(func.count()).select_from(Cta).where(Cta.closed_why == "churned")) == 1
    await undo(office.write(), second.change_id)
    assert await one(office, select(Account.status)) == "active"
    assert await one(office, select(func.count()).select_from(Contract).where(Contract.retired)) == 0


async def test_a_lost_contract_runs_to_its_end_and_its_alerts_stop(office):  # method: A2
    account = await office.account("Acme")
    await office.contract(account)
    renews, stuck = await office.cta(account, "renewal", occurrence="2026-03-14"), await office.cta(account)
    for reason in ("", "bad luck"):
        with pytest.raises(UserError, match="what weighed most") as caught:
            await renewal.settle(office.write(), account, renewal.RenewalOutcome("lost", reason=reason), ["renewal"])
        assert caught.value.field == "reason"
    settled = await renewal.settle(office.write(), account, renewal.RenewalOutcome("lost", reason="price"), ["renewal"])
    row = await one(office, select(Contract))
    assert (row.outcome, row.outcome_for, row.outcome_reason, row.retired) == ("lost", row.ends_on, "price", False)
    assert (settled.churned, await one(office, select(Account.status))) == (False, "active")
    assert await one(office, select(Cta.state).where(Cta.id == renews)) == "closed"
    assert await one(office, select(Cta.state).where(Cta.id == stuck)) == "open"
    await undo(office.write(), settled.change_id)
    row = await one(office, select(Contract))
    assert (row.outcome, row.outcome_for, row.outcome_reason, row.ends_on) == (None, None, None, date(2026, 3, 14))
    assert await one(office, select(Cta.state).where(Cta.id == renews)) == "open"


async def test_a_contract_that_ends_on_the_same_day_keeps_their_common_to_do(office):
    account = await office.account("Acme")
    suite = await office.contract(account)
    extra = await office.contract(account, "Extra")
    shared = await office.cta(account, "renewal", occurrence="2026-03-14")
    lost = renewal.RenewalOutcome("lost", reason="price")
    await renewal.settle(office.write(), account, lost, ["renewal"], suite)
    assert await one(office, select(Cta.state).where(Cta.id == shared)) == "open"
    await renewal.settle(office.write(), account, lost, ["renewal"], extra)
    assert await one(office, select(Cta.state).where(Cta.id == shared)) == "closed"


async def test_what_the_round_made_of_a_loss_is_taken_back_with_it(office, now):
    account = await office.account("Acme")
    await office.contract(account)
    stuck = await office.cta(account)
    settled = await renewal.settle(office.write(), account, renewal.RenewalOutcome("lost", reason="price"), ["renewal"])
    later = now + timedelta(days=70)
    async with office.store.write(office.workspace) as db:
        assert await end_terms(db, later, later.date()) == 1
    await assess(office.store, office.library, office.workspace, later)
    assert await one(office, select(Account.status)) == "churned"
    assert await one(office, select(Cta.closed_why).where(Cta.id == stuck)) == "churned"
    await undo(office.write(now=later), settled.change_id)
    row = await one(office, select(Account))
    assert (row.status, row.churned_on, row.churn_reason) == ("active", None, None)
    row = await one(office, select(Contract))
    assert (row.outcome, row.retired) == (None, False)
    assert await one(office, select(Cta.state).where(Cta.id == stuck)) == "open"
    standing = select(AccountEvent.kind).where(AccountEvent.undone_at.is_(None))
    assert await one(office, standing) is None


async def test_a_renewal_that_makes_no_sense_is_refused_at_its_field(office):
    account = await office.account("Acme")
    with pytest.raises(UserError, match="no running contract"):
        await renewal.my_call(office.write(), account, "commit")
    await office.contract(account)
    for outcome, field in (
        (renewal.RenewalOutcome("renewed"), "until"),
        (renewal.RenewalOutcome("renewed", date(2026, 3, 14)), "until"),
        (renewal.RenewalOutcome("reduced", date(2027, 3, 14)), "amount"),
        (renewal.RenewalOutcome("won"), "outcome"),
    ):
        with pytest.raises(UserError) as caught:
            await renewal.settle(office.write(), account, outcome, [])
        assert caught.value.field == field


async def test_tasks_are_those_of_the_accounts_playbook(office):  # method: D3
    account = await office.account("Acme")
    task = office.library.playbooks["laer"].milestones()[0].tasks[0].key
    change = await tasks.task_done(office.write(), account, task)
    with pytest.raises(UserError, match="done already"):
        await tasks.task_done(office.write(), account, task)
    with pytest.raises(UserError, match="no such task"):
        await tasks.task_done(office.write(), account, "dance")
    await undo(office.write(), change)
    assert await one(office, select(func.count()).select_from(TaskDone)) == 0


async def test_my_view_is_kept_with_its_reason(office):
    account = await office.account("Acme")
    change = await view.set_view(office.write(), account, "worried", "champion is quiet")
    row = await one(office, select(Account))
    assert (row.view, row.view_by) == ("worried", office.owner)
    await undo(office.write(), change)
    row = await one(office, select(Account))
    assert (row.view, row.view_at, row.view_by) == (None, None, None)
    for attempt in (
        view.set_view(office.write(), account, "meh"),
        view.set_view(office.write(office.stranger), account, "good"),
    ):
        with pytest.raises(UserError):
            await attempt
