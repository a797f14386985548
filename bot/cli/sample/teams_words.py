"""What is asked of the demo itself in the playground's chat, which has no buttons of ours beside it."""

import re

from bot.cli.demo import Demo
from bot.sandbox.teams.playground import Player, PlaygroundStage
from bot.sandbox.teams.relay import Json, Relay

WORD = re.compile(r"/?demo\b\s*(?:as\s+(?P<name>.+)|(?P<morning>next morning|morning))?$", re.IGNORECASE)
HOW = "“/demo next morning” moves the clock on; “/demo as {}” shows what a colleague sees. There are {}."


class DemoWords:
    """`/demo next morning` and `/demo as Ben`. Milepost hears nothing of them."""

    def __init__(self, relay: Relay, stage: PlaygroundStage, demo: Demo) -> None:
        self._relay, self._stage, self._demo = relay, stage, demo
        relay.acting.chat, relay.acting.first = stage.chat, stage.players[0].user_id

    async def asked(self, activity: Json) -> bool:
        """Whether the message was one of them; it is done then."""
        found = WORD.fullmatch(str(activity.get("text") or "").strip())
        where = str((activity.get("conversation") or {}).get("id"))
        if found is None:
            return False
        if found["morning"]:
            await self._demo.next_morning()
            await self._says(where, f"It is {self._demo.clock.now():%A, %-d %B, %H:%M} UTC now.")
        elif found["name"] and (player := self._player(found["name"])):
            await self._be(player)
        else:
            names = [one.name.partition(" ")[0] for one in self._stage.players]
            await self._says(where, HOW.format(names[1], ", ".join(names)))
        return True

    def _player(self, name: str) -> Player | None:
        wanted = name.casefold().strip(' .“”"')
        return next((one for one in self._stage.players if one.name.casefold().startswith(wanted)), None)

    async def _be(self, player: Player) -> None:
        """They take Milepost on, so their page shows."""
        acting, number = self._relay.acting, self._stage.players.index(player)
        who = {"id": f"29:{number}", "aadObjectId": player.user_id, "name": player.name}
        acting.who = who if number else None
        await self._says(self._stage.chat, f"You are {player.name} now. What is above, others have read.")
        await self._relay.posts(
            {
                "type": "installationUpdate",
                "action": "add",
                "id": f"as-{number}",
                "timestamp": self._demo.clock.now().isoformat(),
                "from": who,
                "recipient": {"id": f"28:{self._stage.client_id}", "name": "Milepost"},
                "channelId": "msteams",
                "conversation": {
                    "conversationType": "personal",
                    "id": acting.behind(player.user_id) if number else self._stage.chat,
                },
            }
        )

    async def _says(self, where: str, text: str) -> None:
        await self._relay.says(where, text)
