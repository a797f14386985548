"""How the account card looks: its first phone screen holds all that decides."""

from __future__ import annotations

from bot import actions
from bot.calendar import plural
from bot.message import (
    Actions,
    Block,
    Button,
    Heading,
    Line,
    Message,
    Notes,
    Option,
    Select,
    Steps,
    Text,
    bold,
    line,
    link,
)
from bot.talk.account.place import NOT_PLACED, WHERE
from bot.talk.card.card_parts import Card, PersonLine
from bot.talk.phrases.ticket_words import TicketWords
from bot.talk.phrases.todo_words import short
from bot.talk.phrases.words import capital, health_words, listed
from bot.talk.renewal.post_mortem import ask_for_it
from bot.text import shorten, whole_percent

PEOPLE_SHOWN, TODOS_SHOWN, PROMISES_SHOWN, QUESTIONS_SHOWN, MOVES_SHOWN, MISSING_SHOWN = 6, 5, 3, 3, 2, 4
OTHERS_SHOWN = 3
LONG = 56  # characters that a phone has on a line


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
        blocks.append(_buttons(this))
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
    """Five things: what it pays and until when, health and why, where it stands, who matters, what comes next."""
    lines = _contract(this)
    if this.assessed:
        lines += _health(this)
    if this.tickets:
        lines.append(_tickets(this.tickets))
    if this.own_view:
        lines.append(line(f"{this.view_whose}: ", bold(this.own_view)))
    if this.risk and not this.shared:
        lines.append(line(this.risk))
    lines += (
        _milestone_lines(this) if this.assessed else [line("Not assessed yet: new data or tomorrow morning does it.")]
    )
    if this.assessed:
        lines += [line("  ⚠️ ", text) for text in this.slipped]
    if this.people and not this.shared:
        lines += [_person(this.people[0], shared=False)]
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
    told = f"{dates}{said}" if dates else ""
    long = len(worth) + len(count) + len(told) > LONG
    lines = [line(bold(worth), count, f" · {told}" if told and not long else "")]
    if told and long:
        lines.append(line(f"  {told}"))
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


def _buttons(this: Card) -> Actions:
    """Four, the likeliest first; the rest is in the menu."""
    target = str(this.account_id)
    label = f"Draft to {shorten(this.draft_to, 24)}" if this.draft_to else "Draft"
    first = Button(label=label, action=actions.DRAFT, target=f"account/{target}", style="primary")
    more = (
        ("Map", actions.MAP),
        ("Tasks", actions.TASKS),
        ("Health and why it moved", actions.HEALTH),
        ("People and types", actions.PERSONAS),
        ("What happened", actions.LOG),
        ("Outcome of the term" if this.outcome_missing else "Forecast", actions.RENEWAL),
        ("My view", actions.VIEW),
        ("Share here", actions.SHARE),
    )
    todos = f"{this.others} more" if this.others else "To-dos"
    has_todos = this.todos or this.promises
    return Actions(
        elements=(
            ask_for_it(this.account_id) if this.look_back else first,
            Button(label="Talking points", action=actions.PREP, target=target),
            Button(label="Log", action=actions.LOG_ADD, target=target),
            *((Button(label=todos, action=actions.ACCOUNT_TODOS, target=target),) if has_todos else ()),
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
    if people and this.shared:
        blocks += [Heading(text="People"), Text(lines=people)]
    elif people:
        blocks.append(Text(lines=people))
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
    small = (*([this.links] if this.links else []), *(line(text) for text in this.notes))
    if small:
        blocks.append(Notes(lines=small))
    return blocks


def _people(this: Card) -> tuple[Line, ...]:
    """For others to read each with a line; for us who else is there, by name, behind whom the first stands above."""
    if this.shared:
        lines = [_person(person, shared=True) for person in this.people[:PEOPLE_SHOWN]]
        if len(this.people) > PEOPLE_SHOWN:
            lines.append(line(f"… and {len(this.people) - PEOPLE_SHOWN} more"))
    else:
        lines = [line("Also there: ", *_others(this.people[1:]))] if len(this.people) > 1 else []
    if this.champion_left:
        lines.append(line(f"Champion left: {this.champion_left}"))
    return tuple(lines)


def _others(people: tuple[PersonLine, ...]) -> Line:
    """ "Isla Osei (champion), Ingrid Urban and 2 more"."""
    named = [
        f"{one.name}{f' ({one.role})' if one.role and one.role != 'user' else ''}" for one in people[:OTHERS_SHOWN]
    ]
    rest = len(people) - len(named)
    return line(listed([*named, *([f"{rest} more"] if rest else [])]))


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
