"""A letter as it is written: from what presses most at an account, to one person there, in the voice of their persona
(method C3, B5, D9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import actions
from bot.calendar import say_date
from bot.errors import UserError
from bot.playbook.models import AskKind, Material, Milestone, Rule, SubjectOf
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.playbook.text.advice import filled
from bot.playbook.text.letters import about, letter, paragraphs_of, subject, won
from bot.playbook.text.situation import Situation
from bot.store.tables import Cta
from bot.store.tables.todos_and_outbox import HAND
from bot.talk.account.view import AccountView, Contact
from bot.talk.matter.lines import advice_for, voice_of
from bot.talk.matter.matter import Matter, matter_words, what_burns
from bot.talk.phrases.account_words import choose, situation, who
from bot.talk.phrases.reaction_words import answered_by
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, given_name

APART = timedelta(days=14)  # between a sale and a favour


@dataclass(frozen=True)
class Draft:
    """A message before it is sent. action, target: of the form. stakeholder_id: whom it is written for, if anybody.

    people: everyone it may be for, as id and who. title: at most 24 characters. after: what happens on submit. first:
    what presses more than what was asked for, so that the letter is about that. email: of whom it is written for.
    offers: what may be offered in it, as key and label; offered: the one whose words are in it.
    """

    action: str
    target: str
    title: str
    account: str
    subject: str
    text: str
    whom: str = ""
    email: str | None = None
    stakeholder_id: int | None = None
    people: tuple[tuple[int, str], ...] = ()
    submit: str = "I sent it"
    after: str = "It goes into the log once you say you sent it."
    first: str = ""
    offers: tuple[tuple[str, str], ...] = ()
    offered: str = ""
    channel: str = "mail"


@dataclass(frozen=True)
class WrittenLetter:
    """What is sent."""

    subject: str
    text: str


def draft_of(
    view: AccountView,
    known: Contact | None,
    matter: Matter,
    reader: Reader,
    now: datetime,
    *,
    cta: Cta | None = None,
) -> Draft:
    """A message about what presses most. cta: the to-do that its sending answers."""
    words = situation(view, reader, now, stakeholder=known, cta=matter.cta)
    advice = advice_for(view, known, reader, now, matter=matter)
    theirs = answered_by(view, matter.cta)
    rule = matter.rule if theirs is None or theirs is known else None  # else it would speak of somebody else's answer
    return _about(view, known, _letter(view, known, words, matter.told, paragraphs_of(advice), reader, rule), cta)


def _about(
    view: AccountView, known: Contact | None, said: WrittenLetter, cta: Cta | None, title: str = "Draft"
) -> Draft:
    """A message about a to-do, which is asleep or done once it is sent; without one, about the account."""
    target, after = f"todo/{cta.id}" if cta else f"account/{view.account.id}", ""
    if cta is not None and is_prepared(cta.rule):
        after = "It goes into the log, and the to-do is done."
    elif cta is not None and cta.rule != HAND and cta.state == "open":
        after = "It goes into the log, and the to-do sleeps as after Reached out."
    return _draft(view, known, said, actions.DRAFT_SENT, target, title=title, after=after)


def draft_with(
    view: AccountView,
    known: Contact | None,
    words: Situation,
    what: SubjectOf,
    paragraphs: Sequence[str],
    reader: Reader,
    target: str,
    *,
    title: str,
    after: str,
) -> Draft:
    """A letter of those paragraphs. target: what its sending answers."""
    said = _letter(view, known, words, what, paragraphs, reader)
    return _draft(view, known, said, actions.DRAFT_SENT, target, title=title, after=after)


def _letter(
    view: AccountView,
    known: Contact | None,
    words: Situation,
    what: SubjectOf,
    paragraphs: Sequence[str],
    reader: Reader,
    rule: Rule | None = None,
) -> WrittenLetter:
    voice, sender = voice_of(known), given_name(reader.name) if reader.name else ""
    text = letter(view.library, voice, words, paragraphs, sender)
    return WrittenLetter(subject(view.library, voice, what, words, rule), text)


def _draft(
    view: AccountView,
    known: Contact | None,
    said: WrittenLetter,
    action: str,
    target: str,
    *,
    title: str = "Draft",
    submit: str = "I sent it",
    after: str = "",
) -> Draft:
    people = [one for one in view.active if known is None or one.row.id != known.row.id]
    return Draft(
        action=action,
        target=target,
        title=title,
        account=called(view.account.name),
        subject=said.subject,
        text=said.text,
        whom=who(known) if known else "",
        email=known.row.email if known else None,
        stakeholder_id=known.row.id if known else None,
        people=tuple((one.row.id, who(one)) for one in ([known] if known else []) + people),
        submit=submit,
        after=after or Draft.after,
    )


def celebration(
    view: AccountView, milestone: Milestone, reader: Reader, now: datetime, *, cta: Cta | None = None
) -> Draft:
    known = choose(view)
    words = about(situation(view, reader, now, stakeholder=known), won(milestone))
    paragraphs = filled(view.library.personas[voice_of(known)].letter.celebrate, words)
    said = _letter(view, known, words, "celebrate", paragraphs, reader)
    if cta is None:
        return _draft(
            view, known, said, actions.DRAFT_SENT, f"thanks/{view.account.id}/{milestone.key}", title="Celebrate"
        )
    return _about(view, known, said, cta, "Celebrate")


def piece_for(view: AccountView, task: str, known: Contact | None) -> Material | None:
    """The material that fits best: for this task before the whole milestone, for this persona before everyone."""
    persona = known.row.persona if known else None
    fitting = [
        piece
        for piece in (view.milestone.materials if view.milestone else ())
        if piece.task in (task, None) and (not piece.personas or persona in piece.personas)
    ]
    return min(fitting, key=lambda piece: (piece.task is None, not piece.personas), default=None)


def sending(
    view: AccountView, piece: Material, known: Contact | None, reader: Reader, now: datetime, *, cta: Cta | None = None
) -> Draft:
    words = about(situation(view, reader, now, stakeholder=known), piece.title)
    first, *rest = filled(view.library.personas[voice_of(known)].letter.send, words)
    paragraphs = [part for part in (first, piece.text, piece.link, *rest) if part]
    return _about(view, known, _letter(view, known, words, "send", paragraphs, reader), cta, "Send this")


def asking(view: AccountView, kind: AskKind, reader: Reader, now: datetime) -> Draft:
    """A favour asked of them: a story, a reference, a review, a talk. Raises UserError while something is wrong
    there."""
    burning = what_burns(view, reader.today(now))
    if burning is not None:
        why = matter_words(view, burning, reader, now)
        raise UserError(f"No favour just now: {why}. Settle that first, then ask.")
    sold = next((one for one in view.proposals if one.kind == "lead" and one.outcome in (None, "talking")), None)
    if sold is not None and sold.made_on > reader.today(now) - APART:
        day = say_date(sold.made_on, reader.today(now))
        raise UserError(
            f"No favour just now: {called(sold.whom)} in sales has them since {day}. Ask when that is over."
        )
    known = choose(view)
    words = situation(view, reader, now, stakeholder=known)
    paragraphs = filled([view.library.personas[voice_of(known)].letter.asks[kind]], words)
    return _draft(
        view,
        known,
        _letter(view, known, words, kind, paragraphs, reader),
        actions.ADVOCACY_ASKED,
        f"{view.account.id}/{kind}",
        title="Ask",
        submit="I asked",
        after="It is noted as asked once you say so; add their answer when it comes.",
    )
