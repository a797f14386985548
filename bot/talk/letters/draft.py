"""Drafts: a short message to a stakeholder in the voice of their persona, from the facts of the account (method C3, B5,
D9). It stands in a form, to be changed and copied out; nothing is ever sent by us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from bot import actions
from bot.errors import UserError
from bot.message import ChoiceInput, Form, Input, Message, Option, TextInput, bold, line
from bot.playbook.models import AskKind, Library, Material, Milestone
from bot.playbook.reactions.prepared_todos import PreparedTodo, is_prepared
from bot.playbook.text.advice import filled
from bot.playbook.text.letters import about, letter, paragraphs_of, won
from bot.playbook.text.situation import Situation
from bot.store.session import ReadSession
from bot.store.tables import Account, Cta, MilestoneReached, Stakeholder, VersionMilestone
from bot.store.tables.todos_and_outbox import HAND
from bot.talk.account.read_account import load_account
from bot.talk.account.view import find_milestone
from bot.talk.matter.lines import advice_for, voice_of
from bot.talk.matter.matter import Matter, matter_of, matter_words, what_burns
from bot.talk.phrases.account_words import AccountView, Contact, choose, hands_on, situation, who, whom
from bot.talk.phrases.reaction_words import prepared_of, reacted_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital, given_name
from bot.text import id_in

CHANNELS = (("mail", "E-mail"), ("call", "Note for a call"))
MOST = 2900  # characters that the form's field holds on every platform


@dataclass(frozen=True)
class Draft:
    """A message before it is sent. action, target: of the form. stakeholder_id: whom it is written for, if anybody.

    people: everyone it may be for, as id and who. title: at most 24 characters. after: what happens on submit. first:
    what presses more than what was asked for, so that the letter is about that.
    """

    action: str
    target: str
    title: str
    account: str
    text: str
    whom: str = ""
    stakeholder_id: int | None = None
    people: tuple[tuple[int, str], ...] = ()
    submit: str = "I sent it"
    after: str = "It goes into the log once you say you sent it."
    first: str = ""


# About a to-do, a person or an account


async def draft_form(db: ReadSession, library: Library, target: str, reader: Reader, now: datetime) -> Form | None:
    """target: "todo/12", "person/4" or "account/7". None where this workspace has no such thing."""
    kind, _, number = target.partition("/")
    asked = id_in(number)
    if asked is None:
        return None
    account_id, cta = await _found(db, kind, asked)
    view = await load_account(db, library, account_id, now) if account_id is not None else None
    if view is None:
        return None
    if kind == "person":
        known = next((one for one in view.people if one.row.id == asked), None)
        return draw_draft_form(draft_of(view, known, matter_of(view, reader, now), reader, now))
    return draw_draft_form(_about_matter(view, matter_of(view, reader, now, about=cta), reader, now, asked=cta))


def _about_matter(view: AccountView, matter: Matter, reader: Reader, now: datetime, *, asked: Cta | None) -> Draft:
    """A letter about what presses most, which its sending then answers; a piece that was asked for is sent all the
    same."""
    wanted, found = prepared_of(view, asked), prepared_of(view, matter.cta)
    if asked is not None and wanted is not None and wanted.letter == "material":
        return _prepared(view, asked, wanted, matter, reader, now)
    other = asked is not None and (matter.cta is None or matter.cta.id != asked.id)
    if matter.cta is not None and found is not None and not other:
        return _prepared(view, matter.cta, found, matter, reader, now)
    known = whom(view, matter.cta, matter.rule)
    first = _first(view, matter, reader, now) if other else ""
    return replace(draft_of(view, known, matter, reader, now, cta=matter.cta), first=first)


def _first(view: AccountView, matter: Matter, reader: Reader, now: datetime) -> str:
    """Why the letter isn't about what was asked for."""
    why = matter_words(view, matter, reader, now)
    return f"{capital(why)}. That comes first, so this is about it." if why else ""


def _prepared(view: AccountView, cta: Cta, one: PreparedTodo, matter: Matter, reader: Reader, now: datetime) -> Draft:
    """What a reaction has ready: thanks, a piece to send, else what to say about its to-do."""
    known, event = whom(view, cta, one.rule), reacted_of(view, cta)
    milestone = find_milestone(view, event.about) if event and one.letter == "celebrate" else None
    if milestone is not None:
        return celebration(view, milestone, reader, now, cta=cta)
    piece = (one.material or _next_piece(view, known)) if one.letter == "material" else None
    if piece is not None:
        return sending(view, piece, known, reader, now, cta=cta)
    return draft_of(view, known, matter, reader, now, cta=cta)


def _next_piece(view: AccountView, known: Contact | None) -> Material | None:
    """For the first open task that there is something to send for."""
    done = {task.key for task in view.progress.tasks if task.done} if view.progress else set()
    tasks = [task.key for task in view.milestone.tasks if task.key not in done] if view.milestone else []
    return next(filter(None, (piece_for(view, task, known) for task in tasks)), None)


async def _found(db: ReadSession, kind: str, number: int) -> tuple[int | None, Cta | None]:
    """The account that it is about, and the to-do if it is one."""
    if kind == "todo":
        cta = await db.get(Cta, number)
        return (cta.account_id if cta else None), cta
    if kind == "person":
        person = await db.get(Stakeholder, number)
        return (person.account_id if person else None), None
    return number, None


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
    return _about(view, known, _letter(view, known, words, paragraphs_of(advice), reader), cta)


def _about(view: AccountView, known: Contact | None, text: str, cta: Cta | None, title: str = "Draft") -> Draft:
    """A message about a to-do, which is asleep or done once it is sent; without one, about the account."""
    target, after = f"todo/{cta.id}" if cta else f"account/{view.account.id}", ""
    if cta is not None and is_prepared(cta.rule):
        after = "It goes into the log, and the to-do is done."
    elif cta is not None and cta.rule != HAND and cta.state == "open":
        after = "It goes into the log, and the to-do sleeps as after Reached out."
    return _draft(view, known, text, actions.DRAFT_SENT, target, title=title, after=after)


def _letter(
    view: AccountView, known: Contact | None, words: Situation, paragraphs: Sequence[str], reader: Reader
) -> str:
    sender = given_name(reader.name) if reader.name else ""
    return letter(view.library, voice_of(known), words, paragraphs, sender)


def _draft(
    view: AccountView,
    known: Contact | None,
    text: str,
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
        text=text,
        whom=who(known) if known else "",
        stakeholder_id=known.row.id if known else None,
        people=tuple((one.row.id, who(one)) for one in ([known] if known else []) + people),
        submit=submit,
        after=after or Draft.after,
    )


# When something was reached, for a task, and for a favour


async def celebrate_form(
    db: ReadSession, library: Library, account_id: int, key: str, reader: Reader, now: datetime
) -> Form | None:
    """Thanks for a milestone. None where this workspace has no such account, or nobody knows the milestone."""
    view = await load_account(db, library, account_id, now)
    milestone = find_milestone(view, key) if view else None
    if view is None or milestone is None:
        return None
    burning = what_burns(view, reader.today(now))
    if burning is not None:
        draft = _about_matter(view, burning, reader, now, asked=None)
        return draw_draft_form(replace(draft, first=_first(view, burning, reader, now)))
    return draw_draft_form(celebration(view, milestone, reader, now, cta=_thanks_due(view, key)))


async def last_reached(db: ReadSession, account_id: int) -> str | None:
    """The key of its playbook's milestone that it reached last, on a day that is known; None where there is none."""
    r, m = MilestoneReached, VersionMilestone
    return await db.scalar(
        select(r.milestone)
        .join(Account, (Account.id == r.account_id) & (Account.period == r.period))
        .join(m, (m.version_id == Account.playbook_version_id) & (m.milestone == r.milestone))
        .where(Account.id == account_id, r.reached_on.is_not(None))
        .order_by(r.reached_on.desc(), m.position.desc())
        .limit(1)
    )


def _thanks_due(view: AccountView, milestone: str) -> Cta | None:
    """The to-do that waits for these thanks, so that it is done with them."""
    return next((cta for cta in view.todos if _thanks_for(view, cta) == milestone), None)


def _thanks_for(view: AccountView, cta: Cta) -> str | None:
    one, event = prepared_of(view, cta), reacted_of(view, cta)
    return event.about if one is not None and event is not None and one.letter == "celebrate" else None


def celebration(
    view: AccountView, milestone: Milestone, reader: Reader, now: datetime, *, cta: Cta | None = None
) -> Draft:
    known = choose(view)
    words = about(situation(view, reader, now, stakeholder=known), won(milestone))
    paragraphs = filled(view.library.personas[voice_of(known)].letter.celebrate, words)
    text = _letter(view, known, words, paragraphs, reader)
    if cta is None:
        return _draft(
            view, known, text, actions.DRAFT_SENT, f"thanks/{view.account.id}/{milestone.key}", title="Celebrate"
        )
    return _about(view, known, text, cta, "Celebrate")


async def material_form(
    db: ReadSession, library: Library, account_id: int, task: str, reader: Reader, now: datetime
) -> Form | None:
    """The right piece for a task. None where there is no such account, or nothing to send for it (any more)."""
    view = await load_account(db, library, account_id, now)
    known = hands_on(view) if view else None
    piece = piece_for(view, task, known) if view else None
    if view is None or piece is None:
        return None
    return draw_draft_form(sending(view, piece, known, reader, now))


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
    return _about(view, known, _letter(view, known, words, paragraphs, reader), cta, "Send this")


def asking(view: AccountView, kind: AskKind, reader: Reader, now: datetime) -> Draft:
    """A favour asked of them: a story, a reference, a review, a talk. Raises UserError while something is wrong
    there."""
    burning = what_burns(view, reader.today(now))
    if burning is not None:
        why = matter_words(view, burning, reader, now)
        raise UserError(f"No favour just now: {why}. Settle that first, then ask.")
    known = choose(view)
    words = situation(view, reader, now, stakeholder=known)
    paragraphs = filled([view.library.personas[voice_of(known)].letter.asks[kind]], words)
    return _draft(
        view,
        known,
        _letter(view, known, words, paragraphs, reader),
        actions.ADVOCACY_ASKED,
        f"{view.account.id}/{kind}",
        title="Ask",
        submit="I asked",
        after="It is noted as asked once you say so; add their answer when it comes.",
    )


# How it looks


def draw_draft_form(this: Draft) -> Form:
    """Fields: text, with (a stakeholder's id), channel (mail | call)."""
    written = f"Written for {this.whom}." if this.whom else "Nobody is noted there yet, so it greets nobody by name."
    inputs: list[Input] = [
        TextInput(
            name="text",
            label="Message",
            value=this.text[:MOST],
            many_lines=True,
            most=MOST,
            hint="Change it as you like, then copy it out. I send nothing myself.",
        ),
    ]
    if this.people:
        options = tuple(Option(label=label, value=str(number)) for number, label in this.people[:100])
        chosen = (str(this.stakeholder_id),) if this.stakeholder_id is not None else ()
        inputs.append(
            ChoiceInput(
                name="with",
                label="To",
                options=options,
                value=chosen,
                optional=True,
                hint="Choosing somebody else doesn't rewrite the text.",
            )
        )
    channels = tuple(Option(label=label, value=key) for key, label in CHANNELS)
    inputs.append(ChoiceInput(name="channel", label="As", options=channels, value=("mail",), spread=True))
    return Form(
        action=this.action,
        target=this.target,
        title=this.title,
        submit=this.submit,
        intro=tuple(
            each for each in (line(bold(this.account), f" · {written}"), line(this.first), line(this.after)) if each
        ),
        inputs=tuple(inputs),
    )


_TEXT = (
    "Dear Dana,\n\nYou said “Halve reporting before the board meets”. You'll see it once the team works this way "
    "every week. Two ways to get there: one of our people beside your team for a week, or small, safe steps at your "
    "pace.\n\nWhat do you expect to see by the end of the month, and who will see it with you?\n\nKind regards,\nOlga"
)
ACME = Draft(
    actions.DRAFT_SENT,
    "todo/1",
    "Draft",
    "Acme",
    _TEXT,
    "Dana Reyes, COO",
    1,
    ((1, "Dana Reyes, COO"), (2, "Ivo Brandt, Analyst")),
    after="It goes into the log, and the to-do sleeps as after Reached out.",
)
NOBODY = Draft(
    actions.DRAFT_SENT,
    "thanks/2/habit",
    "Celebrate",
    "Hooli",
    "Hello,\n\nYou have a first real result from your own data. Thank you for the work behind it.\n\n"
    "What made the biggest difference on the way?\n\nKind regards,\nOlga",
)
HOW_TO = Draft(
    actions.DRAFT_SENT,
    "todo/7",
    "Send this",
    "Globex",
    "Hello Ivo,\n\nFor the next step I have something ready: how to choose the first weekly job.\n\n"
    "A good one comes back every week, takes somebody more than an hour, and is missed when it isn't done.\n\n"
    "Kind regards,\nOlga",
    "Ivo Brandt, Analyst",
    2,
    ((2, "Ivo Brandt, Analyst"),),
    after="It goes into the log, and the to-do is done.",
)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Draft: what a reaction has ready", draw_draft_form(HOW_TO)),
    ("Draft", draw_draft_form(ACME)),
    ("Draft, nobody known", draw_draft_form(NOBODY)),
)

__all__ = [
    "EXAMPLES",
    "Draft",
    "asking",
    "celebrate_form",
    "draft_form",
    "draw_draft_form",
    "last_reached",
    "material_form",
]
