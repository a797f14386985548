"""What people read when an answer is late, was interrupted, or its form couldn't be opened."""

from bot.conversation import Inbound
from bot.message import Form, Message, Span, ask, line
from bot.message import Line as Words
from handlers.reception.trouble import with_their_words

WAITS = Message(
    title=line(
        "This takes longer than usual: the database is held up. What you sent is kept, and I'll answer as soon as I "
        "can. You needn't send it again."
    )
)


def form_too_late(inbound: Inbound) -> Message:
    """The platform lets a form open for a few seconds only."""
    return Message(title=line("That took longer than usual, so no form could be opened. ", *_again(inbound)))


def form_not_opened(inbound: Inbound) -> Message:
    """Nobody knows why, or it may pass."""
    return Message(title=line("The form couldn't be opened just now. ", *_again(inbound)))


def form_refused(form: Form, reference: str) -> Message:
    """The platform won't have it as it is: another try can't help."""
    instead = form.instead or line(ask("help"), " shows what you can type instead.")
    return Message(
        title=line(
            f"The form “{form.title}” couldn't be opened. That isn't your fault: it was refused as I drew it. "
            f"Please tell whoever runs me (reference {reference}). Until it is mended: ",
            *instead,
        )
    )


def form_after_restart(inbound: Inbound) -> Message:
    return Message(title=line("I was restarted before your form could open. ", *_again(inbound)))


def is_saved(inbound: Inbound) -> Message:
    """It was done, and whoever was to show it was cut off."""
    return with_their_words(
        line("That is saved. I was interrupted, so I can't show you more of it."), inbound.typed, "You sent:"
    )


def cut_off(inbound: Inbound, *, saved: bool) -> Message:
    """The answer left just as the program ended: perhaps it arrived."""
    what = "It is saved; if you saw no answer, that is why." if saved else "If you saw no answer, ask again."
    return with_their_words(line(f"I was restarted just as I answered this. {what}"), inbound.typed, "You sent:")


def too_old(inbound: Inbound) -> Message:
    said = line(
        "This came in as I was stopped, more than two days ago, so I left it. If it still counts, send it again."
    )
    return with_their_words(said, inbound.typed, "You sent:")


def _again(inbound: Inbound) -> Words:
    if inbound.kind == "command":
        return line("Type ", Span(text=f"{inbound.name} {inbound.text}".strip(), style="ask"), " again.")
    return line("Press the button again." if inbound.kind == "click" else "Try it again.")
