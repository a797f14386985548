"""Channels as somebody types them, and back."""

from sqlalchemy import select

from bot.store.channels import channels_typed
from bot.store.session import Store
from bot.store.tables import Channel


async def channel_row(store: Store, typed: str | None, workspace: int = 1) -> int | None:
    """The row of "#name" or of a platform's id, made where there is none; None for none."""
    if typed is None:
        return None
    async with store.write(workspace) as session:
        return (await channels_typed(session, [typed]))[typed]


async def typed_of(store: Store, channel_id: int | None, workspace: int = 1) -> str | None:
    """What a row stands for: the platform's id, else "#name"."""
    async with store.read(workspace) as session:
        row = await session.scalar(select(Channel).where(Channel.id == channel_id))
    return None if row is None else row.platform_id or f"#{row.name}"
