"""`/journey figures`: all figures of many accounts, a button each."""

from bot import actions
from bot.message import Actions, Button, Message, Notes, Text, ask, bold, line

FIGURES = (
    ("funnel", "Funnel", "how far accounts get, where they stop, and who leaves"),
    ("churn", "Lost accounts", "where on the way, why, and what they have in common"),
    ("feedback", "Answers", "NPS and CSAT, by segment, tier or CSM"),
    ("multiplier", "Success", "at your customers × at our side, and what it is made of"),
    ("load", "Load", "accounts, value and to-dos of each CSM, for who leads them"),
    ("releases", "Releases", "what was released when, and what it changed"),
)


def figures_message() -> Message:
    lines = tuple(line(bold(label), f": {does}") for _, label, does in FIGURES)
    buttons = tuple(Button(label=label, action=actions.FIGURE, target=word) for word, label, _ in FIGURES)
    note = line("For some accounts only: ", ask("figures funnel tier mid"), " · ", ask("figures churn csm Ben"))
    return Message(
        title=line(bold("Figures of many accounts")),
        blocks=(Text(lines=lines), Actions(elements=buttons), Notes(lines=(note,))),
    )


EXAMPLES: tuple[tuple[str, Message], ...] = (("journey figures", figures_message()),)
