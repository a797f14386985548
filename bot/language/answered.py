"""Which to-do a log line answers: "called the COO about the usage" answers *Ask the COO what changed* where use fell.
Pure, and careful: one that isn't meant must never be ticked."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.language.notes.log_line import FILLING, IN_VAIN, LogReading, Somebody, named_in
from bot.text import compared

_PAST = """
sent send met meet spoke speak wrote write told tell gave give got get brought bring held hold made make did do
found find saw see rang ring
"""
PAST = dict(zip(_PAST.split()[::2], _PAST.split()[1::2], strict=True))
SAME_DEED = ({"call", "phone", "ring", "speak", "talk"}, {"send", "email", "mail"}, {"thank", "congratulate"})
ENDINGS = ("ations", "ation", "ages", "age", "ings", "ing", "als", "al", "ed", "es", "s", "e")
_EMPTY = """
i we you he she they it us me my our their his her him them this that these those is was are were be been has
have had do did does will would can could should must about with on at by from up out as or but if so what who
whom when where which why how not no yes ask asked call called phone phoned meet met speak spoke talk talked
tell told write wrote send sent email emailed mail mailed offer offered show showed get got give gave check
see saw say said find found look looked need needs wants want week weeks weekly day days month months monthly
year today yesterday tomorrow usual usually account customer team people again back more less now still new
first next last good there here all some any one two three
"""
EMPTY = FILLING | frozenset(_EMPTY.split())  # words that say nothing of what a sentence is about
UNDONE = re.compile(
    r"\b(?:not|never|forgot|tried|will|shall|going to|should|must|need to|have to|to-?do|tomorrow|next|if|before)\b"
    r"|n't\b"
)
CLAUSE = re.compile(r"[;:\n!?–—()]|\.(?:\s|$)")
WORD = re.compile(r"[\w&+'-]+")
One = TypeVar("One", bound=Somebody)


@dataclass(frozen=True)
class OpenTodo(Generic[One]):
    """todo: what is to be done, in words. about: why, in words. person: whom it is with, if anybody."""

    id: int
    todo: str
    about: str = ""
    person: One | None = None


def answered_by(
    note: str, heard: LogReading[One] | None, todos: Sequence[OpenTodo[One]], people: Sequence[One], account: str = ""
) -> tuple[int, ...]:
    """The to-dos that the line surely answers. heard: the contact that it tells of, if it tells of one."""
    said = compared(CLAUSE.split(note.strip(), maxsplit=1)[0]).replace("’", "'")
    if IN_VAIN.search(compared(note)) or UNDONE.search(said):
        return ()
    whom = heard.person if heard and heard.person else _only(named_in(said, people))
    names = _words_of(people) | {stem(word) for word in WORD.findall(compared(account))}
    return tuple(one.id for one in todos if _answers(said, whom, heard is not None, one, people, names))


def _answers(
    said: str, whom: One | None, reached: bool, todo: OpenTodo[One], people: Sequence[One], names: Collection[str]
) -> bool:
    words = compared(todo.todo)
    person = todo.person or _only(named_in(words, people))
    if person is not None and (whom is None or whom.id != person.id):
        return False
    wanted, told = subject(words, names), subject(said, names)
    shared = told & (wanted | subject(compared(todo.about), names))
    if _same_deed(said, words):
        return bool(shared) and wanted <= told if wanted else person is not None
    return person is not None and reached and bool(shared)


def subject(words: str, names: Collection[str]) -> frozenset[str]:
    """What the words are about: their stems, without people, figures and what every sentence has."""
    found = (word.strip("'-") for word in WORD.findall(words))
    return frozenset(
        stem(word) for word in found if len(word) > 2 and word not in EMPTY and not word[0].isdecimal()
    ) - frozenset(names)


def stem(word: str) -> str:
    """ "usage" and "use", "tickets" and "ticket"."""
    word = word.removesuffix("'s")
    ending = next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= 2), "")
    return word[: len(word) - len(ending)]


def _same_deed(said: str, todo: str) -> bool:
    """ "Sent the notes" of "Send the notes": the past of the same verb, or of its like."""
    begun = [word for word in WORD.findall(said) if word not in ("i", "we", "just", "have", "already")]
    wanted = next(iter(WORD.findall(todo)), "")
    if not begun or not wanted or not _is_past(begun[0]):
        return False
    done = PAST.get(begun[0], begun[0])
    return stem(done) == stem(wanted) or any(
        {stem(done), stem(wanted)} <= {stem(verb) for verb in same} for same in SAME_DEED
    )


def _is_past(verb: str) -> bool:
    return verb in PAST or verb.endswith("ed")


def _words_of(people: Sequence[One]) -> frozenset[str]:
    """Names and titles: they say who, not what about."""
    texts = (compared(text) for one in people for text in (one.name, one.title, one.role) if text)
    return frozenset(stem(word) for text in texts for word in WORD.findall(text))


def _only(found: Sequence[One]) -> One | None:
    return found[0] if len(found) == 1 else None
