"""What is said once a change was taken back: what stands now."""

from bot.message import Message, Text, line
from bot.text import possessive

# By the kind of the change. {at}: " at Acme", "" where it was of many or none.
STANDS = {
    "log": "Your note{at} is taken out of the history.",
    "review": "The review{at} is taken out of the history.",
    "survey": "The answer{at} is taken out again.",
    "sent": "The letter{at} counts as not sent.",
    "todo-added": "The to-do{at} is gone.",
    "done": "What was done{at} is open again.",
    "task-done": "The task{at} is open again.",
    "renewal": "The contract{at} is open again, as before its outcome.",
    "view": "Your view{at} is what it was before.",
    "health": "The health{at} is counted as before.",
    "persona": "Their type{at} is what it was before.",
    "post-mortem": "What was learned{at} stands as before.",
    "advocacy": "What you asked for{at} stands as before.",
    "plan-goal": "The goal in the plan{at} stands as before.",
    "plan-step": "The step in the plan{at} stands as before.",
    "page-published": "The page{at} is withdrawn; its address shows nothing.",
    "page-published-again": "The page{at} shows what it showed before.",
    "page-withdrawn": "The page{at} is at its address again.",
    "settings": "Your settings are what they were before.",
    "release": "The release stands as before.",
    "dates": "Those renewal dates are what they were before.",
    "roles": "Those roles are what they were before.",
    "revisit": "The question to look at that type again stands as before.",
    "wish-became": "The wish{at} waits again.",
    "proposals": "What came of it{at} is open again.",
    "joined-people": "They are two people again.",
}


def confirm_undone(kind: str, account: str, forecast: str | None, again: str) -> Message:
    """account: its name; "" where it was of many or none. forecast: the one that stands, "" for none; None where it was
    about none. again: what stands open again ("Acme is open again")."""
    return Message(title=line("Undone."), blocks=(Text(lines=(line(_stands(kind, account, forecast, again)),)),))


def _stands(kind: str, account: str, forecast: str | None, again: str) -> str:
    if again:
        return f"{again}."
    if forecast is not None:
        whose = possessive(account) if account else "Its"
        return f"{whose} forecast is {forecast} again." if forecast else f"{whose} forecast is missing again."
    at = f" at {account}" if account else ""
    return STANDS.get(kind, "What you changed{at} stands as it did before.").format(at=at)


EXAMPLES = (
    ("Undone, a forecast", confirm_undone("renewal-call", "Acme", "probable", "")),
    ("Undone, a note", confirm_undone("log", "Acme", None, "")),
)
