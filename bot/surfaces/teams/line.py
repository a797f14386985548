"""Teams' line for answers (bot.conversation.Line): to one person alone, in place of a message, for all."""

from collections.abc import Awaitable
from typing import Any

from bot.conversation import Place
from bot.errors import AmbiguousSend, SendError
from bot.message import Actions, Button, File, Form, Image, Message, Text, bold, line
from bot.platform import Audience, PlatformUser, Posted
from bot.surfaces.teams.directory import UNCHECKED
from bot.surfaces.teams.home import Homes
from bot.surfaces.teams.opened import OpenForms
from bot.surfaces.teams.pictures import ShownPictures
from bot.surfaces.teams.read import ALONE, OVER, opened_by
from bot.surfaces.teams.render.message import activity, answer_forms, notification, standing, with_note
from bot.surfaces.teams.surface import TeamsSurface
from bot.text import whole

Json = dict[str, Any]
CAPTION = 80  # characters
BESIDE = "You asked in a channel. I answer here, as this is for you alone."


class TeamsLine:
    """One tenant's line to Teams."""

    name = "teams"

    def __init__(self, surface: TeamsSurface, forms: OpenForms, homes: Homes, pictures: ShownPictures) -> None:
        self.surface, self._forms, self._homes, self._pictures = surface, forms, homes, pictures
        self._loud: set[str] = set()  # channels that show nothing to one person alone

    async def audience(self, channel: str) -> Audience:
        """Who reads that channel; where nothing gets through, nobody knows."""
        try:
            return await self.surface.audience(channel)
        except SendError:
            return UNCHECKED

    async def user(self, user_id: str) -> PlatformUser | None:
        return await self.surface.user(user_id)

    # -- answers

    async def say(self, place: Place, user_id: str, message: Message, *, replace: bool, share: bool) -> None:
        """An answer where it was asked for: only the person sees it, unless it is shared. Raises SendError."""
        if share and place.channel and not place.direct:
            shown = await _certain(self.surface.client.show(place, await self._drawn(message)))
            await self.surface.whereabouts.shared(Posted(place.channel, shown))
            return
        over = _over(place, replace=replace)
        if over and await self._in_its_place(place, over, user_id, message):
            return
        await self._alone(place, user_id, await self._drawn(message, alone=True))

    async def _in_its_place(self, place: Place, over: str, user_id: str, message: Message) -> bool:
        """Whether it stands in the place of that message, which only the person sees."""
        only = "" if place.direct else await self._id_of(user_id)
        if not place.direct and not only:
            return False
        forms = await self._drawn(message, alone=True)
        try:
            await self.surface.client.show_over(Posted(place.channel or "", over), forms, only=only)
        except (SendError, AmbiguousSend):  # it was deleted, say: then the answer stands below
            return False
        return True

    async def _alone(self, place: Place, user_id: str, forms: list[Json]) -> None:
        """To that person alone: where they asked, else in their personal chat. Raises SendError."""
        if place.channel and place.direct:
            await _certain(self.surface.client.show(place, forms))
            return
        if place.channel and place.channel not in self._loud and await self._whispered(place, user_id, forms):
            return
        chat = Place(await self.surface.open_direct(user_id), direct=True)
        noted = [with_note(one, BESIDE) for one in forms] if place.channel else forms
        await _certain(self.surface.client.show(chat, noted))

    async def _whispered(self, place: Place, user_id: str, forms: list[Json]) -> bool:
        """Whether the channel shows it to that person alone. Where outsiders read, nobody relies on that."""
        only = await self._id_of(user_id)
        audience = await self.audience(place.channel or "")
        if not only or not audience.checked or not audience.is_member or audience.has_outsiders:
            return False
        try:
            await self.surface.client.show(place, forms, only=only)
        except AmbiguousSend as error:
            raise SendError(str(error), permanent=False) from error
        except SendError as error:
            if error.everything or not error.permanent:
                raise
            self._loud.add(place.channel or "")
            return False
        return True

    async def _id_of(self, user_id: str) -> str:
        """Teams' own id of them, by which a message is for them alone; "" where we have never heard it."""
        return str((await self.surface.whereabouts.person(user_id) or {}).get("id") or "")

    async def card_alone(self, message: Message) -> Json | None:
        """The card that one person alone sees; None for what no card holds."""
        first, *_ = await self._drawn(message, alone=True)
        return next((one["content"] for one in first.get("attachments") or ()), None)

    async def _drawn(self, message: Message, *, alone: bool = False) -> list[Json]:
        forms = answer_forms(message, addresses=await self._pictures.addresses(message))
        for one in forms[0].get("attachments") or () if alone else ():
            standing(one["content"], **{ALONE: "1"})
        return forms

    # -- forms, Home, pictures, files

    async def open_form(self, trigger: str, form: Form) -> None:
        """As a card of its own below what was clicked. Raises SendError."""
        user_id, place = opened_by(trigger)
        try:
            drawn = await self._forms.opened(form, "card")
        except ValueError as error:
            raise SendError(f"it can't be rendered: {error}", permanent=True) from error
        await self._alone(place, user_id, [activity(drawn, notification(Message(title=line(form.title))))])

    async def show_home(self, user_id: str, message: Message) -> None:
        """A card in the personal chat, for who asked for it; it follows what it shows. Raises SendError."""
        await self._homes.show(user_id, message)

    async def home_is_seen(self, user_id: str) -> bool:
        """The card stands in their chat until they ask for the next."""
        return await self._homes.shown(user_id)

    async def picture(self, user_id: str, picture: Image) -> None:
        """Into the personal chat. What it shows stands in its alt text; above it, what it is. Raises SendError or
        AmbiguousSend."""
        await self._direct(user_id, Message(title=line(whole(picture.alt, CAPTION) or picture.name), blocks=(picture,)))

    async def file(self, user_id: str, file: File) -> None:
        """The same with a file to keep: where it can be fetched for a day."""
        address = await self._pictures.file(file)
        button = Button(label=f"Download {file.name}", action="open", target="", address=address)
        said = Text(lines=(line("It can be downloaded until tomorrow. Whoever has the address can read it."),))
        await self._direct(user_id, Message(title=line(bold(file.alt)), blocks=(said, Actions(elements=(button,)))))

    async def _direct(self, user_id: str, message: Message) -> None:
        chat = Place(await self.surface.open_direct(user_id), direct=True)
        await self.surface.client.show(chat, await self._drawn(message, alone=True))


def _over(place: Place, *, replace: bool) -> str:
    """The message whose place it takes, if any."""
    respond = place.respond or ""
    if respond.startswith(OVER):
        return respond.removeprefix(OVER)
    return respond if replace else ""


async def _certain(call: Awaitable[str]) -> str:
    """Somebody is waiting and types again: what may have arrived is no more than what hasn't."""
    try:
        return await call
    except AmbiguousSend as error:
        raise SendError(str(error), permanent=False) from error
