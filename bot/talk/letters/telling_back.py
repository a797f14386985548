"""The answer to a customer's question, and what became of a wish, as letters to whoever asked (method A12, A14).

Of what the log holds only their own words are in it: the entry around them is ours."""

from __future__ import annotations

from datetime import datetime

from bot.playbook.models import SubjectOf, WishOutcome
from bot.playbook.text.advice import filled
from bot.playbook.text.letters import PLAIN_WISHES, about
from bot.store.tables import Cta, Saying
from bot.talk.account.said import who_said
from bot.talk.account.view import AccountView
from bot.talk.letters.written import Draft, draft_with
from bot.talk.matter.lines import voice_of
from bot.talk.phrases.account_words import situation
from bot.talk.phrases.reader import Reader


def telling_back(view: AccountView, saying: Saying, cta: Cta, reader: Reader, now: datetime) -> Draft:
    """cta: the to-do that is done when it is sent."""
    known = who_said(view, saying)
    words = about(situation(view, reader, now, stakeholder=known), saying.words)
    letter = view.library.personas[voice_of(known)].letter
    what: SubjectOf = "answer" if saying.kind == "question" else "wish"
    if what == "answer":
        paragraphs, title = tuple(filled(letter.answer, words)), "Answer"
        after = "It goes into the log, and the question counts as answered."
    else:
        outcome = _outcome(saying)
        first, *rest = filled(letter.wishes.get(outcome) or PLAIN_WISHES[outcome], words)
        paragraphs, title = (first, *([saying.note] if saying.note else []), *rest), "Tell them"
        after = "It goes into the log, and the to-do is done."
    return draft_with(view, known, words, what, paragraphs, reader, f"todo/{cta.id}", title=title, after=after)


def _outcome(saying: Saying) -> WishOutcome:
    outcomes: dict[str | None, WishOutcome] = {"shipped": "shipped", "wont": "wont"}
    return outcomes.get(saying.outcome, "planned")


__all__ = ["telling_back"]
