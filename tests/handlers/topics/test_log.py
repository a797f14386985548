"""A line for the log, as people type it: saved at once, and understood where it says with whom."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.store.tables import AccountEvent, Cta, Stakeholder
from tests.given.slack_town import SlackTown, text_of

pytestmark = pytest.mark.one_database


async def entry(town: SlackTown) -> AccountEvent:
    return await town.one(select(AccountEvent).order_by(AccountEvent.id.desc()).limit(1))


async def test_a_title_that_fits_one_person_makes_it_a_contact_with_them(town: SlackTown) -> None:
    # method: C4
    shown = await town.types("/journey acme log met the COO, wants the board slide")
    assert "Noted as contact with Dana Reyes, COO." in text_of(shown)
    row = await entry(town)
    assert (row.kind, row.stakeholder_id, row.note) == ("contact", town.dana, "met the COO, wants the board slide")
    assert "Spoke with Dana Reyes: met the COO" in text_of(await town.types("/journey acme log"))
    await town.presses(shown, "Undo")
    assert (await entry(town)).undone_at is not None


async def test_where_several_fit_a_click_says_with_whom(town: SlackTown) -> None:
    jo, ada = (
        await town.accounts.person(town.acme, "Jo Lund", title="Data analyst"),
        await town.accounts.person(town.acme, "Ada <Berg>", title="Analyst"),
    )
    shown = await town.types("/journey acme log called their analyst")
    assert "“analyst” could be several. With whom?" in text_of(shown)
    assert (await entry(town)).kind == "contact"
    assert (await entry(town)).stakeholder_id is None
    shown = await town.presses(shown, "Jo Lund, Data analyst")
    assert "Noted as contact with Jo Lund, Data analyst." in text_of(shown)
    assert (await entry(town)).stakeholder_id == jo != ada
    await town.presses(shown, "Undo")
    row = await entry(town)
    assert (row.stakeholder_id, row.undone_at) == (None, None)


async def test_where_nobody_fits_those_who_are_there_are_offered_and_the_note_is_kept(town: SlackTown) -> None:
    shown = await town.types("/journey acme log emailed the new lawyer <!channel>")
    assert "Noted as written contact. With whom?" in text_of(shown)
    assert "Dana Reyes, COO" in text_of(shown)
    assert "<!channel>" not in text_of(shown)
    row = await entry(town)
    assert (row.kind, row.key, row.note) == ("contact", "mail", "emailed the new lawyer <!channel>")


@pytest.mark.both_databases
async def test_somebody_whom_nobody_has_on_record_is_added_by_a_click_and_taken_back_with_it(town: SlackTown) -> None:
    there = select(func.count()).select_from(Stakeholder).where(Stakeholder.account_id == town.acme)
    before = await town.one(there)
    shown = await town.types("/journey acme log met their new CFO, Erik Sund <!here>, he wants a comparison")
    assert "New: Erik Sund, CFO" in text_of(shown)
    shown = await town.presses(shown, "New: Erik Sund, CFO")
    assert "Noted as contact with Erik Sund, CFO." in text_of(shown)
    row = await entry(town)
    new = await town.one(select(Stakeholder).where(Stakeholder.name == "Erik Sund"))
    assert (row.kind, row.stakeholder_id, new.title, new.role, new.status) == ("contact", new.id, "CFO", None, "active")
    assert "New:" not in text_of(await town.types("/journey acme log met Erik Sund, the CFO"))
    await town.presses(shown, "Undo")
    assert await town.one(there) == before + 1  # the second talk was with them, too


@pytest.mark.both_databases
async def test_somebody_new_in_a_note_is_gone_with_its_undo(town: SlackTown) -> None:
    shown = await town.types("/journey acme log Lena Roth joined as head of data")
    shown = await town.presses(shown, "New: Lena Roth, head of data")
    assert "Lena Roth, head of data, is on record there now." in text_of(shown)
    assert (await entry(town)).kind == "note"
    await town.presses(shown, "Undo")
    assert await town.one(select(Stakeholder).where(Stakeholder.name == "Lena Roth")) is None
    assert (await entry(town)).undone_at is None


async def test_what_tells_of_no_contact_stays_a_note(town: SlackTown) -> None:
    shown = await town.types("/journey acme log met the deadline")
    assert "contact" not in text_of(shown)
    assert (await entry(town)).kind == "note"


async def test_the_details_form_knows_with_whom_it_was_and_keeps_it(town: SlackTown) -> None:
    shown = await town.types("/journey acme log met Dana")
    await town.presses(shown, "Add details")
    assert (await town.submits({"note": "met Dana", "with": str(town.dana), "next_step": "send the slide"})).ok
    said = text_of(town.slack.ephemerals("CTEAM", "UOLGA")[-1])
    assert "With it: next step “send the slide”" in said
    found = select(AccountEvent).where(AccountEvent.kind == "contact")
    assert (await town.one(found)).stakeholder_id == town.dana


@pytest.mark.both_databases
async def test_a_person_who_is_at_another_account_by_now_is_refused(town: SlackTown) -> None:
    shown = await town.types("/journey acme log met somebody")
    async with town.store.write(1) as db:
        (await db.get_one(Stakeholder, town.dana)).account_id = town.globex
    shown = await town.presses(shown, "Dana Reyes, COO")
    assert "isn't at Acme" in text_of(shown)
    assert (await entry(town)).stakeholder_id is None


@pytest.mark.both_databases
async def test_a_log_line_is_saved_at_once_with_undo_and_details(town):  # method: C4
    shown = await town.types("/journey acme log met the COO & she said <yes>, *now*")
    assert await town.one(select(AccountEvent.note)) == "met the COO & she said <yes>, *now*"
    await town.presses(shown, "Add details")
    assert town.slack.views("UOLGA")
    outcome = await town.submits({"note": "met the COO", "review": "ebr", "next_step": "send the slide",
                                  "next_on": "2026-01-09"})  # fmt: skip
    assert outcome.ok, outcome
    assert await town.one(select(AccountEvent.kind).where(AccountEvent.kind == "review")) == "review"
    assert await town.one(select(Cta.title).where(Cta.rule == "hand")) == "send the slide"
    saved = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "Saved" in text_of(saved)
    undone = await town.presses(saved, "Undo")
    assert "Undone" in text_of(undone or town.slack.ephemerals("CTEAM", "UOLGA")[-1])
    assert await town.one(select(func.count()).select_from(Cta).where(Cta.rule == "hand")) == 0


async def test_a_shortcut_logs_a_message(town):
    await town.slack.acting.say("UTIM", "CTEAM", "Dana wants the slide")
    ts = town.slack.messages("CTEAM")[-1]["ts"]
    await town.slack.acting.shortcut("UOLGA", "CTEAM", ts, "log_to_account")
    outcome = await town.submits({"account": "acmee", "note": "Dana wants the slide"})
    assert "Did you mean Acme?" in outcome.errors["account"]
    outcome = await town.submits({"account": "acme", "note": "Dana wants the slide"})
    assert outcome.ok, outcome
    assert await town.one(select(AccountEvent.note)) == "Dana wants the slide"


@pytest.mark.both_databases
async def test_one_form_asks_what_it_was_and_goes_on_with_what_was_written(town: SlackTown) -> None:
    await town.presses(await town.types("/journey acme log"), "Add")
    asked = await town.submits({"note": "NPS 9, loves it", "kind": "answer"})
    assert asked.ok
    form = town.slack.views("UOLGA")[-1]
    assert form["callback_id"].startswith("survey-save")
    assert "NPS 9, loves it" in str(form["blocks"])
    assert (await town.submits({"words": "NPS 9, loves it", "nps": "9"})).ok
    assert ((await entry(town)).kind, (await entry(town)).key) == ("survey", "nps 9")
    await town.presses(await town.types("/journey acme log"), "Add")
    assert (await town.submits({"note": "quiet for weeks", "kind": "view"})).ok
    assert "quiet for weeks" in str(town.slack.views("UOLGA")[-1]["blocks"])
    assert (await town.submits({"view": "worried", "note": "quiet for weeks"})).ok
    await town.presses(await town.types("/journey acme log"), "Add")
    assert (await town.submits({"note": "all well there", "kind": "contact"})).ok
    assert (await entry(town)).note == "all well there"


async def test_a_line_answers_its_to_do_takes_its_day_and_asks_once_about_a_promise(town: SlackTown) -> None:
    # method: C4
    await town.types("/cta add acme Ask the COO about usage by Fri")
    said = await town.types(
        "/journey acme log called the COO about the usage; call her again next tuesday. "
        "I promised her the notes by 9 Jan"
    )
    shown = text_of(said)
    assert "next step “Call Dana again”, Tue 13 Jan" in shown
    assert "Did you promise them *the notes*" in shown
    assert "by Fri 9 Jan? Letters may then tell them so." in shown
    step = await town.one(select(Cta).where(Cta.title == "Call Dana again"))
    assert (step.due_on, step.promise) == (date(2026, 1, 13), "")  # ours, told to nobody
    assert "Done: " in text_of(await town.presses(said, "Done: Ask the COO about usage"))
    assert await town.one(select(Cta.state).where(Cta.title == "Ask the COO about usage")) == "done"
    kept = text_of(await town.presses(said, "Yes, promised"))
    assert "Promised: the notes · Acme" in kept
    assert "Due Fri 9 Jan. Letters and lines to say may tell them: “the notes”." in kept
    made = await town.one(select(Cta).where(Cta.promise == "the notes"))
    assert (made.due_on, made.owner_id) == (date(2026, 1, 9), 11)


async def test_a_log_about_something_else_offers_nothing_and_the_form_ticks_what_is_sure(town: SlackTown) -> None:
    await town.types("/cta add acme Ask the COO about usage by Fri")
    near = await town.types("/journey acme log called the COO about the invoice")
    assert "Done:" not in text_of(near)
    sure = await town.types("/journey acme log called the COO about the usage")
    await town.presses(sure, "Add details")
    cta = await town.one(select(Cta.id).where(Cta.title == "Ask the COO about usage"))
    assert (await town.submits({"answers": (str(cta),)})).ok
    assert await town.one(select(Cta.state).where(Cta.id == cta)) == "done"
