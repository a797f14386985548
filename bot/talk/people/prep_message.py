"""How meeting prep looks: one screen with why one meets, what moved, who comes and the one question; for one person
alone, what to say to them in their own key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
    Step,
    Steps,
    Text,
    bold,
    italic,
    line,
)
from bot.playbook.text.situation import Promise
from bot.talk.phrases.words import capital, joined
from bot.text import shorten

PEOPLE_SHOWN, BUTTONS_SHOWN, LISTED = 3, 5, 3
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


@dataclass(frozen=True)
class PrepTalk:
    """What to say to one person. All that stands after Say and Ask is to be said aloud.

    role: "decision maker"; talked: the day of the last talk. asked: what they asked and still wait for. persona: "CEO
    type" or ""; tagged: "likely, tagged by you Fri 2 Jan". telling: the question that would tell the persona, where it
    isn't known. always: in every stage, what never to do and what lands. The last seven are shown for one person only.
    """

    stakeholder_id: int
    who: str
    say: tuple[str, ...]
    never: str
    persona: str = ""
    tagged: str = ""
    role: str = ""
    talked: str = ""
    ask: str | None = None
    leave_with: str | None = None
    asked: tuple[str, ...] = ()
    vision: str | None = None
    vision_on: str | None = None
    telling: str | None = None
    evidence: str = ""
    thinking: str = ""
    outcome: str = ""
    motivation: str = ""
    lands: str = ""
    always: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prep:
    """profile: what they are and where they stand; background: since when they are with us. since: what changed, with
    the day it is counted from; lately: of it what was said and done. why: why one meets, as it follows "Why you meet:".

    goal: what the meeting is for; money: what is at stake, and until when. expect: what will come up; bring: what to
    have in hand. first: what to clear before the renewal, where it is near; upsell: whether growth may be raised.
    people: everyone active, as id and who; talks: those there is room for. one: it is about one person only. where:
    buttons that ask for its place on the journey, where nobody knows it. asked: questions of others there that nobody
    has answered; answers: the buttons for the first of all. success: what it is to companies of their kind here;
    kind: what these are like."""

    account_id: int
    name: str
    profile: tuple[str, ...]
    since_when: str = ""
    lately: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    theirs: tuple[str, ...] = ()
    why: str = ""
    background: str = ""
    goal: str = ""
    money: str = ""
    expect: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    first: tuple[Step, ...] = ()
    upsell: str = ""
    talks: tuple[PrepTalk, ...] = ()
    people: tuple[tuple[int, str], ...] = ()
    one: bool = False
    where: tuple[Element, ...] = ()
    asked: tuple[str, ...] = ()
    answers: tuple[Element, ...] = ()
    success: Line = ()
    kind: tuple[Line, ...] = ()


def prep_message(this: Prep) -> Message:
    blocks = _of_one(this) if this.one else _of_all(this)
    blocks.append(Notes(lines=tuple(line(text) for text in _small_print(this))))
    whom = f" with {this.talks[0].who}" if this.one and this.talks else ""
    title = line("Prep: ", bold(this.name), whom)
    goal = f": {this.goal}" if this.goal and not this.one else ""
    return Message(title=title, blocks=tuple(blocks), summary=f"Prep for {this.name}{whom}{goal}")


def _of_all(this: Prep) -> list[Block]:
    """A screen: what it is for, who is there, what will come up, what to bring and ask. The rest is behind the names
    and More."""
    goal = [line(bold("Goal: "), this.goal)] if this.goal else []
    why = [line(capital(this.why))] if this.why else []
    money = [line(bold(this.money))] if this.money else []
    blocks: list[Block] = [Text(lines=(*goal, *why, *money))]
    blocks += [Actions(elements=this.where)] if this.where else []
    if this.talks:
        blocks.append(Text(lines=tuple(_people(this))))
    else:
        blocks.append(
            Text(lines=(line("Nobody is known there yet. Ask in the meeting who decides, and who uses it."),))
        )
    expect = (*this.asked, *this.expect)
    if this.lately or not this.since_when:
        blocks.append(Text(lines=(_since(this, this.lately),)))
    for label, said in (("Expect", expect), ("They take on", this.theirs), ("Bring", this.bring)):
        if said:
            lines = tuple(line(f"• {capital(text)}") for text in said[:LISTED])
            blocks.append(Text(lines=(line(bold(label)), *lines)))
    blocks += [Text(lines=(this.success,))] if this.success else []
    blocks += [Actions(elements=this.answers)] if this.answers else []
    if asked := tuple(_questions(this)):
        blocks.append(Text(lines=asked))
    return [*blocks, _buttons(this)]


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
    if kind := tuple(one for one in (this.success, *this.kind) if one):
        blocks += [Heading(text="Companies of their kind"), Text(lines=kind)]
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


def _people(this: Prep) -> Iterator[Line]:
    """Who decides, who carries it, and since when nobody spoke with them; what the first of them wants, in their
    words."""
    key = [talk for talk in this.talks if talk.role and talk.role != "user"] or list(this.talks[:1])
    wants = next((talk for talk in key if talk.vision), None)
    for talk in key:
        role = talk.role.replace("decision maker", "decides")
        talked = f"last talk {talk.talked}" if talk.talked else "no talk on record"
        yield line(bold(talk.who), *(f" · {part}" for part in (role, talked) if part))
        yield from (line(f"{text} Unanswered; start there.") for text in talk.asked)
        if talk is wants:
            yield from _vision(talk)


def _questions(this: Prep) -> Iterator[Line]:
    """The two questions of the meeting; what to say to each stands behind their name. What to come back with is its
    goal, where it has one."""
    talks = this.talks
    asked = {talk.ask or talk.telling: talk.who.partition(",")[0] for talk in reversed(talks[:2])}
    for question, whom in reversed(asked.items()):
        if question:
            yield line(bold(f"Ask {whom}"), f" {spoken(question)}")
    if talks and talks[0].leave_with and not this.goal:
        yield line(bold("Leave with:"), f" {talks[0].leave_with}")


def _small_print(this: Prep) -> Iterator[str]:
    if this.background and this.one:
        yield this.background
    hint = "" if this.one or not this.talks else "A click on a name tells what to say to them. "
    yield f"{hint}For you only: not to be shared with the customer."


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


def _name(who: str) -> str:
    return shorten(who.partition(",")[0], 24)


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
    elements += [
        Button(label=_name(who), action=actions.PREP_ONE, target=str(number))
        for number, who in this.people[:BUTTONS_SHOWN]
    ]
    elements.append(Button(label="Draft", action=actions.DRAFT, target=f"account/{target}"))
    elements.append(Button(label="Log the meeting", action=actions.LOG_ADD, target=target))
    options = tuple(Option(label=label, value=action) for label, action in MORE)
    elements.append(Select(label="More", action=actions.MORE, target=target, options=options, menu=True))
    return Actions(elements=tuple(elements))


DANA = PrepTalk(
    stakeholder_id=1,
    who="Dana Reyes, COO",
    say=(
        "‘Halve reporting before the board meets’ is what you told us. You are a third of the way.",
        "Two ways to the rest: our engineer takes it on this week, or your team does, with ours beside it.",
    ),
    never="offer a beta, or say ‘we can't’ before asking what they expect",
    persona="CEO type",
    tagged="likely, tagged by you Fri 2 Jan",
    ask="What has to be on your desk, and by when, for you to call this a win?",
    leave_with="the choice",
    vision="Halve reporting before the board meets",
    vision_on="Thu 20 Mar 2025",
)
MIA = PrepTalk(
    stakeholder_id=3,
    who="Mia Okafor, Team lead",
    say=("Next comes a trained admin. You'll have our notes by Friday.",),
    never="send more than they can use this week",
    telling="What would make you say in a year that this was worth it?",
    leave_with="one small change for next week",
)
ACME = Prep(
    account_id=1,
    name="Acme",
    profile=(
        "Adopt (mid · retail): working on a weekly habit, 3 of 6 done, day 77 (usual 60)",
        "Health 61 ↓, was 74 a week ago · on watch",
        "120k EUR · notice by Tue 13 Jan, in 7 days · forecast: probable",
    ),
    background="Last review: none yet · customer since 14 Mar 2025",
    since_when="Fri 2 Jan",
    lately=("done: team training", "spoke with Dana Reyes: wants the board slide"),
    since=("done: team training", "spoke with Dana Reyes: wants the board slide", "weekly use 62% → 41%"),
    open_points=("trained admin", "old way switched off"),
    promises=(Promise("schema notes by Fri 9 Jan"),),
    theirs=("source connected: Ivo Brandt, by Fri 9 Jan",),
    why="77 days without a weekly habit; 60 is usual.",
    goal="agree a day for trained admin",
    money="120k EUR · notice by Tue 13 Jan, in 7 days",
    expect=("5 open tickets, oldest: import broken, 12 days", "weekly use 62% → 41%"),
    bring=("schema notes by Fri 9 Jan",),
    first=(
        Step(
            text="5 open tickets (up to 2 are fine), yesterday",
            state="to come",
            note="get a date for each from support",
        ),
        Step(text="No low survey answer within 180 days", state="done"),
        Step(text="We owe schema notes by Fri 9 Jan", state="to come", note="keep it, or agree on another day"),
        Step(text="Last talk with Dana Reyes: Fri 2 Jan", state="done"),
        Step(text="Dana Reyes is likely a CEO type", state="done"),
    ),
    upsell="No upsell now, because health is 61 (on watch) and open tickets are at 5.",
    talks=(DANA, MIA),
    people=((1, "Dana Reyes, COO"), (3, "Mia Okafor, Team lead")),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Prep", prep_message(ACME)),
    (
        "Prep with more people than there is room for",
        prep_message(replace(ACME, people=(*ACME.people, (6, "Jo Lund, Data analyst"), (7, "Ada Berg, Controller")))),
    ),
    (
        "Prep for one person",
        prep_message(
            replace(
                ACME,
                one=True,
                talks=(
                    replace(
                        DANA,
                        evidence="asked for the result first",
                        thinking="Why isn't this faster?",
                        outcome="Visible progress without risk.",
                        motivation="Quick wins with their name on them.",
                        always=("say “we can't”; they find somebody who can", "“this makes you win, because …”"),
                        lands="Your people save a day a week by spring, and it will carry your name.",
                        activities=("Offer dedicated people for the next step",),
                        questions=("Which delay costs you most?",),
                    ),
                ),
            )
        ),
    ),
    ("Prep, nobody known", prep_message(Prep(2, "Hooli", ("Not assessed yet.", "Value not known")))),
)
