"""What kind of company an account is (method B2), and what success is to such a one in its stage, in its words (B3):
for card, prep and map."""

from __future__ import annotations

from bot.message import Line, bold, line
from bot.playbook.models import Segment
from bot.talk.account.view import AccountView
from bot.text import compared


def kind_of_company(view: AccountView) -> Segment | None:
    """The playbook's profile of the account's segment; None where nobody wrote one."""
    wanted = compared(view.account.segment or "")
    names = ((one, (compared(one.key), compared(one.name))) for one in view.current.segments)
    return next((one for one, called in names if wanted and wanted in called), None)


def success_line(view: AccountView) -> Line:
    """ "Success in Adopt, as a logistics company says it: “…”"; empty where nobody wrote it down."""
    kind, stage = kind_of_company(view), view.stage
    words = kind.success.get(stage.key) if kind is not None and stage is not None else None
    if kind is None or stage is None or not words or view.churned or not view.placed:
        return ()
    return line(bold(f"Success in {stage.name}, as they'd say it"), f" ({kind.name}): “{words}”")


def profile_lines(view: AccountView) -> tuple[Line, ...]:
    """The six fields of the profile, a line each."""
    kind = kind_of_company(view)
    if kind is None or view.churned:
        return ()
    fields = (
        ("Who they are", kind.demographics),
        ("What they do", kind.behaviours),
        ("What they value", kind.values),
        ("What they want", kind.desires),
        ("What hurts", kind.pain_points),
        ("Whom they listen to", kind.associations),
    )
    return tuple(line(bold(name), f": {'; '.join((said[0], *map(_inside, said[1:])))}") for name, said in fields)


def _inside(words: str) -> str:
    """After a semicolon it goes on small, unless it begins with an abbreviation."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


__all__ = ["kind_of_company", "profile_lines", "success_line"]
