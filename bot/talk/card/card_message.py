"""How the account card looks: its first phone screen holds all that decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot import actions
from bot.calendar import plural
from bot.message import (
    Actions,
    Block,
    Button,
    Divider,
    Element,
    Heading,
    Line,
    Message,
    Notes,
    Option,
    Select,
    Step,
    Steps,
    Text,
    bold,
    line,
    link,
)
from bot.playbook.text.situation import HealthWords, MilestoneWords, Promise, RenewalWords
from bot.talk.account.place import NOT_PLACED, WHERE
from bot.talk.phrases.ticket_words import TicketWords
from bot.talk.phrases.todo_words import short
from bot.talk.phrases.words import capital, health_words
from bot.talk.renewal.post_mortem import ask_for_it
from bot.text import shorten, whole_percent

PEOPLE_SHOWN, TODOS_SHOWN, PROMISES_SHOWN, QUESTIONS_SHOWN, MOVES_SHOWN, MISSING_SHOWN = 6, 5, 3, 3, 2, 4


@dataclass(frozen=True)
class PersonLine:
    """A stakeholder: `role` as imported. talked: the day of the last talk. vision: in their words."""

    name: str
    title: str
    role: str = ""
    talked: str = ""
    vision: str = ""


@dataclass(frozen=True)
class Card:
    """All that the card says, in words.

    where: buttons that ask for its place, where nobody knows it. csm: "you" or a first name; None: nobody.
    health_known: share of the health weights that are fresh, 0-1. own_view: "worried", with whose and when in
    `view_whose`. risk: how many left of those scored alike. outcome_missing: "ended Sat 3 Jan", of a term that
    ended untold. next_step: the most pressing to-do, or the milestone's next task; others: how many more are open.
    plan: goals that they take on. draft_to: whom a draft is written to, where the step names them. questions:
    theirs that nobody has answered, the oldest first; asked: the buttons for that one. asks: favours in public that
    they were asked for. shared: for others to read, without advice. look_back: a loss of which nobody has said yet
    what we learned."""

    account_id: int
    name: str
    tier: str = ""
    csm: str | None = None
    assessed: bool = True
    stages: tuple[Step, ...] = ()
    milestone: MilestoneWords | None = None
    slipped: tuple[str, ...] = ()
    where: tuple[Element, ...] = ()
    health: HealthWords = field(default_factory=HealthWords)
    health_known: float = 1.0
    tickets: TicketWords | None = None
    own_view: str = ""
    view_whose: str = ""
    risk: str = ""
    money: tuple[str, ...] = ()
    contracts: int = 0
    known_ends: tuple[str, ...] = ()
    renewal: RenewalWords = field(default_factory=RenewalWords)
    renews_itself: bool = False
    outcome_missing: str | None = None
    next_step: str | None = None
    draft_to: str = ""
    next_due: str = ""
    others: int = 0
    people: tuple[PersonLine, ...] = ()
    champion_left: str | None = None
    promises: tuple[Promise, ...] = ()
    questions: tuple[str, ...] = ()
    asked: tuple[Element, ...] = ()
    todos: tuple[tuple[str, str], ...] = ()
    plan: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    success: Line = ()
    notes: tuple[str, ...] = ()
    churned: str | None = None
    shared: bool = False
    look_back: bool = False
    group: tuple[Line, ...] = ()
    links: Line = ()


def card_message(this: Card) -> Message:
    """The card as a message."""
    if this.churned:
        return _churned(this)
    blocks: list[Block] = []
    if this.stages:
        blocks.append(Steps(steps=this.stages, inline=True))
    blocks.append(Text(lines=tuple(_decides(this))))
    if not this.shared:
        blocks += [Actions(elements=this.where)] if this.where else []
        blocks += [_next(this), _buttons(this)]
    blocks += _below(this)
    return Message(title=_title(this), blocks=tuple(blocks), summary=_summary(this))


def _title(this: Card) -> Line:
    tier = this.tier if "tier" in this.tier.casefold() else f"{this.tier} tier"
    rest = [tier] if this.tier else []
    rest.append(this.csm or "no CSM yet")
    return line(bold(this.name), " · " + " · ".join(rest))


def _summary(this: Card) -> str:
    stage = next((step.text for step in this.stages if step.state == "now"), "")
    score = f"health {this.health.score}" if this.health.score is not None else ""
    return f"{this.name}: {', '.join(part for part in (stage, score, _deadline(this)) if part)}".rstrip(": ")


# The first screen


def _decides(this: Card) -> list[Line]:
    lines = (
        _milestone_lines(this) if this.assessed else [line("Not assessed yet: new data or tomorrow morning does it.")]
    )
    if this.assessed:
        lines += [line("  ⚠️ ", text) for text in this.slipped]
        lines += _health(this)
    if this.tickets:
        lines.append(_tickets(this.tickets))
    if this.own_view:
        lines.append(line(f"{this.view_whose}: ", bold(this.own_view)))
    if this.risk and not this.shared:
        lines.append(line(this.risk))
    lines += _contract(this)
    if this.next_step and not this.shared:
        due = f" · {this.next_due}" if this.next_due else ""
        lines.append(line(bold("NEXT"), f" {this.next_step}{due}"))
    return lines


def _milestone_lines(this: Card) -> list[Line]:
    """Where it takes longer than usual, with what is missing, a line each; how many there are, its tally says."""
    goal = this.milestone
    if this.where or goal is None or not goal.missing or (goal.days or 0) <= (goal.usual or 0):
        return [_milestone(this)]
    return [_milestone(this), *(line(f"  ☐ {capital(short(one))}") for one in goal.missing[:MISSING_SHOWN])]


def _milestone(this: Card) -> Line:
    goal = this.milestone
    if this.where:
        return line(NOT_PLACED if this.shared else WHERE)
    if goal is None:
        return line(bold("All milestones reached"))
    parts = [f"{goal.done} of {goal.total}"] if goal.total else []
    if goal.days is not None:
        usual = f", usual {goal.usual}" if goal.usual else ""
        parts.append(f"day {goal.days}{usual}")
    return line(bold(label(goal.name)), f": {' · '.join(parts)}" if parts else "")


def label(name: str) -> str:
    """A milestone's name as a label: "A weekly habit" → "Weekly habit"."""
    first, _, rest = name.partition(" ")
    return capital(rest if first.casefold() in ("a", "an", "the") and rest else name)


def _health(this: Card) -> list[Line]:
    score = this.health.score
    if score is None:
        known = (
            f"only {whole_percent(this.health_known)} of its data is fresh" if this.health_known else "no fresh data"
        )
        return [line(bold("Health"), f" unknown: {known}")]
    band = f" · {this.health.band}" if this.health.band else ""
    lines = [line(bold("Health"), f" {health_words(score, this.health.was)}{band}")]
    if this.health.by_hand:
        lines.append(line(f"  {this.health.by_hand}"))
    if this.health.moved and this.health.was not in (None, score):
        lines.append(line("  ", ", ".join(this.health.moved[:MOVES_SHOWN])))
    return lines


def _tickets(this: TicketWords) -> Line:
    """The oldest can be opened where its link is known, and all of them where the help desk's is."""
    count = link(this.count, this.all_link) if this.all_link else this.count
    before, after = str(this).removeprefix(this.count).split(this.oldest, 1)
    return line("  ", count, before, link(this.oldest, this.link) if this.link else this.oldest, after)


def _contract(this: Card) -> list[Line]:
    worth = " + ".join(this.money) or "Value not known"
    count = f", {plural(this.contracts, 'contract')}" if this.contracts > 1 else ""
    dates = _deadline(this)
    call = this.renewal.call or ""
    said = f" · forecast {call}" if call else ""
    lines = [line(bold(worth), count, f" · {dates}{said}" if dates else "")]
    if this.outcome_missing:
        lines.append(line(f"  {this.outcome_missing}; did it renew?"))
    lines += [line(f"  {text}") for text in this.known_ends]
    if not (dates or this.outcome_missing or this.known_ends):
        lines.append(line("  no renewal date yet"))
    return lines


def _deadline(this: Card) -> str:
    renewal = this.renewal
    if renewal.deadline is None or (renewal.days or 0) < 0:
        return ""
    verb = "renews by itself" if this.renews_itself else "renews"
    if not renewal.is_notice:
        return f"{verb} {renewal.deadline}"
    return f"notice by {renewal.deadline}" + (f" · {verb} {renewal.ends}" if renewal.ends else "")


def _next(this: Card) -> Actions:
    """What can be done about the next step, and the other to-dos within one click."""
    target = str(this.account_id)
    label = f"Draft to {shorten(this.draft_to, 24)}" if this.draft_to else "Draft"
    draft = Button(label=label, action=actions.DRAFT, target=f"account/{target}")
    if this.look_back:
        draft = ask_for_it(this.account_id)
    if not (this.todos or this.promises):
        return Actions(elements=(draft,))
    label = f"{this.others} more" if this.others else "To-dos"
    return Actions(elements=(draft, Button(label=label, action=actions.ACCOUNT_TODOS, target=target)))


def _buttons(this: Card) -> Actions:
    target = str(this.account_id)
    more = (
        ("Tasks", actions.TASKS),
        ("Health and why it moved", actions.HEALTH),
        ("People and types", actions.PERSONAS),
        ("What happened", actions.LOG),
        ("Outcome of the term" if this.outcome_missing else "Forecast", actions.RENEWAL),
        ("Hand over for good", actions.HAND_OVER),
        ("My view", actions.VIEW),
        ("Share here", actions.SHARE),
    )
    return Actions(
        elements=(
            Button(label="Talking points", action=actions.PREP, target=target, style="primary"),
            Button(label="Log", action=actions.LOG_ADD, target=target),
            Button(label="Map", action=actions.MAP, target=target),
            Select(
                label="More",
                action=actions.MORE,
                target=target,
                options=tuple(Option(label=text, value=action) for text, action in more),
                menu=True,
            ),
        )
    )


# Below the first screen


def _below(this: Card) -> list[Block]:
    blocks: list[Block] = []
    if this.questions and not this.shared:
        shown = tuple(line(f"• {text}") for text in this.questions[:QUESTIONS_SHOWN])
        blocks += [Heading(text="They asked us"), Text(lines=shown), Actions(elements=this.asked)]
    people = _people(this)
    if people:
        blocks += [Heading(text="People"), Text(lines=people)]
    if this.champion_left and not this.shared and not any("champion" in one.role for one in this.people):
        new = Button(label="Name new champion", action=actions.CHAMPION, target=str(this.account_id))
        blocks.append(Actions(elements=(new,)))
    if this.promises and not this.shared:
        owed = this.promises[:PROMISES_SHOWN]
        blocks += [Heading(text="We owe them"), Text(lines=tuple(line(f"• {text}") for text in owed))]
    if len(this.todos) > 1 and not this.shared:
        blocks += [Heading(text="To-dos"), Text(lines=_todos(this))]
    for heading, lines in (("They take on", this.plan), ("Offered", this.offered), ("Telling others", this.asks)):
        if lines and not this.shared:
            blocks += [Heading(text=heading), Text(lines=tuple(line(f"• {text}") for text in lines))]
    if this.success and not this.shared:
        blocks.append(Text(lines=(this.success,)))
    if this.group and not this.shared:
        blocks.append(Heading(text="Its group"))
        blocks.append(Text(lines=this.group))
    if blocks:
        blocks.insert(0, Divider())
    small = (*([this.links] if this.links else []), *(line(text) for text in this.notes))
    if small:
        blocks.append(Notes(lines=small))
    return blocks


def _people(this: Card) -> tuple[Line, ...]:
    lines = [_person(person, shared=this.shared) for person in this.people[:PEOPLE_SHOWN]]
    wants = [] if this.shared else [person for person in this.people if person.vision][:1]
    lines += [line(f"{one.name} wants: “{one.vision}”") for one in wants]
    if len(this.people) > PEOPLE_SHOWN:
        lines.append(line(f"… and {len(this.people) - PEOPLE_SHOWN} more"))
    if this.champion_left:
        lines.append(line(f"Champion left: {this.champion_left}"))
    return tuple(lines)


def _person(person: PersonLine, *, shared: bool) -> Line:
    """ "Dana Reyes, COO · decides · last talk Fri 2 Jan"; their type stands in the talking points."""
    about = f", {person.title}" if person.title else ""
    role = person.role if shared else person.role.replace("decision maker", "decides")
    said = f" · {role}" if role and role.casefold() != person.title.casefold() else ""
    if shared:
        return line(bold(person.name), about, said)
    is_key = "decision" in person.role or "champion" in person.role
    talked = f" · last talk {person.talked}" if person.talked else " · no talk on record" if is_key else ""
    return line(bold(person.name), about, said, talked)


def _todos(this: Card) -> tuple[Line, ...]:
    lines = [line(f"• {shorten(text, 60)} · {due}") for text, due in this.todos[:TODOS_SHOWN]]
    if len(this.todos) > TODOS_SHOWN:
        lines.append(line(f"… and {len(this.todos) - TODOS_SHOWN} more"))
    return tuple(lines)


def _churned(this: Card) -> Message:
    """An account that has left: what it was, and nothing to do but to remember."""
    lines = [line(f"Left us {this.churned}")]
    if this.money:
        lines.append(line(f"It was worth {' + '.join(this.money)} a year"))
    lines.append(line("It gets no to-dos and no alerts."))
    target = str(this.account_id)
    buttons = (
        *((ask_for_it(this.account_id),) if this.look_back else ()),
        Button(label="What happened", action=actions.LOG, target=target),
        Button(label="Map", action=actions.MAP, target=target),
        Button(label="People", action=actions.PERSONAS, target=target),
    )
    blocks: list[Block] = [Text(lines=tuple(lines))]
    if not this.shared:
        blocks.append(Actions(elements=buttons))
    return Message(title=_title(this), blocks=tuple(blocks), summary=f"{this.name} left us {this.churned}")
