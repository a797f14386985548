"""A card that is shared: who reads it, and where it isn't."""

from bot.talk.card.share import ask_to_share, not_shared
from tests.given.reading import buttons_of, lines_of


def test_sharing_says_first_who_will_read_it() -> None:
    message = ask_to_share(1, "Acme", "#sales", 14)
    assert lines_of(message)[0] == "Share Acme's card here? 14 people in #sales will read it."
    assert buttons_of(message)["Share"] == ("share-now", "1")
    assert "1 person in #sales will read it." in lines_of(ask_to_share(1, "Acme", "sales", 1))[0]


def test_it_is_not_shared_where_outsiders_read() -> None:
    assert lines_of(not_shared(1, "Acme", "joint", outsiders=True))[1].startswith("#joint has people from outside")
    assert lines_of(not_shared(1, "Acme", "joint", outsiders=False))[1].startswith("I can't see who reads #joint")
