"""How a business review looks before the meeting, its form afterwards, and what is said when its plan is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot import actions
from bot.calendar import plural
from bot.message import (
    Actions,
    Block,
    Button,
    ChoiceInput,
    Column,
    DateInput,
    Divider,
    Form,
    Heading,
    Input,
    Message,
    Notes,
    Option,
    Step,
    Steps,
    Table,
    Text,
    TextInput,
    bold,
    line,
)
from bot.playbook.text.situation import Promise
from bot.talk.phrases.words import called, joined

TITLES = {"ebr": "Executive review", "qbr": "Quarterly review"}
GOALS = 4  # goals that one form takes


@dataclass(frozen=True)
class PersonSection:
    """What to bring to one person: lines of a label and what stands after it."""

    who: str
    persona: str
    lines: tuple[tuple[str, str], ...]
    ask: str
    never: str


@dataclass(frozen=True)
class Review:
    """kind: ebr | qbr. milestone: what it is built around, "" where all are reached. plan: goals agreed before."""

    account_id: int
    name: str
    kind: str
    milestone: str = ""
    agenda: tuple[str, ...] = ()
    profile: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    achieved: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    owed: tuple[Promise, ...] = ()
    plan: tuple[Step, ...] = ()
    sections: tuple[PersonSection, ...] = ()


def review_message(this: Review) -> Message:
    blocks: list[Block] = [
        Heading(text="Agenda"),
        Text(lines=tuple(line(f"{number}. {point}") for number, point in enumerate(this.agenda, start=1))),
        _buttons(this),
        Text(lines=tuple(line(text) for text in this.profile)),
    ]
    if this.plan:
        blocks += [Heading(text="The plan so far"), Steps(steps=this.plan)]
    if this.achieved or this.outstanding:
        blocks.append(_table(this))
    if this.owed:
        blocks.append(Text(lines=(line(bold("We owe: "), joined(this.owed)),)))
    if this.history:
        blocks += [Heading(text="What happened"), Text(lines=tuple(line(f"• {text}") for text in this.history))]
    for section in this.sections:
        blocks += [Divider(), _section(section)]
    if not this.sections:
        blocks.append(
            Text(lines=(line("Nobody is known there yet. Ask who should come: who decides, and who uses it."),))
        )
    blocks.append(Notes(lines=(line("The agenda may go to the customer; the rest is for you only."),)))
    about = f" · {this.milestone}" if this.milestone else ""
    title = line(f"{TITLES[this.kind]}: ", bold(this.name), about)
    return Message(title=title, blocks=tuple(blocks))


def _buttons(this: Review) -> Actions:
    target = f"{this.account_id}/{this.kind}"
    return Actions(
        elements=(
            Button(label="Note decisions", action=actions.REVIEW_DECIDED, target=target, style="primary"),
            Button(label="Talking points", action=actions.PREP, target=str(this.account_id)),
            Button(label="Card", action=actions.CARD, target=str(this.account_id)),
        )
    )


def _table(this: Review) -> Table:
    rows = zip_longest(this.achieved, this.outstanding, fillvalue="")
    return Table(
        columns=(Column(title="Achieved"), Column(title="Outstanding")),
        rows=tuple(rows),
        caption="Achieved next to outstanding",
    )


def _section(section: PersonSection) -> Text:
    said = tuple(line(bold(label), f" {text}") for label, text in section.lines)
    ask = line(bold("Ask"), f" “{section.ask.replace('“', '‘').replace('”', '’')}”")
    head = line(bold(section.who), f": {section.persona}")
    return Text(lines=(head, *said, ask, line(bold("Never"), f" {section.never}.")))


# After the meeting


def draw_review_form(
    account_id: int, kind: str, name: str, owners: Sequence[tuple[str, str]], people: Sequence[tuple[int, str]]
) -> Form:
    """Fields: note, came (stakeholders' ids), and goal1, owner1, on1 … owners: "us:11" or "them:4", and who."""
    inputs: list[Input] = [
        TextInput(
            name="note",
            label="What was decided?",
            many_lines=True,
            optional=True,
            hint="Write it as if they would read it.",
        ),
    ]
    if people:
        came = tuple(Option(label=label, value=str(number)) for number, label in people[:100])
        inputs.append(ChoiceInput(name="came", label="Who was there?", options=came, several=True, optional=True))
    options = tuple(Option(label=label, value=key) for key, label in owners[:100])
    for number in range(1, GOALS + 1):
        inputs += [
            TextInput(
                name=f"goal{number}",
                label=f"Goal {number}",
                optional=True,
                most=150,
                placeholder="data source connected" if number == 1 else "",
            ),
            ChoiceInput(name=f"owner{number}", label="Who takes it on?", options=options, optional=True),
            DateInput(name=f"on{number}", label="By when?", optional=True),
        ]
    return Form(
        action=actions.REVIEW_SAVE,
        target=f"{account_id}/{kind}",
        title=TITLES[kind],
        submit="Save the plan",
        intro=(line(bold(name), ": decisions become the success plan, followed like any other to-do."),),
        inputs=tuple(inputs),
    )


def review_saved_message(account_id: int, name: str, kind: str, goals: Sequence[str], change_id: int) -> Message:
    """goals: in words, with who and when."""
    count = f" and {plural(len(goals), 'goal')}" if goals else ""
    said = [line(f"• {text}") for text in goals]
    said.append(
        line("Each is on the list of whoever follows it, and on the card." if goals else "No goals were added.")
    )
    buttons = (
        Button(label="Card", action=actions.CARD, target=str(account_id)),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    return Message(
        title=line(f"Saved the {TITLES[kind].lower()} with ", bold(name), count),
        blocks=(Text(lines=tuple(said)), Actions(elements=buttons)),
    )


ACME = Review(
    1, called("Acme"), "ebr", "a weekly habit",
    agenda=(
        "What you set out to do: “Halve reporting before the board meets”",
        "What is reached: You have a first real result from your own data (Tue 21 Oct 2025)",
        "What stands between us and a weekly habit: trained admin and old way switched off",
        "Decisions: who does what, and by when",
    ),
    profile=("Adopt (mid · retail): working on a weekly habit, 3 of 6 done, day 77 (usual 60)",
             "Health 61 ↓, was 74 a week ago · on watch"),
    history=("Fri 2 Jan: Spoke with Dana Reyes: wants the board slide",),
    achieved=("You have a first real result from your own data (Tue 21 Oct 2025)", "Team training"),
    outstanding=("Trained admin", "Old way switched off", "Weekly use (41% of 60%, yesterday)"),
    owed=(Promise("schema notes by Fri 9 Jan"),),
    plan=(Step(text="board slide: Olga Owner, by Fri 2 Jan", state="done"),
          Step(text="source connected: Ivo Brandt, late since Mon 5 Jan", state="late")),
    sections=(
        PersonSection("Dana Reyes, COO", "CEO type", (
            ("Their vision", "“Halve reporting before the board meets” (Thu 20 Mar 2025)"),
            ("Wins towards it", "You have a first real result from your own data (Tue 21 Oct 2025)"),
            ("Bring", "one page they can show, and two options for the rest"),
        ), "What do you expect to see by the end of the month?", "offer a beta"),
        PersonSection("Ivo Brandt, Analyst", "Expert type", (
            ("Show", "reached beside outstanding, as in the table above"),
            ("Agree", "a date and an owner for each open point"),
        ), "Which part of the weekly work still happens outside?", "gloss over a gap"),
    ),
)  # fmt: skip
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Review", review_message(ACME)),
    ("Review, nobody known", review_message(Review(2, "Hooli", "qbr", agenda=("What you want to reach this year",)))),
    (
        "Review, what was decided",
        draw_review_form(
            1, "ebr", "Acme", (("us:11", "You"), ("them:1", "Dana Reyes, COO")), ((1, "Dana Reyes, COO"),)
        ),
    ),
    ("Review, saved", review_saved_message(1, "Acme", "ebr", ("source connected: Ivo Brandt, by Fri 9 Jan",), 9)),
)
