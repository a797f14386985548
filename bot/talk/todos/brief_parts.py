"""What a to-do in words consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.message import Span
from bot.talk.matter.evidence import Evidence
from bot.talk.todos.outcome_line import OutcomeLine


@dataclass(frozen=True)
class TalkTo:
    """Whom to talk to ("the COO", "CEO type, likely" or "") and what to say; stakeholder_id for the talking points.
    full: with their name, "Dana Frost, COO"; first: "Dana"."""

    who: str
    persona: str
    say: str
    ask: str
    stakeholder_id: int | None = None
    full: str = ""
    first: str = ""


@dataclass(frozen=True)
class Brief:
    """One to-do in words.

    name: the account's, "" where it stands for many or none. why: without a capital, as it follows the name; cause: of
    a score its first part, where the rest stands in the evidence; health: "health 38". due: the same for whose it is
    ("by Fri 9 Jan", "today", "2 days late"). deadline: "notice in 7 days" …; dates: the same with dates. lines: of a
    grouped one, what is missing where. quote: the customer's own words, of a low answer or a question. question: id of
    the question that it is to answer; its buttons say so. by_hand: somebody wrote it down. one_off: of a reaction;
    like those, it is closed by Done. ticks: the task that the step asks for, as what can be ticked ("team training",
    "account id/task key"). clearing: the button that clears it (label, action on the account), where one click can
    begin that. step: the first step in full, without a capital, as it follows "Next:". owner: whose to-do it is, by
    first name, where it isn't the reader's. about: "health", "renewal", "ended", "stuck", "leaver", "growth",
    "question" or ""; to: its reader's first name, where it is theirs. is_risk: something may be lost; grows: something
    may be won. evidence: what speaks for it, for its alert. calls: whether a forecast answers it; call: the one that
    stands. first: of a renewal, what is to be cleared before it; upsell: whether growth may be raised beside it.
    others: how many more are open at that account. to_tell: its full alert goes out, to `channel` where the account has
    one; in_direct: as outsiders read that channel, it stands in our
    chat. next_day: the reader's next working day, "Tomorrow" or "Next working day (Mon)"."""

    cta_id: int
    name: str
    why: str
    todo: str
    due_on: date
    due: str = ""
    account_id: int | None = None
    clears: str = ""
    step: str = ""
    owner: str = ""
    about: str = ""
    to: str = ""
    is_risk: bool = False
    grows: bool = False
    calls: bool = False
    call: str = ""
    missing: tuple[str, ...] = ()
    value: str = ""
    deadline: str = ""
    dates: tuple[str, ...] = ()
    talk: TalkTo | None = None
    tried: str = ""
    quote: str = ""
    question: int | None = None
    by_hand: bool = False
    one_off: bool = False
    channel: Span | None = None
    lines: tuple[str, ...] = ()
    cause: str = ""
    health: str = ""
    ticks: tuple[str, str] | None = None
    clearing: tuple[str, str] | None = None
    first: tuple[str, ...] = ()
    upsell: str = ""
    others: int = 0
    evidence: Evidence = field(default_factory=Evidence)
    settled: OutcomeLine | None = None
    to_tell: bool = field(default=False, compare=False)
    in_direct: bool = field(default=False, compare=False)
    next_day: str = field(default="Next working day", compare=False)
