"""People's names as others spell them."""

import pytest

from bot.language.plain_words.names import KnownPerson
from bot.language.plain_words.near_names import near_people
from bot.language.plain_words.tokens import tokens_of

PEOPLE = tuple(
    KnownPerson(number, 1, "Acme", name)
    for number, name in enumerate(("Yusuf Petrov", "Tomas Winter", "Viktor Castell", "Sofia Urban", "Dana Reyes"))
)
SPELLED = [
    ("tell Yousef that it works", "Yusuf Petrov"),
    ("what should I say to Thomas", "Tomas Winter"),
    ("draft an email to Victor", "Viktor Castell"),
    ("is Sophia an expert", "Sofia Urban"),
    ("send it to Diane", None),
    ("talk to thunder", None),
    ("call Yusuf", None),  # that is his name, which is found by itself
]


@pytest.mark.parametrize(("text", "name"), SPELLED)
def test_a_name_is_found_as_others_spell_it(text, name):
    found = near_people(tokens_of(text), text, PEOPLE, (), {"works", "should", "what", "draft", "email", "expert"})
    assert [one.name for span in found for one in span.people] == ([name] if name else [])
    assert all(span.near for span in found)
