"""Messages to a customer as drafts: about what is most pressing, to one person, thanks, and material for a task."""

from dataclasses import replace

from bot import actions
from bot.errors import UserError, Way
from bot.talk.letters.draft import celebrate_form, draft_form, last_reached, material_form
from bot.talk.letters.draft_sent import confirm_sent
from bot.talk.letters.offers import TypedLetter, what_is_offered, with_its_words
from bot.usecases.account import sent_drafts as use
from bot.usecases.finding.find_account import FoundAccount
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder
from handlers.command import AccountCommand, Topic, Usage
from handlers.form_values import whole
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import there

# Words


async def _draft_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    """About what is most pressing there; with a name or title, to that person."""
    if not request.text:
        return await _draft(request, services, f"account/{found.account_id}")
    text = request.text.removeprefix("to ").removeprefix("for ")
    async with reading(request, services) as db:
        command = f"journey #{found.account_id} draft"
        one = await find_stakeholder(db, LookingForPerson(found.account_id, found.name, text, command))
    return await _draft(request, services, f"person/{one.stakeholder.id}")


async def _celebrate_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    """The milestone that was reached last. Raises UserError where none is."""
    at = f"journey #{found.account_id}"
    if request.text:
        text = f"I can thank {found.name} for the milestone reached last, not for one that you name."
        raise UserError(text, ways=(Way("Celebrate the last one", f"{at} celebrate"), Way("A draft", f"{at} draft")))
    async with reading(request, services) as db:
        key = await last_reached(db, found.account_id)
    if key is None:
        text = f"No milestone has been reached at {found.name} since we know it, so there is none to _celebrate."
        raise UserError(text, ways=(Way("What is next there", f"{at} tasks"), Way("A draft", f"{at} draft")))
    return await _celebrate(request, services, found.account_id, key)


DRAFT = AccountCommand(
    "draft",
    Usage("journey acme draft to the COO", "a letter, thanks, a favour, an offer, ready to send", ("csm",)),
    _draft_word,
)
CELEBRATE = AccountCommand("celebrate", None, _celebrate_word)


# Buttons


async def _draft_button(request: Request, services: Services) -> Answer:
    return await _draft(request, services, request.target)


async def _celebrate_button(request: Request, services: Services) -> Answer:
    account, _, milestone = request.target.partition("/")
    return await _celebrate(request, services, number(account), milestone)


async def _send_this(request: Request, services: Services) -> Answer:
    account, _, task = request.target.partition("/")
    async with reading(request, services) as db:
        form = await material_form(db, services.library, number(account), task, reader_of(request), request.now)
    if form is None:
        raise UserError("There is nothing to send for that task any more. Open its tasks again.")
    return Answer(form=form)


async def _draft(request: Request, services: Services, target: str) -> Answer:
    """target: "todo/12", "person/4" or "account/7"."""
    async with reading(request, services) as db:
        return Answer(form=there(await draft_form(db, services.library, target, reader_of(request), request.now)))


async def _celebrate(request: Request, services: Services, account_id: int, milestone: str) -> Answer:
    """Thanks for that milestone, by key."""
    async with reading(request, services) as db:
        form = await celebrate_form(db, services.library, account_id, milestone, reader_of(request), request.now)
    return Answer(form=there(form))


# The form, sent when the CSM says that the message went out


def letter_of(request: Request) -> use.SentLetter:
    """What the form says was sent."""
    text, subject = request.field("text"), request.field("subject")
    return use.SentLetter(text, request.field("channel"), whole(request, "with"), subject)


def _typed(request: Request) -> TypedLetter:
    letter = letter_of(request)
    return TypedLetter(
        request.target, request.field("offer"), letter.subject, letter.text, letter.channel, letter.stakeholder_id
    )


async def _sent(request: Request, services: Services) -> Answer:
    """Target: "account/7", "thanks/7/milestone", or "todo/12", which then sleeps or is done; with the offer whose words
    are in it as a fourth part. An offer that was only chosen is put into the letter first."""
    write, letter, typed = write_of(request, services), letter_of(request), _typed(request)
    if typed.offer:
        async with reading(request, services) as db:
            if not typed.has_its_words:
                form = await with_its_words(db, services.library, typed, reader_of(request), request.now)
                return Answer(form=there(form))
            found = await what_is_offered(db, services.library, typed, request.now)
            letter = replace(letter, offer=use.WhatItOffers(*found) if found else None)
    kind, about, milestone = typed.about
    if kind == "todo":
        done = await use.sent_about(write, about, letter)
    else:
        done = await use.sent(write, about, letter, milestone=milestone)
    async with reading(request, services) as db:
        message = await confirm_sent(
            db, done.event_id, done.change_id, done.until, reader_of(request), request.now, done=done.done
        )
    return Answer(message=there(message), touched=(done.account_id,))


TOPIC = Topic(
    actions={
        actions.DRAFT: _draft_button,
        actions.CELEBRATE: _celebrate_button,
        actions.SEND_THIS: _send_this,
    },
    forms={actions.DRAFT_SENT: _sent},
)
