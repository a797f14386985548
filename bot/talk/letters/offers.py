"""What can be offered in a letter (method A11): proposed by whom it is for, the stage and the situation; what
contradicts their type is refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from bot import actions
from bot.calendar import say_date
from bot.errors import UserError
from bot.message import Form
from bot.playbook.models import Library, Moment, Offer, UsefulPiece
from bot.playbook.text.advice import filled
from bot.playbook.text.letters import about
from bot.store.session import ReadSession
from bot.store.tables import Cta, PutForward
from bot.talk.account.read_account import load_account
from bot.talk.account.surveys import survey_out
from bot.talk.account.view import AccountView, Contact
from bot.talk.letters.draft_form import draw_draft_form
from bot.talk.letters.written import Draft, draft_with
from bot.talk.matter.lines import advice_for, voice_of
from bot.talk.matter.matter import Matter, is_calm
from bot.talk.phrases.account_words import situation, who
from bot.talk.phrases.progress_words import milestone_words
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import a_type, called, capital, persona_words
from bot.text import id_in, shorten

REST = timedelta(days=180)  # what was offered isn't proposed again before
AT_ONCE, PIECES, SHOWN = 20, 3, 4
PIECE = "piece:"  # before a piece's key, where offers stand beside it
BECAME = {
    "taken": "taken up",
    "declined": "not for them",
    "won": "it became a deal",
    "talking": "they are talking",
    "lost": "nothing came of it",
}


def with_offers(view: AccountView, draft: Draft, matter: Matter, reader: Reader, now: datetime) -> Draft:
    """The draft with what may be offered in it, what suits its reader best first; nothing beside a survey."""
    if survey_out(view, reader.today(now)) is not None:
        return draft
    known = next((one for one in view.active if one.row.id == draft.stakeholder_id), None)
    found = fitting(view, known, moment_of(view, matter, reader, now), reader.today(now))
    shown = [(one.key, _label(view.library, one, known)) for one in found[:AT_ONCE]]
    pieces = next_pieces(view, known, reader.today(now)) if is_calm(matter) else []
    return replace(draft, offers=(*shown, *((f"{PIECE}{one.key}", _title(one)) for one in pieces[:PIECES])))


def next_pieces(view: AccountView, known: Contact | None, today: date) -> list[UsefulPiece]:
    """What is useful at their stage and wasn't sent there; none where one went out only days ago: never a flood."""
    sent = [one for one in view.proposals if one.kind == "piece"]
    content = view.library.content
    if view.stage is None or any(one.made_on > today - timedelta(days=content.every_days) for one in sent):
        return []
    persona, before = known.row.persona if known else None, {one.what for one in sent}
    here = [one for one in content.pieces if one.fits(view.stage, persona) and one.key not in before]
    return sorted(here, key=lambda one: not one.personas)


def sending_piece(
    view: AccountView, known: Contact | None, cta: Cta, matter: Matter, reader: Reader, now: datetime
) -> Draft | None:
    """A letter with the next piece in it; None where all were sent, or one only days ago."""
    piece = next(iter(next_pieces(view, known, reader.today(now))), None)
    if piece is None:
        return None
    voice, content = voice_of(known), view.library.content
    words = about(situation(view, reader, now, stakeholder=known, cta=cta), piece.title)
    opening = filled([text for text in (content.opening.get(voice) or content.opening.get("neutral"),) if text], words)
    asked = advice_for(view, known, reader, now, matter=matter).ask
    paragraphs = [*opening, piece.text, *([asked] if asked else [])]
    key = f"{PIECE}{piece.key}"
    after = "It goes into the log, and the to-do sleeps as after Reached out." if cta.state == "open" else ""
    draft = draft_with(
        view, known, words, "send", paragraphs, reader, f"todo/{cta.id}//{key}", title="Send this", after=after
    )
    return replace(draft, offers=((key, _title(piece)),), offered=key)


def _title(piece: UsefulPiece) -> str:
    return f"a word on {piece.title}"


def moment_of(view: AccountView, matter: Matter, reader: Reader, now: datetime) -> Moment:
    if matter.told in ("burning", "tickets"):
        return "burning"
    if matter.told in ("deadline", "ended"):
        return "deadline"
    goal = milestone_words(view, reader, now)
    return "slow" if goal and goal.days is not None and goal.usual and goal.days > goal.usual else "calm"


def fitting(view: AccountView, known: Contact | None, moment: Moment, today: date) -> list[Offer]:
    """Of the catalogue, for that stage and moment: what suits them first, what is refused for them last. What was
    offered there of late is left out."""
    laer = view.stage.laer if view.stage else "land"
    lately = {one.what for one in view.proposals if one.kind == "offer" and one.made_on > today - REST}
    found = [one for one in view.library.offers if laer in one.stages and moment in one.when and one.key not in lately]
    persona = known.row.persona if known else None
    return sorted(found, key=lambda one: (_is_refused(one, persona), persona not in one.suits))


def _is_refused(offer: Offer, persona: str | None) -> bool:
    """Of somebody whose type nobody knows, it may be."""
    return persona in offer.never if persona else bool(offer.never)


def _label(library: Library, offer: Offer, known: Contact | None) -> str:
    persona = known.row.persona if known else None
    if persona in offer.suits:
        return f"{offer.name} · suits {_a_type(library, persona)}"
    return f"{offer.name} · not for {_a_type(library, persona)}" if persona in offer.never else offer.name


def _a_type(library: Library, persona: str | None) -> str:
    """ "a CEO type"."""
    return a_type(persona_words(library, persona, None))


# When one was chosen


@dataclass(frozen=True)
class TypedLetter:
    """What the draft's form held when it was sent. target: the form's; offer: the key of what was chosen."""

    target: str
    offer: str
    subject: str
    text: str
    channel: str
    stakeholder_id: int | None = None

    @property
    def about(self) -> tuple[str, int, str]:
        """("todo", 12, ""), ("account", 7, ""), or ("thanks", 7, milestone); 0 for what can be no id."""
        kind, number, milestone, *_ = (*self.target.split("/"), "", "")
        return kind, id_in(number) or 0, milestone

    @property
    def has_its_words(self) -> bool:
        """They were put into the letter before."""
        return self.target.split("/")[3:] == [self.offer]


async def with_its_words(
    db: ReadSession, library: Library, typed: TypedLetter, reader: Reader, now: datetime
) -> Form | None:
    """The form again, with the offer's words in the letter. None where there is no such account. Raises UserError for
    what isn't offered to them."""
    view = await _view(db, library, typed, now)
    if view is None:
        return None
    known = next((one for one in view.people if one.row.id == typed.stakeholder_id), None)
    chosen = _chosen(library, typed.offer, known)
    kind, number, milestone = typed.about
    words = filled([chosen.template], situation(view, reader, now, stakeholder=known)) if chosen.template else ()
    draft = Draft(
        actions.DRAFT_SENT,
        f"{kind}/{number}/{milestone}/{typed.offer}",
        "Draft",
        called(view.account.name),
        typed.subject,
        put_in(typed.text, next(iter(words), chosen.text or f"I would like to offer you {chosen.name}.")),
        who(known) if known else "",
        known.row.email if known else None,
        typed.stakeholder_id,
        tuple((one.row.id, who(one)) for one in view.active),
        first=f"The words for {chosen.name} are in it now. Fill in what stands in brackets, send it, then say so here.",
        offers=((typed.offer, chosen.label),),
        offered=typed.offer,
        channel=typed.channel,
    )
    return draw_draft_form(draft)


async def what_is_offered(
    db: ReadSession, library: Library, typed: TypedLetter, now: datetime
) -> tuple[Literal["offer", "piece"], str, str] | None:
    """Kind, key and name, for the record. Raises UserError for what isn't offered to them."""
    view = await _view(db, library, typed, now)
    if view is None:
        return None
    known = next((one for one in view.people if one.row.id == typed.stakeholder_id), None)
    chosen = _chosen(library, typed.offer, known)
    return chosen.kind, typed.offer.removeprefix(PIECE), chosen.name


@dataclass(frozen=True)
class _Chosen:
    """An offer, by its template, or a piece, by its text."""

    kind: Literal["offer", "piece"]
    name: str
    label: str
    template: str = ""
    text: str = ""


def _chosen(library: Library, key: str, known: Contact | None) -> _Chosen:
    """Raises UserError for what isn't offered to them."""
    if key.startswith(PIECE):
        piece = next((one for one in library.content.pieces if one.key == key.removeprefix(PIECE)), None)
        if piece is None:
            raise UserError("That piece is gone. Choose another, or none.", field="offer")
        return _Chosen("piece", _title(piece), _title(piece), text=piece.text)
    offer = _offer(library, key)
    refuse_against_type(library, offer, known)
    return _Chosen("offer", offer.name, _label(library, offer, known), template=offer.words(voice_of(known)))


async def _view(db: ReadSession, library: Library, typed: TypedLetter, now: datetime) -> AccountView | None:
    kind, number, _ = typed.about
    cta = await db.get(Cta, number) if kind == "todo" else None
    account_id = number if kind != "todo" else cta.account_id if cta is not None else None
    return await load_account(db, library, account_id, now) if account_id is not None else None


def _offer(library: Library, key: str) -> Offer:
    offer = next((one for one in library.offers if one.key == key), None)
    if offer is None:
        raise UserError("That isn't offered any more. Choose another, or none.", field="offer")
    return offer


def refuse_against_type(library: Library, offer: Offer, known: Contact | None) -> None:
    """Raises UserError with the reason where it contradicts what drives them."""
    persona = known.row.persona if known else None
    reason = next((why for against, why in offer.never.items() if against == persona), None)
    if known is not None and reason is not None:
        text = f"Not {offer.name} for {called(known.row.name)}, {_a_type(library, persona)}: {reason}."
        raise UserError(text, field="offer")


def put_in(text: str, paragraph: str) -> str:
    """Before the closing and the name."""
    parts = text.strip().split("\n\n")
    if paragraph in parts:
        return text
    at = len(parts) - 1 if len(parts) > 2 else len(parts)
    return "\n\n".join([*parts[:at], paragraph, *parts[at:]])


# What was offered, on the card


def offer_lines(view: AccountView, today: date) -> tuple[str, ...]:
    """ "a named engineer to Dana Reyes, Mon 5 Jan; no word yet", the newest first."""
    names = {one.row.id: called(one.row.name) for one in view.people}
    return tuple(_said(one, names.get(one.stakeholder_id or 0, ""), today) for one in view.proposals[:SHOWN])


def _said(one: PutForward, name: str, today: date) -> str:
    to = one.whom if one.kind == "lead" else name
    what = f"{one.name}{f' to {to}' if to else ''}, {say_date(one.made_on, today)}"
    note = f", “{shorten(one.note, 60)}”" if one.note else ""
    if one.kind == "piece":
        return capital(what)
    return capital(f"{what}; {BECAME.get(one.outcome or '', 'no word yet')}{note}")


__all__ = [
    "TypedLetter",
    "fitting",
    "moment_of",
    "offer_lines",
    "put_in",
    "refuse_against_type",
    "what_is_offered",
    "with_its_words",
    "with_offers",
]
