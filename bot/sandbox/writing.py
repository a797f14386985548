"""From what a person types to Slack's message text."""

from __future__ import annotations

import re

from bot.sandbox.state import SandboxStore

COMMAND = re.compile(r"/[a-z][\w-]*(\s|$)")
HANDLE = re.compile(r"(?<![\w@<])@([A-Za-z0-9][\w.-]*)")
CHANNEL = re.compile(r"(?<![\w#<&])#([a-z0-9][\w-]*)")
ADDRESS = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")


def is_command(text: str) -> bool:
    return COMMAND.match(text.strip()) is not None


def plain(text: str) -> str:
    """`& < >` as Slack keeps them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escaped(text: str, store: SandboxStore) -> str:
    """A message's text: mentions, channels and addresses become Slack's <…> forms."""
    linked = ADDRESS.sub(lambda found: f"<{found[0]}>", plain(text.strip()))
    return _named(linked, store, with_label=False)


def escaped_command(text: str, store: SandboxStore, should_escape: bool) -> str:
    """A command's text. Only apps that ask for it get <@U…|ada> for @ada."""
    return _named(plain(text), store, with_label=True) if should_escape else plain(text)


def _named(text: str, store: SandboxStore, *, with_label: bool) -> str:
    def person(found: re.Match[str]) -> str:
        name = found[1].rstrip(".-")
        user = store.user_by_name(name)
        if user is None:
            return found[0]
        return f"<@{user.id}{f'|{user.name}' if with_label else ''}>{found[1][len(name) :]}"

    def channel(found: re.Match[str]) -> str:
        known = next((c for c in store.channels.values() if c.name == found[1] and c.dm_with is None), None)
        return f"<#{known.id}|{known.name}>" if known else found[0]

    return CHANNEL.sub(channel, HANDLE.sub(person, text))
