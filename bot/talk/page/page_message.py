"""What a CSM reads of a customer's page: as the customer sees it, what is missing, that it was published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import actions
from bot.message import (
    Actions,
    Block,
    Button,
    ChoiceInput,
    Column,
    Element,
    Form,
    Heading,
    Input,
    Line,
    Message,
    Notes,
    Option,
    Table,
    Text,
    TextInput,
    bold,
    line,
    link,
)
from bot.talk.page.customer_page import (
    VIEWS,
    CustomerPage,
    PageChoices,
    PageGoal,
    PageResult,
    PageStep,
    PageView,
    PageWin,
)
from bot.text import shorten

NAMES = {"start": "Start", "plan": "Plan", "wins": "Wins"}
DAYS = (("14", "two weeks"), ("30", "a month"), ("90", "three months"), ("180", "half a year"))
STEPS = (Column(title="Next step"), Column(title="Who"), Column(title="By"))
LONGEST_REACH = 100


@dataclass(frozen=True)
class LivePage:
    """A page that can be opened now. ends_on, published_on: in words. changed: it would read differently today."""

    id: int
    view: PageView
    published_on: str
    ends_on: str
    changed: bool


def page_message(account_id: int, page: CustomerPage, missing: Sequence[str], live: LivePage | None = None) -> Message:
    """As the customer reads it; below, for the CSM alone, what is missing and what stands at an address."""
    title = line(bold(page.customer), f" · what they read: {NAMES[page.view].lower()}")
    blocks = [*_head(page), *(_wins(page) if page.view == "wins" else _plan(page)), *_foot(page)]
    notes = [line(text) for text in missing]
    if live is not None:
        changed = "It has changed since." if live.changed else "It reads as it does here."
        notes.insert(0, line(f"Published {live.published_on}, can be opened until {live.ends_on}. {changed}"))
    else:
        notes.insert(0, line("Not published. Only you read this."))
    blocks += [Actions(elements=tuple(_buttons(account_id, page.view, live))), Notes(lines=tuple(notes))]
    return Message(title=title, blocks=tuple(blocks))


def _buttons(account_id: int, view: PageView, live: LivePage | None) -> Iterator[Element]:
    here = f"{account_id}/{view}"
    if live is not None:
        if live.changed:
            yield Button(label="Publish again", action=actions.PAGE_AGAIN, target=str(live.id), style="primary")
        yield Button(
            label="Withdraw",
            action=actions.PAGE_WITHDRAW,
            target=str(live.id),
            style="danger",
            confirm="Their address opens nothing from then on.",
        )
    label = "New address" if live else "Publish"
    yield Button(label=label, action=actions.PAGE_PUBLISH, target=here, style="" if live else "primary")
    yield Button(label="As a file", action=actions.PAGE_FILE, target=here)
    for other in VIEWS:
        if other != view:
            yield Button(label=NAMES[other], action=actions.PAGE, target=f"{account_id}/{other}")


def _head(page: CustomerPage) -> list[Block]:
    blocks: list[Block] = []
    if page.sentence:
        by = f" {page.sentence_by}" if page.sentence_by else ""
        blocks.append(Text(lines=(line(f"“{page.sentence}”{by}"),), quote=True))
    said = [line(bold("What will be different"), f": {page.aim}")] if page.aim else []
    said += [line(f"Measured by: {page.measure}")] if page.measure else []
    said += [line(page.confirmed)] if page.confirmed else []
    return [*blocks, Text(lines=tuple(said))] if said else blocks


def _goals(page: CustomerPage) -> list[Block]:
    lines = tuple(
        line(bold(one.name), f": {one.then} → {one.now or 'not measured yet'}, target {one.target} by {one.by}")
        for one in page.goals
    )
    return [Heading(text="What we are working towards"), Text(lines=lines)] if lines else []


def _wins(page: CustomerPage) -> list[Block]:
    blocks: list[Block] = []
    if page.win:
        blocks.append(Heading(text=f"{page.win.goal}: {page.win.before} → {page.win.after}"))
        blocks.append(Text(lines=(line(page.win.sentence),), quote=True))
    if page.results:
        blocks.append(Text(lines=tuple(line(f"• {one.text} ({one.source})") for one in page.results)))
    return [*blocks, *_goals(page)]


def _plan(page: CustomerPage) -> list[Block]:
    blocks = _goals(page)
    if page.view == "start":
        for company, people in ((page.ours, page.ours_do), (page.customer, page.theirs_do)):
            if people:
                lines = tuple(line(bold(one.name), f": {'; '.join(one.does)}") for one in people)
                blocks += [Heading(text=f"Who does what at {company}"), Text(lines=lines)]
    if page.steps:
        rows = tuple(
            (one.name, one.who, ", ".join(part for part in (one.day, one.moved) if part)) for one in page.steps
        )
        blocks.append(Table(columns=STEPS, rows=rows, caption="The next steps"))
    if page.view == "plan":
        for waits, pieces in ((page.customer, page.from_us), (page.ours, page.from_you)):
            if pieces:
                lines = tuple(line(f"• {one.name} · {one.who}, {one.day}") for one in pieces)
                blocks += [Heading(text=f"{waits} is waiting for"), Text(lines=lines)]
        if page.done:
            lines = tuple(line(f"✓ {one.name}{f' · {one.day}' if one.day else ''}") for one in page.done)
            blocks += [Heading(text="Done so far"), Text(lines=lines)]
    return blocks


def _foot(page: CustomerPage) -> list[Block]:
    lines: list[Line] = []
    if page.chain:
        lines.append(
            line("The way: ", " → ".join(f"{'✓ ' if state == 'done' else ''}{name}" for name, state in page.chain))
        )
    lines += [line(text) for text in page.returns]
    lines += [line(bold(f"Offer {number}"), f": {text}") for number, text in enumerate(page.offers, 1)]
    if page.material:
        lines.append(line(bold("To read"), f": {page.material.title}"))
    reach = f", {page.reach}" if page.reach else ""
    lines.append(line(f"Questions: {page.contact} at {page.ours}{reach}. As of {page.as_of}."))
    return [Text(lines=tuple(lines))]


@dataclass(frozen=True)
class PageOffered:
    """What a page can hold where somebody chooses it: sponsors with a sentence, pieces of material by their task."""

    quotes: tuple[tuple[str, str], ...] = ()
    pieces: tuple[tuple[str, str], ...] = ()
    returns: bool = False


def publish_form(target: str, name: str, offered: PageOffered, chosen: PageChoices) -> Form:
    """Fields: days, reach, quote (a stakeholder's id), material (a task's key), also (chain, returns)."""
    also = [("chain", "Where they are on the way as a whole")]
    also += [("returns", "Cost and return so far, and the two offers")] if offered.returns else []
    picked = [key for key, on in (("chain", chosen.chain), ("returns", chosen.returns and offered.returns)) if on]
    inputs: list[Input] = [_days(chosen.days), _reach(chosen.reach)]
    if offered.quotes:
        hint = "They agreed to be quoted to their colleagues."
        inputs.append(_choice("quote", "Whose sentence stands on top?", offered.quotes, str(chosen.quote or ""), hint))
    if offered.pieces:
        inputs.append(_choice("material", "A piece to read", offered.pieces, chosen.material))
    inputs.append(_also(also, picked))
    said = "Whoever has the address reads what you have just seen, as it stands now. You get the address once."
    return Form(
        action=actions.PAGE_PUBLISH_SAVE,
        target=target,
        title="Publish for the customer",
        submit="Publish",
        intro=(line(bold(name)), line(said)),
        inputs=tuple(inputs),
    )


def _days(chosen: int) -> ChoiceInput:
    options = tuple(Option(label=words, value=key) for key, words in DAYS)
    value = (str(chosen),) if str(chosen) in dict(DAYS) else ()
    return ChoiceInput(name="days", label="For how long?", options=options, value=value)


def _reach(chosen: str) -> TextInput:
    return TextInput(
        name="reach",
        label="How do they reach you?",
        value=chosen,
        hint="Left empty, only your name stands there.",
        optional=True,
        most=LONGEST_REACH,
    )


def _choice(name: str, label: str, known: Sequence[tuple[str, str]], chosen: str, hint: str = "") -> ChoiceInput:
    options = tuple(Option(label=shorten(words, 70), value=key) for key, words in known)
    value = (chosen,) if chosen in dict(known) else ()
    return ChoiceInput(name=name, label=label, options=options, value=value, hint=hint, optional=True)


def _also(also: Sequence[tuple[str, str]], picked: Sequence[str]) -> ChoiceInput:
    options = tuple(Option(label=label, value=key) for key, label in also)
    return ChoiceInput(
        name="also",
        label="Also on it",
        options=options,
        value=tuple(picked),
        several=True,
        spread=True,
        optional=True,
    )


def published_message(name: str, view: str, address: str, until: str, page_id: int) -> Message:
    withdraw = Button(label="Withdraw", action=actions.PAGE_WITHDRAW, target=str(page_id))
    lines = (
        line("The address, shown this once: ", link(address, address)),
        line(f"It can be opened until {until}, by whoever has it. I don't keep it and don't count who opens it."),
    )
    title = line("Published for ", bold(name), f": {NAMES[view].lower()}")
    return Message(title=title, blocks=(Text(lines=lines), Actions(elements=(withdraw,))))


def page_changed_message(name: str, said: str, change_id: int) -> Message:
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    return Message(title=line(bold(name), f": {said}"), blocks=(Actions(elements=(undo,)),))


PAGE = CustomerPage(
    view="plan",
    customer="Acme",
    ours="Tidewell",
    as_of="Tue 6 Jan 2026",
    ends_on="Thu 5 Feb 2026",
    contact="Priya Nair",
    aim="The board reads the report by the third",
    measure="Hours per monthly report",
    confirmed="Agreed with Dana Reyes, COO on Tue 2 Dec",
    goals=(
        PageGoal(
            name="Monthly report",
            then="8 hours",
            then_on="Fri 20 Jun 2025",
            now="5.5 hours",
            now_on="Mon 5 Jan",
            target="4 hours",
            by="Tue 31 Mar",
            measured_by="Dana Reyes, COO, from the time sheet",
            share=62,
        ),
    ),
    steps=(
        PageStep(
            name="An admin of your own, named and trained",
            who="Dana Reyes, COO",
            day="Fri 16 Jan",
            moved="moved from 9 to 16 Jan",
        ),
    ),
    from_us=(PageStep(name="schema notes", who="Priya Nair", day="Fri 9 Jan"),),
)
WINS = PAGE.model_copy(
    update={
        "view": "wins",
        "win": PageWin(
            goal="Monthly report",
            before="8 hours",
            before_on="Jun 2025",
            after="5.5 hours",
            after_on="Jan 2026",
            sentence="Monthly report: 8 hours in Jun 2025, 5.5 hours in Jan 2026; the target is 4 hours by Mar 2026.",
        ),
        "results": (
            PageResult(text="You have a first real result from your own data.", source="our shared plan, 21 Oct 2025"),
        ),
    }
)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Page, as the customer sees it", page_message(1, PAGE, ("Left off: 1 step without words for the customer.",))),
    ("Page of wins, published", page_message(1, WINS, (), LivePage(4, "wins", "Mon 5 Jan", "Thu 5 Feb", True))),
    (
        "Publish a page",
        publish_form("1/plan", "Acme", PageOffered((("1", "Dana Reyes: “Halve reporting”"),), (), True), PageChoices()),
    ),
    ("Page published", published_message("Acme", "plan", "https://milepost.example.com/p/…", "Thu 5 Feb", 4)),
    ("Page withdrawn", page_changed_message("Acme", "the page is withdrawn, its address opens nothing", 9)),
)
