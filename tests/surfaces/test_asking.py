"""How to ask for something is said by each surface; messages that were stored before keep their words."""

from bot.message import Message, Text, ask, ask_home, ask_tag, ask_todos, bold, line
from bot.surfaces.plain.html import html
from bot.surfaces.plain.text import plain_text
from bot.surfaces.slack.parse import form_errors
from bot.surfaces.slack.render.message import render_message

ASKS = line("Say ", ask("acme why"), ", ", ask_tag("acme Jana"), ", ", ask_todos(), " or open ", ask_home(), ".")


def blocks(message: Message) -> str:
    return "\n".join(block["text"]["text"] for block in render_message(message)["blocks"]).replace("\u200b", "")


def test_slack_and_plain_text_say_it_their_way():
    message = Message(title=line(bold("Acme")), blocks=(Text(lines=(ASKS,)),))
    assert "Say `/journey acme why`, `/persona acme Jana`, `/cta` or open my Home." in blocks(message)
    assert plain_text(message) == "Acme\nSay /journey acme why, /persona acme Jana, /cta or open my Home."
    assert "Say <code>/journey acme why</code>," in html(message)
    assert form_errors({"note": ASKS})["errors"]["note"] == plain_text(message).splitlines()[1]


def test_what_is_asked_for_is_shown_as_it_is_spelled():
    hostile = Message(blocks=(Text(lines=(line(ask("a`b <!channel> *x*")),)),))
    assert blocks(hostile) == "`/journey aˋb &lt;!channel&gt; *x*`"


def test_a_message_survives_the_outbox():
    message = Message(title=ASKS)
    assert Message.model_validate_json(message.model_dump_json()) == message


def test_a_message_stored_before_asks_were_spans_still_reads():
    stored = """{"title": [{"text": "Any time: ", "style": "plain", "link": null, "user": null, "channel": null},
                 {"text": "/journey acme", "style": "code", "link": null, "user": null, "channel": null}],
                 "blocks": [], "summary": "Say /journey acme"}"""
    message = Message.model_validate_json(stored)
    assert blocks(message) == "*Any time: `/journey acme`*"
    assert plain_text(message) == "Any time: /journey acme"
