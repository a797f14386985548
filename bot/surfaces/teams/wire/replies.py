"""What an invoke is answered with: a card in the place of the one clicked, a dialog, or a word."""

from typing import Any

from bot.conversation import Inbound, Reply
from bot.message import Message, line
from bot.surfaces.plain.text import said
from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.line import TeamsLine
from bot.surfaces.teams.opened import OpenForms
from bot.surfaces.teams.read import OPENED, part
from bot.surfaces.teams.render.forms import form_title
from bot.surfaces.teams.render.message import CARD, card, notification, within_dialog
from bot.surfaces.teams.text import cut

Json = dict[str, Any]
MESSAGE = "application/vnd.microsoft.activity.message"
TAKEN = "Thank you, I have it."
FOLLOWS = "I answer in our chat."
TOO_OLD = "This form is too old, so I couldn't keep it. Please open it again."
BUTTON_DONE = "OK"


class Replies:
    """Answers of one kind of invoke each."""

    def __init__(self, forms: OpenForms, line: TeamsLine) -> None:
        self._forms, self._line = forms, line

    async def to(self, activity: Json, inbound: Inbound, reply: Reply) -> Json:
        """The body of the answer."""
        name = str(activity.get("name"))
        if name == "adaptiveCard/action":
            return await self._in_card(inbound, reply, _opened(activity))
        return await self._in_dialog(inbound, reply, _opened(activity))

    async def _in_card(self, inbound: Inbound, reply: Reply, opened: str) -> Json:
        if reply.form is not None:
            return _card(await self._forms.opened(reply.form, "card"))
        if reply.field_errors:
            again = await self._forms.again(opened, inbound.fields, reply.field_errors)
            return _card(again) if again is not None else _word(_problems(reply))
        if inbound.kind == "form":
            await self._forms.closed(opened)
            answer = await self._line.card_alone(reply.message) if reply.message is not None else None
            return _card(answer if answer is not None else card(Message(title=line(TAKEN))))
        return _word(BUTTON_DONE)

    async def _in_dialog(self, inbound: Inbound, reply: Reply, opened: str) -> Json:
        if reply.form is not None:
            return _dialog(form_title(reply.form), await self._forms.opened(reply.form, "dialog"))
        if reply.field_errors:
            return await self._refused(inbound, reply, opened)
        if reply.message is not None:
            drawn = card(reply.message)
            within_dialog(drawn)
            return _dialog(cut(notification(reply.message), TEAMS.form_title), drawn)
        if inbound.kind == "form":
            await self._forms.closed(opened)
            return {}  # it closes
        return {"task": {"type": "message", "value": FOLLOWS}}

    async def _refused(self, inbound: Inbound, reply: Reply, opened: str) -> Json:
        again = await self._forms.again(opened, inbound.fields, reply.field_errors)
        if again is None:
            return {"task": {"type": "message", "value": _problems(reply)}}
        found = await self._forms.of(opened)
        return _dialog(form_title(found[0]) if found else "–", again)


def _opened(activity: Json) -> str:
    value = part(activity, "value")
    data = part(part(value, "action"), "data") or part(value, "data")
    return str(data.get(OPENED) or "")


def _problems(reply: Reply) -> str:
    return " ".join([*(said(words) for words in reply.field_errors.values()), TOO_OLD])


def _card(drawn: Json) -> Json:
    return {"statusCode": 200, "type": CARD, "value": drawn}


def _word(words: str) -> Json:
    return {"statusCode": 200, "type": MESSAGE, "value": words}


def _dialog(title: str, drawn: Json) -> Json:
    shown = {"contentType": CARD, "content": drawn}
    return {
        "task": {"type": "continue", "value": {"title": title, "width": "medium", "height": "medium", "card": shown}}
    }


__all__ = ["Replies"]
