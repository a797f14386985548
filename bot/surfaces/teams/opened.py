"""Forms that stand open: Teams gives back what was typed and no more, and one that isn't accepted is shown anew."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from bot.message import ChannelInput, Form, Option, PersonInput
from bot.message import Line as Words
from bot.platform import Notebook
from bot.surfaces.teams.directory import TeamsDirectory
from bot.surfaces.teams.read import OPENED
from bot.surfaces.teams.render.forms import Where, filled, render_form
from bot.surfaces.teams.render.message import standing

Json = dict[str, Any]
FORM = "form"
KEPT = timedelta(days=2)
Fields = Mapping[str, str | tuple[str, ...]]


class OpenForms:
    """Also over a restart. directory: the channels and people that a form can ask for. now: the clock that they end
    by."""

    def __init__(self, notebook: Notebook, *, directory: TeamsDirectory, now: Callable[[], datetime]) -> None:
        self._notebook, self._directory, self._now = notebook, directory, now

    async def opened(self, form: Form, where: Where) -> Json:
        """The form as a card, remembered from now on. Raises ValueError for one that no card holds."""
        key = uuid4().hex
        drawn = self._drawn(form, where, key)
        value = {"form": form.model_dump(mode="json"), "where": where}
        await self._notebook.put(FORM, key, value, until=self._now() + KEPT)
        return drawn

    async def of(self, key: str) -> tuple[Form, Where] | None:
        """None for one that nobody remembers."""
        found = await self._notebook.get(FORM, key) if key else None
        if found is None:
            return None
        return Form.model_validate(found["form"]), "dialog" if found["where"] == "dialog" else "card"

    async def again(self, key: str, fields: Fields, errors: Mapping[str, Words]) -> Json | None:
        """The same form with what was typed, and why it wasn't accepted; None for one that nobody remembers."""
        found = await self.of(key)
        if found is None:
            return None
        form, where = found
        return self._drawn(filled(form, fields), where, key, errors)

    async def closed(self, key: str) -> None:
        """It was accepted."""
        if key:
            await self._notebook.drop(FORM, key)

    def _drawn(self, form: Form, where: Where, key: str, errors: Mapping[str, Words] | None = None) -> Json:
        asked = {type(one) for one in form.inputs}
        known = self._directory.known_channels() if ChannelInput in asked else ()
        channels = [Option(label=f"#{one.name}", value=one.id) for one in known]
        there = self._directory.known_people() if PersonInput in asked else ()
        people = [Option(label=one.name, value=one.user_id) for one in there]
        drawn = render_form(form, where=where, errors=errors, channels=channels, people=people)
        standing(drawn, **{OPENED: key})
        return drawn
