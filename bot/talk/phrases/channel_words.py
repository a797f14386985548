"""A channel in a message: an address on the platform where one reads it, a name on every other."""

from bot.message import Span, channel
from bot.store.tables import Channel
from bot.talk.phrases.reader import Reader


def channel_words(row: Channel, reader: Reader, unnamed: str) -> Span:
    """unnamed: what it is called where nobody knows its name, such as "its channel"."""
    if row.platform_id is not None and row.installation_id == reader.installation_id:
        return channel(row.platform_id, unnamed)
    return Span(text=f"#{row.name}" if row.name else unnamed)
