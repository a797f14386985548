"""What a workspace's owners do to it: accounts come and go, and so do channels. The bot hears of accounts only, while
`tells` is True: an app that was set up long ago may not have asked for that event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.people_acting import PeopleActing
from bot.sandbox.seed import SeedUser
from bot.sandbox.state import SandboxChannel, SandboxStore


@dataclass
class Administration:
    store: SandboxStore
    acting: PeopleActing
    tells: bool = True

    # -- accounts

    def deactivate(self, user_id: str) -> None:
        """The account stays in the list, as deleted; what is posted to its direct messages still arrives there."""
        self._change(user_id, deleted=True)

    def reactivate(self, user_id: str) -> None:
        self._change(user_id, deleted=False)

    def make_guest(self, user_id: str) -> None:
        self._change(user_id, is_restricted=True)

    def make_member(self, user_id: str) -> None:
        self._change(user_id, is_restricted=False)

    def change_email(self, user_id: str, email: str) -> None:
        self._change(user_id, email=email)

    def hire(self, user: SeedUser) -> None:
        """A new account; nobody tells the bot."""
        self.store.users[user.id] = user
        self.store.direct_channel(user.id)
        self.store.changed()

    def vanish(self, user_id: str) -> None:
        """Nothing is known of the account any more, as where it left this workspace for another one."""
        del self.store.users[user_id]
        for channel in self.store.channels.values():
            if user_id in channel.members and channel.dm_with is None:
                channel.members.remove(user_id)
        self.store.changed()

    def _change(self, user_id: str, **values: Any) -> None:
        self.store.users[user_id] = replace(self.store.users[user_id], **values)
        self.store.changed()
        if self.tells:
            self.acting.user_changed(user_id)

    # -- channels, and the app's scopes

    def rename(self, channel_id: str, name: str) -> None:
        self._channel(channel_id).name = name
        self.store.changed()

    def archive(self, channel_id: str, *, archived: bool = True) -> None:
        self._channel(channel_id).is_archived = archived
        self.store.changed()

    def remove_bot(self, channel_id: str) -> None:
        self._channel(channel_id).members.remove(self.store.seed.bot_user_id)
        self.store.changed()

    def invite_bot(self, channel_id: str) -> None:
        self._channel(channel_id).members.append(self.store.seed.bot_user_id)
        self.store.changed()

    def show_emails(self, shown: bool) -> None:
        """Whether the app has the scope users:read.email."""
        self.store.shows_emails = shown

    def _channel(self, channel_id: str) -> SandboxChannel:
        return self.store.channels[channel_id]
