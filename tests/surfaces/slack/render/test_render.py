"""What Slack gets: within its limits, cut visibly, and never more than what a value spells."""

import json
import re

import pytest

from bot.message import (
    Actions,
    Button,
    Chart,
    Column,
    Facts,
    Heading,
    Image,
    Message,
    Notes,
    Option,
    Select,
    Series,
    Step,
    Steps,
    Table,
    Text,
    bold,
    channel,
    line,
    link,
    user,
)  # fmt: skip
from bot.sandbox.limits.blocks import check_blocks, check_view
from bot.surfaces.slack.render.message import render_home, render_message

PING = re.compile(r"<!|<@(?!UOLGA>)|<#")


def drawn(*blocks, **more):
    return render_message(Message(title=line("T"), blocks=blocks), **more)["blocks"][1:]


def mrkdwn(*blocks):
    return [block["text"]["text"] for block in drawn(*blocks)]


@pytest.mark.slow
def test_hundreds_of_hostile_messages_stay_within_the_limits(hostile_messages, slack_limits):
    for message in hostile_messages:
        rendered = render_message(message, files={"chart.png": "F1"})
        slack_limits(rendered)
        assert check_blocks(rendered["blocks"], "message") == []
        assert check_view(render_home(message)) == []
        assert not PING.search(rendered["text"])
        for words in re.findall(r'"text": "((?:[^"\\]|\\.)*)", "verbatim"', json.dumps(rendered)):
            assert not PING.search(words), words


def test_buttons_are_never_what_is_cut():
    button = Actions(elements=(Button(label="Reached out", action="reached", target="7"),))
    long = Text(lines=tuple(line("word " * 60) for _ in range(100)))
    message = Message(title=line("T"), blocks=(long, button, *[long] * 60, button))
    blocks = render_message(message)["blocks"]
    assert [block["type"] for block in blocks].count("actions") == 2
    assert "… and " in json.dumps(blocks, ensure_ascii=False)


def test_very_many_rows_of_buttons_become_few_full_ones():
    rows = [Actions(elements=(Button(label=f"Open {n}", action="open", target=str(n)),)) for n in range(80)]
    blocks = render_message(Message(title=line("T"), blocks=tuple(rows)))["blocks"]
    assert sum(len(block["elements"]) for block in blocks if block["type"] == "actions") == 80


def test_a_hostile_name_shows_as_it_is_spelled():
    [text] = mrkdwn(Text(lines=(line("*bold* <!channel> ~x~ _y_ `z` :fire: a & b"),)))
    assert text == "∗bold∗ &lt;!channel&gt; ∼x∼ ˍyˍ ˋzˋ :\u2060fire: a &amp; b"


def test_signs_inside_words_can_still_be_copied():
    assert mrkdwn(Text(lines=(line("weekly_active_users 5*3 a~b 5 * 3"),))) == ["weekly_active_users 5*3 a~b 5 * 3"]


def test_a_value_cannot_break_out_of_a_style_or_a_link():
    [text] = mrkdwn(Text(lines=(line(bold("a* b"), " ", link("x>|y", "https://a.example/?q=<b>|c&d")),)))
    assert text == "*a∗ b* <https://a.example/?q=%3Cb%3E%7Cc&amp;d|x&gt;|y>"


def test_only_real_ids_mention_and_only_web_addresses_link():
    words = line(user("UOLGA", "Olga"), " ", user("<!here>", "Eve"), " ", channel("CTEAM", "cs"), " ",
                 link("click", "javascript:alert(1)"))  # fmt: skip
    assert mrkdwn(Text(lines=(words,))) == ["<@UOLGA> Eve <#CTEAM> click"]


def test_styles_beside_words_have_an_edge():
    [text] = mrkdwn(Text(lines=(line("re", bold(" new "), "al"),)))
    assert text == "re *new* al"
    [text] = mrkdwn(Text(lines=(line("re", bold("new"), "al"),)))
    assert text == "re\u200b*new*\u200bal"


def test_a_value_that_starts_like_a_quotation_is_none():
    assert mrkdwn(Text(lines=(line("> 5 days"),))) == ["\u2060&gt; 5 days"]
    assert mrkdwn(Text(lines=(line("Hi"), line("there")), quote=True)) == ["> Hi\n> there"]


def test_direction_overrides_go_and_real_letters_stay():
    assert mrkdwn(Text(lines=(line("\u202eevil حساب"),))) == ["evil حساب"]


def test_stages_stand_in_one_line():
    steps = tuple(
        Step(text=name, state=state)
        for name, state in (("Land", "done"), ("Adopt", "now"), ("Expand", "to come"), ("Renew", "to come"))
    )
    assert mrkdwn(Steps(steps=steps, inline=True)) == ["Land ✓ ─ *ADOPT* ─ Expand ─ Renew"]


def test_a_late_step_says_so_in_a_word():
    steps = (
        Step(text="Map data", state="done"), Step(text="Source live", state="now", note="day 57"),
        Step(text="Training", state="late"), Step(text="Review", state="to come"),
    )  # fmt: skip
    assert mrkdwn(Steps(steps=steps)) == ["✓ Map data\n▸ *Source live* · day 57\n⚠ *Training* · late\n○ Review"]


def test_facts_stand_side_by_side_where_there_is_room():
    [block] = drawn(Facts(pairs=(("Renews", "14 Mar"), ("Notice", "Tue 13 Jan"))))
    assert [field["text"] for field in block["fields"]] == ["*Renews*\n14 Mar", "*Notice*\nTue 13 Jan"]
    [text] = mrkdwn(Facts(pairs=(("Renews", "x" * 100), ("Notice", "13 Jan"))))
    assert text == f"*Renews* {'x' * 100}\n*Notice* 13 Jan"


def test_a_table_aligns_numbers_right_and_says_how_many_rows_are_missing():
    rows = tuple((f"account {n}", str(n)) for n in range(111))
    table, note = drawn(Table(columns=(Column(title="Account"), Column(title="Health", number=True)), rows=rows))
    assert [one["align"] for one in table["column_settings"]] == ["left", "right"]
    assert len(table["rows"]) == 100
    assert note["elements"][0]["text"] == "… and 12 more"


def test_a_second_table_reads_as_text():
    table = Table(columns=(Column(title="Account"), Column(title="Health", number=True)), rows=(("Acme", "61"),))
    _, second = drawn(table, table)
    assert second["text"]["text"] == "```\nAccount  Health\nAcme         61\n```"


def test_a_second_table_that_a_phone_would_wrap_reads_line_by_line():
    columns = (Column(title="Account"), Column(title="By"), Column(title="A year", number=True))
    table = Table(columns=columns, rows=(("Driftwell <Shipping> *Ltd*", "notice 6 Apr", "280k SGD"), ("Acme", "", "")))
    _, second = drawn(table, table)
    head, first, last = second["text"]["text"].split("\n")
    assert head == "_Account · By · A year_"
    assert first.startswith("*Driftwell &lt;Shipping&gt; ")
    assert first.endswith("* · notice 6 Apr · 280k SGD")
    assert last == "*Acme* · – · –"


def test_a_chart_is_drawn_and_reads_in_the_text():
    chart = Chart(title="Logins", labels=("Mon", "Tue"), series=(Series(name="users", values=(3, 5.5)),), unit="a day")
    message = Message(title=line("T"), blocks=(chart,))
    rendered = render_message(message)
    assert rendered["blocks"][1] == {
        "type": "data_visualization", "title": "Logins",
        "chart": {
            "type": "bar",
            "series": [{"name": "users", "data": [{"label": "Mon", "value": 3.0}, {"label": "Tue", "value": 5.5}]}],
            "axis_config": {"categories": ["Mon", "Tue"], "y_label": "a day"},
        },
    }  # fmt: skip
    assert "users (a day): Mon 3, Tue 5.5" in rendered["text"]


def test_a_third_chart_reads_as_text():
    chart = Chart(title="Logins", labels=("Mon",), series=(Series(name="users", values=(3,)),))
    assert [block["type"] for block in drawn(chart, chart, chart)] == ["data_visualization"] * 2 + ["section"]


def test_a_picture_shows_once_uploaded_and_says_where_it_is_otherwise():
    image = Image(alt="Health fell to 61", name="h.png", png_base64="AA==")
    [shown] = drawn(image, files={"h.png": "F1"})
    assert shown == {"type": "image", "alt_text": "Health fell to 61", "slack_file": {"id": "F1"}}
    [note] = drawn(image, audience="ephemeral", files={"h.png": "F1"})
    assert note["elements"][0]["text"] == "Picture: Health fell to 61 · sent to your direct messages"


def test_a_menu_with_a_name_keeps_it_and_more_is_dots():
    options = (Option(label="Tomorrow", value="1"),)
    later = Select(label="Later", action="later", target="7", options=options, menu=True)
    more = Select(label="More", action="more", target="7", options=options, menu=True)
    [block] = drawn(Actions(elements=(later, more)))
    assert [one["type"] for one in block["elements"]] == ["static_select", "overflow"]
    assert block["elements"][0]["placeholder"]["text"] == "Later"


def test_a_menu_too_long_says_what_is_missing():
    options = tuple(Option(label=f"Account {n}", value=str(n)) for n in range(112))
    blocks = drawn(Actions(elements=(Select(label="Account", action="a", target="1", options=options),)))
    assert len(blocks[0]["elements"][0]["options"]) == 100
    assert blocks[1]["elements"][0]["text"] == "Account: … and 12 more"


def test_long_words_are_cut_visibly():
    [block] = drawn(Actions(elements=(Button(label="word " * 40, action="a", target="1"),)))
    assert block["elements"][0]["text"]["text"].endswith("word…")
    assert mrkdwn(Heading(text="word " * 2000))[0].endswith("word…*")


def test_the_text_reads_well_by_itself():
    message = Message(
        title=line("Acme: 57 days without first value; 45 is usual"),
        blocks=(Text(lines=(line("Missing: data source"),)), Notes(lines=(line("Usage: yesterday"),)),
                Actions(elements=(Button(label="Draft", action="draft", target="1"),))),
    )  # fmt: skip
    assert render_message(message)["text"] == (
        "Acme: 57 days without first value; 45 is usual\nMissing: data source\nUsage: yesterday"
    )


def test_a_summary_comes_first():
    message = Message(title=line("Acme"), summary="Acme is 12 days late")
    assert render_message(message)["text"] == "Acme is 12 days late\nAcme"


def test_an_action_that_does_not_fit_is_our_mistake():
    with pytest.raises(ValueError, match="not an action id"):
        drawn(Actions(elements=(Button(label="x", action="a" * 300, target="1"),)))
