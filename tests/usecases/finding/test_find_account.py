"""Names match safely: an exact name or a question, never a guess."""

import pytest

from bot.errors import UserError
from bot.usecases.finding.find_account import FoundAccount, Looking, find_account

STOPS = frozenset({"prep", "map", "why", "log", "renewal", "tasks"})


async def find(accounts, text, *, channel=None, writes=False, prose=False, workspace=None, stops=STOPS) -> FoundAccount:
    looking = Looking(text, "journey", stops, channel, writes=writes, prose=prose)
    async with accounts.store.read(workspace or accounts.workspace) as db:
        return await find_account(db, looking)


async def refused(accounts, text, **how) -> UserError:
    with pytest.raises(UserError) as caught:
        await find(accounts, text, **how)
    return caught.value


EXACT = [
    # typed, the account's name, what follows
    ("acme", "Acme", ""),
    ("ACME", "Acme", ""),
    ("  acme   prep the COO ", "Acme", "prep the COO"),
    ("acme labs prep", "Acme Labs", "prep"),
    ("acme: met the COO", "Acme", "met the COO"),
    ("acme?", "Acme", ""),
    ("acme.com", "Acme", ""),
    ("k-acme", "Acme", ""),
    ("the big one", "Globex", ""),
    ('"prep"', "prep", ""),
    ("“Map” why", "Map", "why"),
    ('"acme labs" log', "Acme Labs", "log"),
    ("müller & söhne gmbh", "Müller & Söhne GmbH", ""),
    ("MU\u0308LLER & So\u0308hne GmbH map", "Müller & Söhne GmbH", "map"),
    ("ＡＣＭＥ", "Acme", ""),
    ("<!channel>", "<!channel>", ""),
    ("'; drop table accounts; --", "'; DROP TABLE accounts; --", ""),
    ("100% Sure_Thing", "100% Sure_Thing", ""),
    ("株式会社 さくら", "株式会社 さくら", ""),
    ("Acme's renewal", "Acme", "renewal"),
    ("acme’s renewal", "Acme", "renewal"),
    ("acme labs' health", "Acme Labs", "health"),
    ("acme labs’ health", "Acme Labs", "health"),
    ("‘acme labs’ log", "Acme Labs", "log"),
    ("'acme labs' log", "Acme Labs", "log"),
    ("“Acme Labs”’s health", "Acme Labs", "health"),
    ("McDonald's map", "McDonald’s", "map"),
    ("mcdonald’s's map", "McDonald’s", "map"),
    ("Sainsbury’s", "Sainsbury's", ""),
]
NAMES = (
    "Acme Labs", "Map", "prep", "Müller & Söhne GmbH", "<!channel>", "'; DROP TABLE accounts; --", "100% Sure_Thing",
    "100x Sure Thing", "株式会社 さくら", "McDonald’s", "Sainsbury's",
)  # fmt: skip


@pytest.fixture
async def named(accounts):
    await accounts.account("Acme", key="k-acme", domain="acme.com")
    await accounts.account("Globex", aliases=("The Big One",))
    for name in NAMES:
        await accounts.account(name)
    return accounts


async def test_each_exact_way_to_call_an_account_finds_it(named):
    for typed, name, rest in EXACT:
        found = await find(named, typed)
        assert (found.name, found.rest, found.how) == (name, rest, "exact"), typed


async def test_a_beginning_may_be_whose_something_is(named):
    found = await find(named, "glob's renewal", stops=frozenset({"renewal"}))
    assert (found.name, found.rest) == ("Globex", "renewal")


async def test_an_id_finds_its_account_and_nobody_elses(named):
    acme = (await find(named, "acme")).account_id
    assert (await find(named, f"#{acme} prep")).rest == "prep"
    await refused(named, f"#{acme}", workspace=named.book.other_workspace)


async def test_a_single_beginning_is_enough_for_reading_and_a_question_for_writing(named):
    found = await find(named, "glob prep")
    assert (found.name, found.rest, found.how) == ("Globex", "prep", "prefix")
    error = await refused(named, "glob log met them", writes=True)
    assert error.text == "Before I write that down: do you mean Globex?"
    assert [way.command for way in error.ways] == [f"journey #{found.account_id} log met them"]


async def test_a_name_that_begins_so_comes_before_a_domain_that_does(named):
    await named.account("Oakline Homes", domain="oaklinehomes.example")
    await named.account("Gable Roofing", domain="oaklinehomes.example")
    assert (await find(named, "oakline prep")).name == "Oakline Homes"
    error = await refused(named, "oaklinehomes")
    assert "Oakline Homes" in error.text
    assert "Gable Roofing" in error.text


async def test_several_beginnings_are_offered_as_buttons_with_what_was_typed_after_them(named):
    error = await refused(named, "acm why")
    assert [way.label for way in error.ways] == ["Acme", "Acme Labs"]
    assert all(way.command.endswith(" why") for way in error.ways)


async def test_signs_that_mean_something_to_databases_mean_nothing_here(named):
    assert (await find(named, "100%")).name == "100% Sure_Thing"
    assert len((await refused(named, "100")).ways) == 2


async def test_a_slip_is_answered_with_the_nearest_names(named):
    error = await refused(named, "acmee")
    assert error.text == "No account is called acmee. Did you mean Acme or Acme Labs?"


async def test_what_was_typed_for_the_log_stays_with_the_suggestion(named):
    error = await refused(named, "globx met the COO,\nshe wants a slide", writes=True, prose=True)
    assert error.ways[0].command.endswith("met the COO,\nshe wants a slide")


async def test_nothing_near_says_so_and_shows_the_way_to_ones_own(named):
    error = await refused(named, "zzyzx")
    assert error.text == "No account is called zzyzx, and none comes close."
    assert error.ways[0].command == "journey"


async def test_two_accounts_of_one_name_are_told_apart_by_their_keys(accounts):
    one, two = await accounts.account("Acme", key="a-1"), await accounts.account("Acme", key="a-2")
    error = await refused(accounts, "acme prep")
    assert [(way.label, way.command) for way in error.ways] == [
        ("Acme (a-1)", f"journey #{one} prep"), ("Acme (a-2)", f"journey #{two} prep"),
    ]  # fmt: skip


async def test_a_channels_only_account_needs_no_name(accounts):
    acme = await accounts.account("Acme", channel="C1")
    await accounts.account("Globex", channel="C2")
    await accounts.account("Initech", channel="C2")
    found = await find(accounts, "met the COO", channel="C1")
    assert (found.account_id, found.rest, found.how) == (acme, "met the COO", "channel")
    await refused(accounts, "met the COO", channel="C2")
    assert (await find(accounts, "globex", channel="C1")).name == "Globex"


async def test_a_hundred_words_are_looked_at_and_bounded(named):
    text = "acme " + "word " * 100
    assert len((await find(named, text)).rest.split()) == 100
    error = await refused(named, "nobody " * 100)
    assert len(error.text) < 200


async def test_a_stranger_finds_nothing(named):
    for text in ("acme", "acm", "acmee", '"acme"', "acme.com"):
        error = await refused(named, text, workspace=named.book.other_workspace)
        assert "Acme" not in error.text.replace(text, "")
        assert [way.command for way in error.ways] == ["journey"]


async def test_nothing_typed_asks_which(named):
    assert (await refused(named, " ")).text.startswith("Which account?")
