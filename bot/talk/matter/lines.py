"""What to say to one person of what presses most at an account: no two people there get the same sentence, and what was
said in the last talk isn't proposed again."""

from __future__ import annotations

from datetime import datetime

from bot.playbook.models import Laer, Voice
from bot.playbook.text.advice import Advice, advise
from bot.store.tables import Cta
from bot.talk.account.view import AccountView, Contact
from bot.talk.matter.matter import Matter, matter_of
from bot.talk.phrases.account_words import is_champion, is_decider, situation, whom
from bot.talk.phrases.reaction_words import answered_by
from bot.talk.phrases.reader import Reader


def voice_of(known: Contact | None) -> Voice:
    if known is None:
        return "neutral"
    voices: dict[str | None, Voice] = {"expert": "expert", "friend": "friend", "ceo": "ceo"}
    return voices.get(known.row.persona, "neutral")


def laer_of(view: AccountView, matter: Matter | None = None) -> Laer:
    """The LAER stage that persona advice is keyed by; the first one until the account is assessed. A renewal that
    presses is spoken of as in the last stage, and while something burns nobody is advised to grow."""
    unknown: Laer = "land" if view.placed else "adopt"  # an old customer uses it, as far as we know
    stage = view.stage.laer if view.stage else unknown
    if matter is None or matter.told in ("milestone", "promise", "opening"):
        return stage
    if matter.told in ("deadline", "ended"):
        return "renew"
    return stage if stage == "land" else "adopt"


def advice_for(
    view: AccountView,
    known: Contact | None,
    reader: Reader,
    now: datetime,
    *,
    cta: Cta | None = None,
    matter: Matter | None = None,
) -> Advice:
    """What to say to that person; with nobody known, in words for anybody. cta: the to-do at hand. matter: what it is
    about, where that is known already."""
    this = matter or matter_of(view, reader, now, about=cta)
    words = situation(view, reader, now, stakeholder=known, cta=this.cta or cta)
    theirs = answered_by(view, this.cta)
    turn = turn_of(view, known, this, reader)
    return advise(
        view.library,
        voice_of(known),
        laer_of(view, this),
        words,
        milestone=view.milestone,
        rule=this.rule if theirs is None or theirs is known else None,
        matter=this.told,
        turn=turn,
        once=theirs is not None,
    )


def turn_of(view: AccountView, known: Contact | None, matter: Matter, reader: Reader) -> int:
    """Which of the words for their voice: those of one voice stand in a row, and all go on after each talk about it."""
    alike = [one for one in in_order(view, matter) if voice_of(one) == voice_of(known)]
    at = next((place for place, one in enumerate(alike) if known is not None and one.row.id == known.row.id), 0)
    return at + len(alike or [known]) * talks_since(view, matter, reader)


def talks_since(view: AccountView, matter: Matter, reader: Reader) -> int:
    """On how many days they were spoken with since it is there, the first day left out: that talk may have been the
    reason."""
    days = {reader.day(at) for at in view.talks}
    return len({day for day in days if day > matter.since})


def in_order(view: AccountView, matter: Matter) -> list[Contact]:
    """Whom it is about first, then who decides, champions, the others."""
    first = whom(view, matter.cta, matter.rule)
    return sorted(
        view.active,
        key=lambda known: (known is not first, not is_decider(known), not is_champion(known), known.row.id),
    )


def telling_question(view: AccountView, known: Contact | None = None) -> str:
    """A question that tells what drives somebody: another one for each whose type isn't known."""
    neutral = view.library.personas["neutral"]
    asked = [*dict.fromkeys([question for key, question in neutral.telling.items() if key == "all"])]
    asked += [question for key, question in neutral.telling.items() if key != "all"]
    asked = asked or list(neutral.cells[laer_of(view)].questions)
    unknown = [one.row.id for one in view.active if voice_of(one) == "neutral"]
    at = unknown.index(known.row.id) if known is not None and known.row.id in unknown else 0
    return asked[at % len(asked)]


__all__ = ["advice_for", "in_order", "laer_of", "talks_since", "telling_question", "turn_of", "voice_of"]
