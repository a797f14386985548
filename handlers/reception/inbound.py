"""What came in, before anybody knows who sent it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.reception.door import Caller
from handlers.reception.places import Place


@dataclass(frozen=True)
class Inbound:
    """A command, click, form, shortcut or event in the platform's words.

    kind: command | click | form | shortcut | mention | home. name: of the command. trigger: opens forms.
    view: the modal that was sent, or the home that was clicked in. inputs: names of the form's inputs.
    """

    kind: str
    caller: Caller
    delivery_key: str
    place: Place
    name: str = ""
    text: str = ""
    action: str = ""
    target: str = ""
    value: str = ""
    fields: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    trigger: str | None = None
    in_sent: bool = False
    in_home: bool = False
    quoted: str = ""
    inputs: tuple[str, ...] = ()

    @property
    def typed(self) -> str:
        """What the person wrote, to be quoted back if it can't be kept."""
        if self.kind == "command":
            return f"{self.name} {self.text}".strip()
        texts = [value for value in self.fields.values() if isinstance(value, str)]
        return "\n".join([self.text, *texts]).strip()
