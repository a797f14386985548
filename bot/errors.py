"""The few kinds of trouble that the rest of the program tells apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `--version` needn't load what messages are made of
    from bot.message import Line, Span


@dataclass(frozen=True)
class Way:
    """A way out that an error offers as a button: its label, and what it asks for, such as "journey acme why"."""

    label: str
    command: str


class UserError(Exception):
    """Shown to the person as it is: what was understood, what is wrong, what works instead.

    Said in plain words and spans: `UserError("No account is called ", bold(name), ".")`. Nothing is read out of them,
    so what people wrote appears as they wrote it."""

    def __init__(self, *said: str | Span, ways: tuple[Way, ...] = (), field: str | None = None) -> None:
        self._said = said
        self.text = "".join(part if isinstance(part, str) else part.text for part in said)  # for a terminal
        super().__init__(self.text)
        self.ways = ways
        self.field = field  # the form input it belongs to, if any

    @property
    def said(self) -> Line:
        """The same with its styles."""
        from bot.message import line

        return line(*self._said)


class SettingsError(Exception):
    """A setting is missing or wrong; one sentence that names it."""


class UnreachedError(SettingsError):
    """A platform gives no answer just now, so a setting may be wrong or nothing at all: trying again may help."""


class PlaybookError(Exception):
    """A playbook file is wrong: which file, which key, what is allowed there."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}" if key else f"{file}: {problem}")
        self.file, self.key, self.problem = file, key, problem


class SendError(Exception):
    """A message was certainly not delivered.

    permanent: trying again can't help (the channel is gone, the bot isn't a member).
    retry_after: seconds the platform asked us to wait, if it did.
    everything: it says nothing of this message: no other would get through either (the token, a scope, the line).
    unanswered: a question that goes before the message got no answer; the message itself was never tried.
    content: the platform won't have it in this form; a simpler one may do.
    late: what it was for has closed meanwhile, as a form may be opened for a moment only.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool,
        retry_after: float | None = None,
        everything: bool = False,
        content: bool = False,
        unanswered: bool = False,
        late: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason, self.permanent, self.retry_after = reason, permanent, retry_after
        self.everything, self.content, self.unanswered, self.late = everything, content, unanswered, late


class AmbiguousSend(Exception):
    """The request left and no answer came: the message may or may not have been delivered."""


class Unreadable(Exception):
    """A channel's history can't be read back, so an ambiguous message can't be resolved."""


class NotKept(Exception):
    """Something that came in could not be kept, so it must not be acknowledged as if it were."""
