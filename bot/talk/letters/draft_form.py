"""The form that a draft stands in, to be changed, opened in a mail program or copied out."""

from __future__ import annotations

from bot import actions
from bot.message import ChoiceInput, Form, Input, Line, Message, Option, TextInput, bold, line, link
from bot.talk.letters.mail_link import mail_link
from bot.talk.letters.written import Draft

CHANNELS = (("mail", "E-mail"), ("call", "Note for a call"))
MOST = 2900  # characters that the form's field holds on every platform


LONGEST_SUBJECT = 150


def draw_draft_form(this: Draft) -> Form:
    """Fields: subject, text, with (a stakeholder's id), offer (its key), channel (mail | call)."""
    written = f"Written for {this.whom}." if this.whom else "Nobody is noted there yet, so it greets nobody by name."
    first = line(bold(this.account), f" · {written}")
    return Form(
        action=this.action,
        target=this.target,
        title=this.title,
        submit=this.submit,
        intro=tuple(each for each in (first, line(this.first), _in_mail(this), line(this.after)) if each[0].text),
        inputs=(*_words(this), *_to(this), *_offers(this), _channel(this.channel)),
    )


def _in_mail(this: Draft) -> Line:
    """A link, and no button: Slack's buttons open web pages, and only its links are said to open a mail program."""
    found = mail_link(this.email, this.subject, this.text)
    then = "Change it there, then come back and say you sent it."
    if not found.whole:
        then = "It has the subject; the text is too long for a link, so copy it from here."
    return line(bold("✉ "), link("Open in mail", found.address), f" · {then}")


def _words(this: Draft) -> tuple[Input, ...]:
    return (
        TextInput(name="subject", label="Subject", value=this.subject, optional=True, most=LONGEST_SUBJECT),
        TextInput(
            name="text",
            label="Message",
            value=this.text[:MOST],
            many_lines=True,
            most=MOST,
            hint="What you change here goes into the log. I send nothing myself.",
        ),
    )


def _to(this: Draft) -> tuple[Input, ...]:
    if not this.people:
        return ()
    chosen = (str(this.stakeholder_id),) if this.stakeholder_id is not None else ()
    options = tuple(Option(label=label, value=str(number)) for number, label in this.people[:100])
    hint = "Choosing somebody else doesn't rewrite the text."
    return (ChoiceInput(name="with", label="To", options=options, value=chosen, optional=True, hint=hint),)


def _offers(this: Draft) -> tuple[Input, ...]:
    if not this.offers:
        return ()
    options = tuple(Option(label=label, value=key) for key, label in this.offers)
    chosen = (this.offered,) if this.offered else ()
    hint = "I put its words into the message, and you read it again before you send it."
    return (ChoiceInput(name="offer", label="Offer with it", options=options, value=chosen, optional=True, hint=hint),)


def _channel(chosen: str) -> Input:
    channels = tuple(Option(label=label, value=key) for key, label in CHANNELS)
    return ChoiceInput(name="channel", label="As", options=channels, value=(chosen,), spread=True)


_TEXT = (
    "Dear Dana,\n\nYou said “Halve reporting before the board meets”. You'll see it once the team works this way "
    "every week. Two ways to get there: one of our people beside your team for a week, or small, safe steps at your "
    "pace.\n\nWhat do you expect to see by the end of the month, and who will see it with you?\n\nKind regards,\nOlga"
)
ACME = Draft(
    actions.DRAFT_SENT,
    "todo/1",
    "Draft",
    "Acme",
    "Your goal, and the next step",
    _TEXT,
    "Dana Reyes, COO",
    "dana@acme.example",
    1,
    ((1, "Dana Reyes, COO"), (2, "Ivo Brandt, Analyst")),
    after="It goes into the log, and the to-do sleeps as after Reached out.",
    offers=(
        ("named-engineer", "a named engineer · suits a CEO type"),
        ("group-training", "a training for the whole team"),
        ("beta-programme", "a place in the beta programme · not for a CEO type"),
    ),
)
NOBODY = Draft(
    actions.DRAFT_SENT,
    "thanks/2/habit",
    "Celebrate",
    "Hooli",
    "Congratulations, and thank you",
    "Hello,\n\nYou have a first real result from your own data. Thank you for the work behind it.\n\n"
    "What made the biggest difference on the way?\n\nKind regards,\nOlga",
)
HOW_TO = Draft(
    actions.DRAFT_SENT,
    "todo/7",
    "Send this",
    "Globex",
    "For the step at hand: how to choose the first weekly job",
    "Hello Ivo,\n\nFor the next step I have something ready: how to choose the first weekly job.\n\n"
    "A good one comes back every week, takes somebody more than an hour, and is missed when it isn't done.\n\n"
    "Kind regards,\nOlga",
    "Ivo Brandt, Analyst",
    None,
    2,
    ((2, "Ivo Brandt, Analyst"),),
    after="It goes into the log, and the to-do is done.",
)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Draft: what a reaction has ready", draw_draft_form(HOW_TO)),
    ("Draft", draw_draft_form(ACME)),
    ("Draft, nobody known", draw_draft_form(NOBODY)),
)
