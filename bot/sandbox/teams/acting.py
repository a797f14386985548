"""As whom somebody acts in the playground, which has one person's chat: each other one has a chat of their own behind
it, and its page shows the one of who acts."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

Json = dict[str, Any]
BEHIND = "--as-"


@dataclass
class Acting:
    """chat: the playground's one. first: of the directory, who sits before it. who: who acts, with Teams' id and
    name; None: the first."""

    chat: str = ""
    first: str = ""
    who: Json | None = None

    def as_them(self, activity: Json) -> Json:
        """What was done in the playground, as who acts did it."""
        if self.who is None:
            return activity
        there = dict(activity.get("conversation") or {})
        if there.get("id") == self.chat:
            there["id"] = self.behind(str(self.who["aadObjectId"]))
        return activity | {"from": {**(activity.get("from") or {}), **self.who}, "conversation": there}

    def behind(self, user_id: str) -> str:
        """The chat of that person."""
        return f"{self.chat}{BEHIND}{user_id}"

    def shown_at(self, path: str, shown: Collection[str]) -> str | None:
        """Where the playground takes what the bot says; None for what nobody sees. shown: messages that stand there."""
        plain = unquote(path)
        if BEHIND in plain:
            whose = plain.split(BEHIND, 1)[1].split("/", 1)[0]
            acts = self.who is not None and self.who["aadObjectId"] == whose
            return plain.replace(f"{BEHIND}{whose}", "") if acts or _changes(plain, shown) else None
        hidden = self.who is not None and f"/{self.chat}/" in plain and not _changes(plain, shown)
        return None if hidden else path


def _changes(path: str, shown: Collection[str]) -> bool:
    return path.rsplit("/", 1)[-1] in shown
