"""What somebody has to know about people and channels, in a sentence or two; on whatever message it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.calendar import plural
from bot.message import Line, Span, ask_home, line
from bot.store.tables import Channel, Concern
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, channel_words
from bot.text import possessive

Refs = Mapping[str, Any]
UNREACHED = {
    "gone": "{name} can't be reached: the account here is deactivated.",
    "guest": "{name} is a guest here now, so I tell them nothing.",
    "unknown": "{name} can't be reached: nobody here has the address {email}.",
}


@dataclass(frozen=True)
class ConcernSaid:
    """A concern as its reader is told of it. cover: who covers for the person; change_id: what can be undone."""

    kind: str
    refs: Refs
    cover: str = ""
    channel: Span | None = None

    @property
    def change_id(self) -> int | None:
        return self.refs.get("change")


def said_to(one: Concern, reader: Reader, cover: str = "", channel: Channel | None = None) -> ConcernSaid:
    place = channel_words(channel, reader, _place(one.refs)) if channel is not None else None
    return ConcernSaid(one.kind, one.refs, cover, place)


def concern_line(one: ConcernSaid) -> Line:
    """All of it: what is the matter, what follows from it, and what to do."""
    words = WORDS.get(one.kind)
    return words(one) if words is not None else line(one.kind)


def in_the_log(one: Concern) -> str:
    """For whoever hosts it."""
    return "".join(span.text for span in concern_line(ConcernSaid(one.kind, one.refs)))


def _name(refs: Refs) -> str:
    return called(str(refs.get("name") or "Somebody"))


def _accounts(refs: Refs) -> str:
    return plural(int(refs.get("accounts") or 0), "account")


def _unreached(one: ConcernSaid) -> Line:
    refs = one.refs
    why = UNREACHED[refs["how"]].format(name=_name(refs), email=refs.get("email") or "on file")
    if not refs["accounts"]:
        return line(f"{why} Their to-dos wait for somebody: give them to a colleague.")
    single = refs["accounts"] == 1
    step = "Name another CSM in your accounts file; the next import follows it."
    if one.cover:
        return line(f"{why} {called(one.cover)} covers {_accounts(refs)}. {step}")
    has = "has nobody, so its" if single else "have nobody, so their"
    return line(f"{why} {_accounts(refs)} {has} digests and alerts go to a manager. {step}")


def _back(one: ConcernSaid) -> Line:
    refs = one.refs
    about = f" about {_accounts(refs)}" if refs["accounts"] else ""
    return line(f"{_name(refs)} can be reached again: digests and alerts{about} go to them.")


def _joined(one: ConcernSaid) -> Line:
    refs = one.refs
    was = f"; it was {refs['was']}" if refs.get("was") else ""
    brought = f", with {_accounts(refs)} that came under the new address" if refs["accounts"] else ""
    one_person = f"Your files knew both, so I made them one person{brought}."
    return line(f"{_name(refs)} has the address {refs['email']} now{was}. {one_person}")


def _took_over(one: ConcernSaid) -> Line:
    refs = one.refs
    return line(
        f"{_name(refs)} has a new account here with the address {refs['email']}; the old one is deactivated. "
        "Digests, alerts and to-dos go to the new one."
    )


def _no_emails(one: ConcernSaid) -> Line:
    return line(
        "I'm not shown anybody's e-mail address, so I can't tell who is who, and new colleagues get nothing. "
        f"Add the scope {one.refs['lacks']} to the app, then install it again."
    )


def _digest_refused(one: ConcernSaid) -> Line:
    why = f" ({one.refs['reason']})" if one.refs.get("reason") else ""
    whose = possessive(_name(one.refs))
    return line(f"{whose} last digest couldn't be delivered{why}. Please tell them: all of it is in ", ask_home(), ".")


def _place(refs: Refs) -> str:
    return f"#{refs['name']}" if refs.get("name") else str(refs.get("id") or "a channel")


def _where(one: ConcernSaid) -> Span:
    return one.channel or Span(text=_place(one.refs))


def _archived(one: ConcernSaid) -> Line:
    return line(
        _where(one),
        " is archived, so what is meant for it goes to each person alone instead. Open it again, or name another one.",
    )


def _without_bot(one: ConcernSaid) -> Line:
    return line(
        "I'm not in ",
        _where(one),
        ", so what is meant for it goes to each person alone instead. Add me to it, or name another one.",
    )


def _renamed(one: ConcernSaid) -> Line:
    was = f"#{one.refs['was']}"
    return line(f"{was} is called ", _where(one), f" now, and I follow it. A file that says {was} still means it.")


def _text_left_out(one: ConcernSaid) -> Line:
    refs = one.refs
    why = str(refs["why"]).split(", in: ")[0]
    return line(
        f"A text of your playbooks can't be said ({why}), so messages go out without it: {refs['place']}. "
        "Whoever writes your playbooks should shorten it, then start me again."
    )


WORDS: dict[str, Callable[[ConcernSaid], Line]] = {
    "unreached": _unreached,
    "back": _back,
    "joined": _joined,
    "took-over": _took_over,
    "no-emails": _no_emails,
    "digest-refused": _digest_refused,
    "text-left-out": _text_left_out,
    "channel-archived": _archived,
    "channel-without-bot": _without_bot,
    "channel-renamed": _renamed,
}

__all__ = ["ConcernSaid", "concern_line", "in_the_log", "said_to"]
