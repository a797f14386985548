"""How meeting prep looks: one screen with why one meets, what moved, who comes and the one question; for one person
alone, what to say to them in their own key."""

from __future__ import annotations

from collections.abc import Iterator

from bot import actions
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
    Steps,
    Text,
    bold,
    italic,
    line,
)
from bot.talk.people.prep_parts import Prep, PrepTalk
from bot.talk.phrases.words import SURE, capital, joined
from bot.text import shorten

PEOPLE_SHOWN, KEY_PEOPLE, LISTED, EXPECTED, MENU = 3, 2, 3, 4, 20
MORE = (
    ("Card", actions.CARD),
    ("Tasks", actions.TASKS),
    ("Health and why it moved", actions.HEALTH),
    ("People and types", actions.PERSONAS),
    ("What happened", actions.LOG),
    ("Forecast, and what to clear", actions.RENEWAL),
)
ONE_LINE = 60  # characters
ALWAYS = ("Never, in any stage:", "What always lands:")


def prep_message(this: Prep) -> Message:
    blocks = _of_one(this) if this.one else _of_all(this)
    blocks.append(Notes(lines=tuple(line(text) for text in _small_print(this))))
    whom = f" with {this.talks[0].who}" if this.one and this.talks else ""
    title = line("Prep: ", bold(this.name), whom)
    goal = f": {this.goal}" if this.goal and not this.one else ""
    return Message(title=title, blocks=tuple(blocks), summary=f"Prep for {this.name}{whom}{goal}")


def _of_all(this: Prep) -> list[Block]:
    """Two minutes: what to leave with, what changed, what each of them wants to hear, what we owe, what to ask. The
    rest is behind the names and More."""
    blocks: list[Block] = [Text(lines=tuple(_aim(this)))]
    blocks += [Actions(elements=this.where)] if this.where else []
    if lines := tuple(_changed(this)):
        blocks.append(Text(lines=lines))
    if this.talks:
        blocks += [Text(lines=tuple(lines)) for lines in _people(this)]
    else:
        blocks.append(
            Text(lines=(line("Nobody is known there yet. Ask in the meeting who decides, and who uses it."),))
        )
    if lines := tuple(_in_hand(this)):
        blocks.append(Text(lines=lines))
    blocks += [Actions(elements=this.answers)] if this.answers else []
    return [*blocks, _buttons(this)]


def _aim(this: Prep) -> Iterator[Line]:
    """What to come back with, and what presses."""
    if this.goal:
        yield line(bold("Leave with"), f" {this.goal}.")
    told = " ".join(
        capital(text) for text in (this.why, f"{this.money}." if this.money else "", this.by_itself) if text
    )
    if told:
        yield line(told)


def _changed(this: Prep) -> Iterator[Line]:
    """The last talk in its own words, and what came since."""
    if this.last:
        yield line(this.last)
    elif not this.since_when:
        yield _since(this, this.lately)
    if this.noted:
        yield line(this.noted)
    if this.well:
        yield line(bold("Going well:"), f" {this.well}")
    news = (*this.asked, *this.expect, *(this.lately if this.since_when else ()))[:EXPECTED]
    if news:
        yield line(bold("Expect"))
        yield from (line(f"• {capital(text)}") for text in news)


def _in_hand(this: Prep) -> Iterator[Line]:
    """What to bring, and what they took on."""
    for label, said in (("Bring", this.bring[:LISTED]), ("They take on", this.theirs[:LISTED])):
        if len(said) == 1:
            yield line(bold(f"{label}:"), f" {said[0]}")
        elif said:
            yield line(bold(label))
            yield from (line(f"• {capital(text)}") for text in said)


def _of_one(this: Prep) -> list[Block]:
    """What to say to one person, with all that is known of their account."""
    why = [line(bold("Why you meet: "), this.why)] if this.why else []
    blocks: list[Block] = [Text(lines=(*why, *(line(text) for text in this.profile)))]
    blocks += [Actions(elements=this.where)] if this.where else []
    blocks.append(Text(lines=tuple(_history(this))))
    blocks += [Actions(elements=this.answers)] if this.answers else []
    if this.first:
        blocks += [Heading(text="Clear before the renewal"), Steps(steps=this.first)]
        blocks.append(Text(lines=(line(this.upsell),)))
    for talk in this.talks:
        blocks += [Divider(), *_one(talk)]
    if this.kind:
        blocks += [Heading(text="Companies of their kind"), Text(lines=this.kind)]
    return [*blocks, _buttons(this)]


def _history(this: Prep) -> list[Line]:
    lines = [_since(this, this.since)]
    if this.open_points:
        lines.append(line(bold("Open: "), joined(this.open_points)))
    if this.promises:
        lines.append(line(bold("We owe: "), joined(this.promises)))
    if this.asked:
        lines.append(line(bold("Unanswered: "), joined(this.asked)))
    if this.theirs:
        lines.append(line(bold("They take on: "), joined(this.theirs)))
    if this.bring:
        lines.append(line(bold("Bring: "), joined(this.bring)))
    return lines


def _since(this: Prep, said: tuple[str, ...]) -> Line:
    if this.since_when:
        return line(bold(f"Since {this.since_when}: "), joined(said or ("nothing on record",)))
    return line(f"No contact on record yet.{f' So far: {joined(said)}' if said else ''}")


def _people(this: Prep) -> Iterator[list[Line]]:
    """Who decides, then who carries it: since when nobody spoke with them, what they want to hear, and the question to
    put to them."""
    key = [talk for talk in this.talks if talk.role and talk.role != "user"] or list(this.talks[:1])
    asked: set[str] = set()
    for talk in key[:KEY_PEOPLE]:
        role = talk.role.replace("decision maker", "decides")
        talked = f"last talk {talk.talked}" if talk.talked else "no talk on record"
        lines = [line(bold(talk.who), *(f" · {part}" for part in (role, talked) if part))]
        lines += [line(f"{text} Unanswered; start there.") for text in talk.asked]
        lines += _vision(talk) or [line(text) for text in (_hears(talk),) if text]
        question = talk.ask or talk.telling
        if question and question not in asked:
            asked.add(question)
            lines.append(line(bold("Ask"), f" {spoken(question)}"))
        yield lines


def _hears(talk: PrepTalk) -> str:
    """What one of their type wants to hear."""
    if not talk.persona:
        return ""
    sure = talk.tagged.partition(", ")[0]
    of_type = f"{talk.persona}{f', {sure}' if sure in SURE.values() else ''}"
    return f"{of_type}. Wants to hear: {talk.outcome[:1].lower()}{talk.outcome[1:]}" if talk.outcome else ""


def _small_print(this: Prep) -> Iterator[str]:
    if this.background and this.one:
        yield this.background
    yield "For you only: not to be shared with the customer."


def _head(talk: PrepTalk, *, shortly: bool = False) -> Line:
    persona = talk.persona or "type not known yet"
    tagged = talk.tagged.partition(", ")[0] if shortly else talk.tagged
    sure = f" ({tagged})" if tagged else ""
    talked = f"last talk {talk.talked}" if talk.talked else "no talk on record"
    parts = (talk.role, f"{persona}{sure}", talked)
    return line(bold(talk.who), *(f" · {part}" for part in parts if part))


def _words(talk: PrepTalk) -> list[Line]:
    lines = [line(bold("Say"), f" {spoken(text)}") for text in talk.say]
    if talk.ask:
        lines.append(line(bold("Ask"), f" {spoken(talk.ask)}"))
    if talk.telling and talk.telling != talk.ask:
        lines.append(line(bold("Ask"), f" {spoken(talk.telling)} (it tells what drives them)"))
    return [*lines, *_closing(talk)]


def _closing(talk: PrepTalk) -> list[Line]:
    """What never to do, and what to leave with: on one line where a phone has room for both."""
    never = line(bold("Never"), f" {talk.never}.")
    if not talk.leave_with:
        return [never]
    leave = line(bold("Leave with:"), f" {talk.leave_with}")
    one_line = len(talk.never) + len(talk.leave_with) <= ONE_LINE
    return [line(*never, "   ", *leave)] if one_line else [never, leave]


def spoken(text: str) -> str:
    """Words to say, in quotation marks; those inside become single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _vision(talk: PrepTalk) -> list[Line]:
    if not talk.vision:
        return []
    return [line(f"Their words{f' ({talk.vision_on})' if talk.vision_on else ''}: ", italic(spoken(talk.vision)))]


def _one(talk: PrepTalk) -> list[Block]:
    """One person: also what goes on in them at this stage, and what to offer."""
    inner = [
        line(bold(label), f" {text}")
        for label, text in (
            ("They may think:", spoken(talk.thinking) if talk.thinking else ""),
            ("They want:", talk.outcome),
            ("What moves them:", talk.motivation),
            ("What lands:", spoken(talk.lands) if talk.lands else ""),
            *zip(ALWAYS, talk.always, strict=False),
            ("Why we think so:", talk.evidence),
        )
        if text
    ]
    asked = [line(f"{text} Unanswered; start there.") for text in talk.asked]
    blocks: list[Block] = [Text(lines=(_head(talk), *asked, *_vision(talk), *_words(talk)))]
    if inner:
        blocks.append(Text(lines=tuple(inner)))
    if talk.activities:
        blocks += [Heading(text="Offer"), Text(lines=tuple(line(f"• {text}") for text in talk.activities))]
    if talk.questions:
        blocks += [Heading(text="More to ask"), Text(lines=tuple(line(f"• {spoken(text)}") for text in talk.questions))]
    return blocks


def _buttons(this: Prep) -> Actions:
    target = str(this.account_id)
    elements: list[Element] = []
    if this.one and this.talks:
        number = str(this.talks[0].stakeholder_id)
        label = "Change type" if this.talks[0].persona else "Find their type"
        elements.append(Button(label=label, action=actions.PERSONA_FORM, target=number))
        elements.append(Button(label="Draft", action=actions.DRAFT, target=f"person/{number}"))
        elements.append(Button(label="Everyone", action=actions.PREP, target=target))
        elements.append(Button(label="Log the meeting", action=actions.LOG_ADD, target=target))
        elements.append(Button(label="Card", action=actions.CARD, target=target))
        return Actions(elements=tuple(elements))
    elements.append(Button(label="Log the meeting", action=actions.LOG_ADD, target=target))
    if this.people:
        people = tuple(Option(label=shorten(who, 60), value=str(number)) for number, who in this.people[:MENU])
        elements.append(Select(label="What to say to", action=actions.PREP_ONE, target=target, options=people))
    elements.append(Button(label="Draft", action=actions.DRAFT, target=f"account/{target}"))
    options = tuple(Option(label=label, value=action) for label, action in MORE)
    elements.append(Select(label="More", action=actions.MORE, target=target, options=options, menu=True))
    return Actions(elements=tuple(elements))
