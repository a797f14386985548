"""Plain words: what people type as they talk, answered by what the commands and buttons do."""

from handlers.plain.turn import SAY

__all__ = ["SAY"]
