"""What people typed stands in our errors as they typed it: it styles nothing, mentions nobody and breaks no word."""

import re
from itertools import count

import pytest

from bot.conversation import Caller, Inbound, Place
from bot.message import Message
from bot.surfaces.plain.text import plain_text
from bot.surfaces.slack.render.message import render_message

pytestmark = pytest.mark.one_database

HOSTILE = ("5*star hotel", "a`b", "<!channel>", "*loud* `code`")
# Each is answered with an error that quotes what stands for {}.
QUOTING = (
    "journey {}",
    "journey {} prep",
    "journey prep {}",
    "journey acme {}",
    "journey acme prep {}",
    "journey acme draft to {}",
    "journey acme ebr with {}",
    "journey acme health {}",
    "journey stuck {}",
    "journey stuck csm {}",
    "journey stuck tier {}",
    "journey at-risk segment {}",
    "journey feedback {}",
    "persona {}",
    "persona acme {}",
    "persona acme the COO {}",
    "cta {}",
    "cta add {} by 32 Feb",
)
_numbers = count(1)


async def said(town, kind: str, words: str) -> Message:
    name, _, text = words.partition(" ") if kind == "command" else ("", "", words)
    inbound = Inbound(kind, Caller("T1", "UOLGA"), f"as-typed:{next(_numbers)}", Place("CTEAM"), name=name, text=text,
                      takes=frozenset({"message"}))  # fmt: skip
    reply = await town.desk.receive(inbound)
    await town.settled()
    assert reply.message is not None
    return reply.message


def in_slack(message: Message) -> str:
    """What Slack reads styles and mentions in: everything but the labels of buttons."""
    shown = render_message(message)
    return "\n".join([shown["text"], *(block["text"]["text"] for block in shown["blocks"] if "text" in block)])


def signs(text: str) -> str:
    """Without what Slack reads as styles, and without the twins that stand in for it."""
    return re.sub("[*∗`ˋ\u200b\u2060]", "", text).replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.slow
@pytest.mark.parametrize("typed", QUOTING)
async def test_an_error_shows_what_was_typed_as_it_was_typed(town, typed):
    await town.accounts.account("Hooli", segment="retail")
    for name in HOSTILE:
        message = await said(town, "command", typed.format(name))
        assert name in plain_text(message)
        assert signs(name) in signs(in_slack(message))
        assert "<!channel>" not in in_slack(message)


@pytest.mark.both_databases
async def test_a_bold_name_is_bold_as_a_whole(town):
    message = await said(town, "command", "journey 5*star hotel")
    assert "called *5∗star hotel*\u200b, and" in in_slack(message)


async def test_a_question_is_quoted_as_it_was_asked(town):
    for name in HOSTILE:
        assert f"“{name}”" in plain_text(await said(town, "mention", name))


async def test_accounts_with_such_names_are_offered_under_them(town):
    for name in HOSTILE:
        await town.accounts.account(f"Release {name}")
        message = await said(town, "command", f"journey release {name}")
        assert f"Is that the account Release {name}, or a release called {name}?" in plain_text(message)
        message = await said(town, "command", f'journey "Release {name}" nonsense')
        assert f"That is Release {name}, but" in plain_text(message)
        assert "<!channel>" not in in_slack(message)


async def test_a_release_that_is_marked_already_is_named(town):
    for name in HOSTILE:
        await said(town, "command", f'journey release "{name}" on 3 Mar 2025')
        message = await said(town, "command", f'journey release "{name}" on 4 Mar 2025')
        assert f"{name} is marked already" in plain_text(message)


async def test_what_a_form_names_stands_in_its_error(town):
    for name in HOSTILE:
        inbound = Inbound("form", Caller("T1", "UOLGA"), f"as-typed:{next(_numbers)}", action="log-save", target="",
                          fields={"account": f"acme {name}", "note": "call"}, inputs=("account", "note"))  # fmt: skip
        [(field, words)] = (await town.desk.receive(inbound)).field_errors.items()
        assert field == "account"
        assert f"No account is called acme {name}. Did you mean Acme?" == "".join(span.text for span in words)
