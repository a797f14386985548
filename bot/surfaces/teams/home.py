"""The bot's own page for a person: a card in their personal chat, shown when they say “home”, that follows what it
shows."""

from contextlib import suppress
from typing import Any

from bot.conversation import Place
from bot.errors import AmbiguousSend, SendError
from bot.message import Message, line
from bot.platform import Notebook, Posted
from bot.surfaces.teams.read import IN_HOME
from bot.surfaces.teams.render.message import answer_forms, standing
from bot.surfaces.teams.surface import TeamsSurface

Json = dict[str, Any]
HOME = "home"
MOVED = Message(title=line("Your page stands further down now."))


class Homes:
    """One for each person: the last one they asked for. The one before it gives way to a line."""

    def __init__(self, surface: TeamsSurface, notebook: Notebook) -> None:
        self._surface, self._notebook = surface, notebook

    async def wanted(self, user_id: str) -> None:
        """They asked for it: the next one is shown anew."""
        before = await self._notebook.get(HOME, user_id) or {}
        stood = {"channel": before.get("channel"), "over": before.get("message") or before.get("over")}
        await self._notebook.put(HOME, user_id, {"message": "", **{name: one for name, one in stood.items() if one}})

    async def shown(self, user_id: str) -> bool:
        """Whether one stands in their chat."""
        note = await self._notebook.get(HOME, user_id)
        return bool(note and note["message"])

    async def show(self, user_id: str, message: Message) -> None:
        """Nothing for who never asked. Raises SendError."""
        note = await self._notebook.get(HOME, user_id)
        if note is None:
            return
        forms = answer_forms(message)
        for one in forms[0].get("attachments") or ():
            standing(one["content"], **{IN_HOME: "1"})
        try:
            if note["message"]:
                await self._follow(user_id, Posted(str(note["channel"]), str(note["message"])), forms)
            else:
                await self._begin(user_id, forms)
                await self._take_away(str(note.get("channel") or ""), str(note.get("over") or ""))
        except AmbiguousSend as error:
            raise SendError(str(error), permanent=False) from error

    async def _begin(self, user_id: str, forms: list[Json]) -> None:
        chat = await self._surface.open_direct(user_id)
        shown = await self._surface.client.show(Place(chat, direct=True), forms)
        await self._notebook.put(HOME, user_id, {"channel": chat, "message": shown})

    async def _take_away(self, chat: str, message: str) -> None:
        """None is left that is out of date. It was deleted, say, or Teams is busy: the new one stands in any case."""
        if message:
            with suppress(SendError, AmbiguousSend):
                await self._surface.client.show_over(Posted(chat, message), answer_forms(MOVED))

    async def _follow(self, user_id: str, at: Posted, forms: list[Json]) -> None:
        try:
            await self._surface.client.show_over(at, forms)
        except SendError as error:
            if not error.permanent:
                raise
            await self._notebook.drop(HOME, user_id)  # it was deleted


__all__ = ["Homes"]
