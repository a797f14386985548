"""How something is done, and what is never done on a guess."""

from __future__ import annotations

from bot import actions
from bot.language.plain_words.heard import HeardWords
from bot.message import Actions, Button, Element, Line, Message, Text, ask, ask_tag, ask_todos, bold, line
from bot.playbook.models import Library
from bot.talk.plain.terms import what_it_is

TODO = Button(label="Add a to-do", action=actions.TODO_ADD, target="")
SETTINGS = Button(label="My settings", action=actions.SETTINGS, target="")
ACCOUNTS = Button(label="My accounts", action=actions.PORTFOLIO, target="")

# By the words that the question holds, looked through from the top.
HOW_TO: tuple[tuple[frozenset[str], Line, tuple[Element, ...]], ...] = (
    (
        frozenset({"undo", "undone", "revert", "mistake", "take_back"}),
        line(
            "Everything that I save for you comes with an ",
            bold("Undo"),
            (" button. It works until something else changes the same thing."),
        ),
        (),
    ),
    (
        frozenset(
            {
                "digest",
                "morning",
                "alert",
                "alerts",
                "notification",
                "notifications",
                "holiday",
                "vacation",
                "away",
                "settings",
                "timezone",
                "hours",
                "cover",
                "mute",
                "shut",
                "quiet",
                "disturb",
                "peace",
            }
        ),
        line(
            "When your digest comes, how many alerts you get, and who covers for you: open your settings, here or "
            "on my ",
            ask("").model_copy(update={"text": "home"}),
            ".",
        ),
        (SETTINGS,),
    ),
    (
        frozenset({"snooze", "postpone", "later", "delay", "off", "push", "defer"}),
        line("Say “snooze Acme until Friday”, or choose ", bold("Later"), " at the to-do."),
        (),
    ),
    (
        frozenset({"to-do", "task", "reminder", "remind"}),
        line("Say it: “remind me on Friday to call Acme”, or type ", ask_todos("add acme send the notes by Fri"), "."),
        (TODO,),
    ),
    (
        frozenset({"promise", "promises", "promised"}),
        line(
            "Say it with the account and the day: “promised Dana at Acme the figures by Friday”, or type ",
            ask("acme log promised Dana the figures by Friday"),
            ". I ask once whether it is a promise, and remind you of it.",
        ),
        (),
    ),
    (
        frozenset({"log", "note", "call", "meeting", "contact"}),
        line(
            "Tell me what happened, with the account: “spoke to the COO at Acme, she wants …”, or type ",
            ask("acme log met the COO"),
            ".",
        ),
        (),
    ),
    (
        frozenset({"persona", "tag", "type", "expert", "friend"}),
        line(
            "Say who and why: “tag the COO at Acme as expert because she checks every figure”, or type ",
            ask_tag("acme the COO"),
            ".",
        ),
        (),
    ),
    (
        frozenset({"renewal", "forecast", "renew", "renewed", "outcome"}),
        line(
            "Type ",
            ask("acme renewal"),
            (" for your forecast and the outcome, or tell me “my forecast for Acme is probable”."),
        ),
        (),
    ),
    (
        frozenset({"draft", "email", "letter", "message", "write"}),
        line(
            "Say “draft an email to Dana at Acme”, or type ",
            ask("acme draft to the COO"),
            ". I never send anything myself.",
        ),
        (),
    ),
    (
        frozenset({"contact", "contacts", "people", "person", "stakeholder", "champion"}),
        line(
            "Say it: “met their new CFO, Erik Sund”, and I offer to add them. Others come with the stakeholders file."
        ),
        (),
    ),
    (
        frozenset(
            {"account", "accounts", "customer", "customers", "import", "upload", "csv", "data", "file", "contract"}
        ),
        line(
            "Accounts come in with the accounts file (CSV or Excel) that whoever runs me imports; ask your admin "
            "to add a row. It is there within the hour."
        ),
        (ACCOUNTS,),
    ),
)
DOES = {
    "log": (
        "What you tell me of one account goes into its log at once, with an Undo; where I'm not sure, I ask first. "
        "Who may open the account reads it; a customer never does.",
        "log",
    ),
    "tag": ("A persona is a guess with its reason; colleagues see it, the customer never does.", "tag"),
    "to-do": ("A to-do is your own note: nobody at the customer sees it.", "to-do"),
    "put-off": ("A to-do that is put off comes back on the day you choose.", "put-off"),
    "renewal": ("A forecast and an outcome are read by whoever sees the account; you can take both back.", "renewal"),
}


def how_to(heard: HeardWords, library: Library) -> Message | None:
    """How that is done, or worked out; None where we don't know what is asked."""
    words = set(heard.words) | {token.stem for token in heard.tokens}
    if "back" in words and words & {"take", "get", "bring"}:
        words.add("take_back")
    explained = what_it_is(heard, library, words)
    if explained is not None:
        return explained
    for about, said, buttons in HOW_TO:
        if about & words:
            return Message(title=said, blocks=(Actions(elements=buttons),) if buttons else ())
    return None


def advice(about: str, account: tuple[int, str] | None, person: tuple[int, str] | None) -> Message:
    """A question about writing is answered, and writes nothing."""
    said, _ = DOES.get(about, DOES["log"])
    where = (line("This would be about ", bold(account[1]), "."),) if account else ()
    buttons: list[Element] = []
    if person is not None and about == "tag":
        where = (line(bold(person[1]), ": say what you have seen, and I'll propose what fits."),)
        buttons.append(Button(label="What I have seen", action=actions.PERSONA_FORM, target=str(person[0])))
    if account is not None:
        buttons.append(Button(label="Open the account", action=actions.CARD, target=str(account[0])))
    blocks = [Text(lines=where)] if where else []
    return Message(
        title=line("Nothing is saved yet. ", said),
        blocks=(*blocks, *((Actions(elements=tuple(buttons)),) if buttons else ())),
    )


def refusal(about: str, account: tuple[int, str] | None) -> Message:
    """What isn't done, and what can be."""
    if about == "negation":
        at = (Button(label="Open the account", action=actions.CARD, target=str(account[0])),) if account else ()
        about_ = f" It stays between us; {account[1]} is as it was." if account else ""
        return Message(
            title=line(f"All right, nothing is saved.{about_}"), blocks=(Actions(elements=at),) if at else ()
        )
    said = (
        "I change one account at a time, and only what you say of it. Nothing is changed. Name the account and what "
        "happened there."
    )
    return Message(title=line(said), blocks=(Actions(elements=(ACCOUNTS,)),))
