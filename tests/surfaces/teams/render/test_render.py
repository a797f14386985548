"""Messages and forms as cards: what people read and press, how much of it fits, and that nobody's words do anything."""

import json
import random
from datetime import date

import pytest

from bot.message import (
    Actions,
    Button,
    ChannelInput,
    Chart,
    ChoiceInput,
    Column,
    DateInput,
    DateSelect,
    Divider,
    Facts,
    Form,
    Image,
    Message,
    Notes,
    NumberInput,
    Option,
    PersonInput,
    PersonSelect,
    Select,
    Series,
    Span,
    Step,
    Steps,
    Table,
    Text,
    TextInput,
    ask,
    ask_home,
    bold,
    line,
    link,
)
from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.render.check import parts_of, problem_of_activity, problem_of_card
from bot.surfaces.teams.render.forms import filled, render_form
from bot.surfaces.teams.render.message import answer_forms, card, forms_of, in_words, render_message
from bot.surfaces.teams.text import JOINER, in_bytes
from tests.surfaces.conftest import CARD, PNG, Maker

LATER = Select(
    label="Later",
    action="later",
    target="7",
    menu=True,
    options=(Option(label="Tomorrow", value="1"), Option(label="Next week", value="7")),
)


def body(*blocks):
    return card(Message(title=line("Acme"), blocks=blocks))["body"]


def said(drawn) -> str:
    """All words of a card, joiners left out."""
    words = []
    for part in parts_of(drawn):
        words += [one for one in part.get("inlines", ()) if isinstance(one, str)]
        words += [part[name] for name in ("text", "title", "altText", "label") if isinstance(part.get(name), str)]
        words += [f"{fact['title']}: {fact['value']}" for fact in part.get("facts", ())]
    return "\n".join(words).replace(JOINER, "")


def buttons(drawn):
    return {part["title"]: part for part in parts_of(drawn) if str(part["type"]).startswith("Action.")}


def test_a_card_shows_each_kind_of_block() -> None:
    drawn = render_message(CARD)
    assert problem_of_activity(drawn) is None
    kinds = [part["type"] for part in parts_of(drawn["attachments"][0]["content"])]
    assert {"Container", "FactSet", "Table", "ActionSet"} <= set(kinds)
    words = said(drawn)
    assert "Land ✓" in words
    assert "ADOPT" in words
    assert "Renews: 14 Mar" in words
    assert drawn["summary"] == "Acme · mid tier"


def test_styles_and_links_are_runs_of_their_own() -> None:
    [_, text] = body(Text(lines=(line("First ", bold("2 of 4"), " see ", link("the page", "https://acme.example")),)))
    assert text["inlines"][0] == "First "
    assert text["inlines"][1] == {"type": "TextRun", "text": "2 of 4", "weight": "Bolder"}
    assert text["inlines"][3]["selectAction"] == {"type": "Action.OpenUrl", "url": "https://acme.example"}
    [_, text] = body(Text(lines=(line(Span(text="press", link="javascript:alert(1)")),)))
    assert text["inlines"] == ["press"]


def test_what_can_be_asked_for_is_said_in_teams_words() -> None:
    words = said(body(Text(lines=(line(ask("acme why"), " or ", ask_home()),))))
    assert "/journey acme why" in words
    assert "say “home”" in words


def test_a_button_carries_what_it_acts_on() -> None:
    drawn = body(Actions(elements=(Button(label="Draft", action="draft", target="1", style="primary"),)))
    assert buttons(drawn)["Draft"] == {
        "type": "Action.Execute",
        "title": "Draft",
        "verb": "act",
        "data": {"action": "draft", "target": "1"},
        "associatedInputs": "none",
        "style": "positive",
    }
    with pytest.raises(ValueError, match="not an action id"):
        body(Actions(elements=(Button(label="Draft", action="a:b", target="1"),)))


def test_a_confirmation_is_a_second_step() -> None:
    sure = Button(label="Remove", action="remove", target="1", style="danger", confirm="For everybody?")
    [action] = body(Actions(elements=(sure,)))[1]["actions"]
    assert action["type"] == "Action.ShowCard"
    [asked, row] = action["card"]["body"]
    assert asked["inlines"] == ["For everybody?"]
    assert row["actions"][0]["data"] == {"action": "remove", "target": "1"}


def test_a_small_menu_is_buttons_and_an_overflow_hides_them() -> None:
    [action] = body(Actions(elements=(LATER,)))[1]["actions"]
    assert (action["type"], action["title"]) == ("Action.ShowCard", "Later ▾")
    options = action["card"]["body"][0]["actions"]
    assert [one["data"] for one in options] == [
        {"action": "later", "target": "7", "value": "1"},
        {"action": "later", "target": "7", "value": "7"},
    ]
    draft = Button(label="Draft", action="draft", target="1")
    [row] = body(Actions(elements=(LATER.model_copy(update={"label": "More"}), draft)))[1:]
    assert [(one["title"], one.get("mode")) for one in row["actions"]] == [
        ("Draft", None),
        ("Tomorrow", "secondary"),
        ("Next week", "secondary"),
    ]


def test_other_menus_ask_in_an_input_and_no_two_have_one_id() -> None:
    many = tuple(Option(label=f"Account {n}", value=str(n)) for n in range(8))
    elements = (
        Select(label="Account", action="open", target="", options=many, chosen="3"),
        DateSelect(label="Until", action="until", target="1", chosen=date(2026, 3, 1)),
        PersonSelect(label="Give to", action="give", target="1"),
    )
    fields = [part for part in parts_of(body(Actions(elements=elements))) if part["type"].startswith("Input.")]
    assert [field["id"] for field in fields] == ["chosen1", "chosen2", "chosen3"]
    assert [field.get("value") for field in fields] == ["3", "2026-03-01", None]
    assert fields[2]["choices.data"]["dataset"] == "graph.microsoft.com/users"


def test_no_row_has_more_buttons_than_teams_shows() -> None:
    elements = tuple(Button(label=f"B{n}", action="do", target=str(n)) for n in range(14))
    assert [len(row["actions"]) for row in body(Actions(elements=elements))[1:]] == [6, 6, 2]


def test_a_chart_has_its_figures_as_a_table_beside_it() -> None:
    chart = Chart(title="Logins", labels=("Mon", "Tue"), series=(Series(name="Acme", values=(3, 5)),), unit="h")
    drawn = body(chart)[2]
    assert drawn["type"] == "Chart.VerticalBar.Grouped"
    assert drawn["data"] == [{"legend": "Acme", "values": [{"x": "Mon", "y": 3.0}, {"x": "Tue", "y": 5.0}]}]
    assert [row["cells"][1]["items"][0]["inlines"] for row in drawn["fallback"]["rows"]] == [["Acme (h)"], ["3"], ["5"]]
    not_drawn = chart.model_copy(update={"series": (Series(name="Acme", values=(float("nan"), 5)),)})
    assert body(not_drawn)[2]["type"] == "Table"


def test_a_small_picture_stands_in_the_card_and_a_large_one_needs_an_address() -> None:
    small, large = (Image(alt="A map", name="map.png", png_base64=PNG * times) for times in (1, 200))
    assert body(small)[1]["url"] == f"data:image/png;base64,{PNG}"
    assert "Picture: A map" in said(body(large))
    shown = render_message(Message(blocks=(large,)), addresses={"map.png": "https://us.example/map.png"})
    assert "https://us.example/map.png" in json.dumps(shown)


def test_a_dividing_line_is_drawn_above_what_follows() -> None:
    [_, one, other] = body(Text(lines=(line("a"),)), Divider(), Text(lines=(line("b"),)))
    assert ("separator" in one, other["separator"]) == (False, True)


def test_late_is_a_word_and_small_print_is_subtle() -> None:
    drawn = body(Steps(steps=(Step(text="Connect", state="late"),)), Notes(lines=(line("since 3 Mar"),)))
    assert "late" in said(drawn)
    assert drawn[-1]["inlines"] == [{"type": "TextRun", "text": "since 3 Mar", "isSubtle": True, "size": "Small"}]


def test_what_is_too_long_is_cut_visibly_and_its_buttons_stay() -> None:
    rows = tuple((f"Account {n}", "so long " * 25, "41") for n in range(100))
    table = Table(columns=(Column(title="A"), Column(title="B"), Column(title="C", number=True)), rows=rows)
    row = Actions(elements=(Button(label="Draft", action="draft", target="1"),))
    drawn = render_message(Message(title=line("All"), blocks=(table, Text(lines=(line("After"),)), row)))
    assert TEAMS.message * 3 // 4 < in_bytes(drawn) <= TEAMS.message
    shown = next(len(part["rows"]) for part in parts_of(drawn) if part["type"] == "Table")
    assert f"… and {101 - shown} more" in said(drawn)
    assert "… and 1 more" in said(drawn)
    assert "Draft" in buttons(drawn)


def test_menus_get_shorter_before_buttons_are_lost() -> None:
    options = tuple(Option(label=f"Account {n} " + "x" * 60, value=str(n)) for n in range(100))
    elements = tuple(Select(label=f"S{n}", action="open", target=str(n), options=options) for n in range(12))
    drawn = render_message(Message(blocks=(Actions(elements=elements),)))
    assert problem_of_activity(drawn) is None
    assert len(buttons(drawn)) >= 13
    assert "S0: … and 90 more" in said(drawn)


def test_anything_at_all_makes_a_card_that_teams_takes() -> None:
    shorter = 0
    for seed in range(60):
        message = Maker(seed).message()
        drawn = render_message(message)
        assert problem_of_activity(drawn) is None, seed
        shorter += "more" in said(drawn)
        assert in_bytes(in_words(message)) <= TEAMS.message
    assert shorter > 10


def test_what_cant_be_drawn_is_told_in_words() -> None:
    broken = Message(title=line("Acme"), blocks=(Actions(elements=(Button(label="x", action="a:b", target="1"),)),))
    [words] = forms_of(broken)
    assert answer_forms(broken)[0] == words
    assert words["textFormat"] == "plain"
    assert words["text"].startswith("Acme")
    assert len(list(forms_of(CARD))) == 2


def test_values_in_facts_are_never_markdown_and_never_a_function() -> None:
    for spelt, instead in {
        "*bold*": "∗bold∗",
        "a*b snake_case": "a*b snake_case",
        "[x](https://a.example)": f"[x]{JOINER}(https:{JOINER}//a.example)",
        "<at>Ana</at>": f"<{JOINER}at>Ana<{JOINER}/at>",
        "- item": f"{JOINER}- item",
        "1. item": f"{JOINER}1. item",
        "&lt;b&gt;": f"&{JOINER}lt;b&{JOINER}gt;",
        "{{DATE(2026-01-01T00:00:00Z)}}": f"{{{JOINER}{{DATE(2026-01-01T00:00:00Z)}}}}",
        "\\*x": f"\\{JOINER}∗x",
    }.items():
        [fact] = body(Facts(pairs=(("Name", spelt),)))[1]["facts"]
        shown = fact["value"].replace(JOINER * 2, JOINER)
        assert shown == instead, spelt


FORM = Form(
    action="log",
    target="7",
    title="Log a contact",
    submit="Save",
    inputs=(
        TextInput(name="what", label="What *happened*", hint="One line is enough", value="met"),
        ChoiceInput(
            name="who",
            label="Who",
            options=(Option(label="Dana", value="1"), Option(label="Eli", value="2"), Option(label="Fi", value="3")),
            value=("1", "3"),
            several=True,
            optional=True,
        ),
        DateInput(name="day", label="When", value=date(2026, 3, 1)),
        NumberInput(name="score", label="Score", value="7", optional=True),
        PersonInput(name="to", label="For", optional=True),
    ),
)


def test_a_form_says_which_inputs_it_has_and_asks_for_those_it_needs() -> None:
    drawn = render_form(FORM)
    assert problem_of_card(drawn) is None
    [send] = drawn["actions"]
    assert (send["type"], send["title"]) == ("Action.Submit", "Save")
    assert send["data"]["form"] == ["what", "who", "day", "score", "to"]
    assert send["data"]["several"] == ["who"]
    fields = {part["id"]: part for part in parts_of(drawn) if part["type"].startswith("Input.")}
    assert [name for name, field in fields.items() if field.get("isRequired")] == ["what", "day"]
    assert [fields[name].get("value") for name in ("what", "who", "day", "score")] == ["met", "1,3", "2026-03-01", 7.0]
    assert fields["what"]["label"] == "What ∗happened∗"
    in_place = render_form(FORM, where="card")
    assert in_place["actions"][0]["type"] == "Action.Execute"
    assert "Log a contact" in said(in_place)


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_why() -> None:
    typed = filled(FORM, {"what": "met <at>x</at>", "who": ("2",), "day": "", "score": "many"})
    drawn = render_form(typed, errors={"score": line("A number, please.")})
    assert problem_of_card(drawn) is None
    fields = {part["id"]: part for part in parts_of(drawn) if part["type"].startswith("Input.")}
    assert [fields[name].get("value") for name in ("what", "who", "day", "score")] == [
        "met <at>x</at>",
        "2",
        None,
        "many",
    ]
    assert "A number, please." in json.dumps(drawn)


def test_a_person_is_looked_up_in_the_directory_or_chosen_from_those_that_are_known() -> None:
    form = Form(action="s", target="", title="S", submit="S", inputs=(PersonInput(name="c", label="Who", value="aad"),))
    people = [Option(label="*Olga* <at>", value="aad")]
    for known in ((), people):
        [asked] = [part for part in parts_of(render_form(form, people=known)) if part["type"] == "Input.ChoiceSet"]
        assert asked["choices.data"]["dataset"] == "graph.microsoft.com/users"
        assert [one["value"] for one in asked["choices"]] == [one.value for one in known]
        assert "<at>" not in json.dumps(asked)


def test_a_channel_is_chosen_from_those_that_are_known() -> None:
    form = Form(
        action="s", target="", title="S", submit="S", inputs=(ChannelInput(name="c", label="Where", value="19:b"),)
    )
    assert "Nothing to choose from yet." in json.dumps(render_form(form))
    channels = (Option(label="a", value="19:a"), Option(label="b", value="19:b"))
    [field] = [part for part in parts_of(render_form(form, channels=channels)) if part["type"].startswith("Input.")]
    assert (field["value"], len(field["choices"])) == ("19:b", 2)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda drawn: drawn["body"].append({"type": "TextBlok", "text": "x"}), "there is no TextBlok"),
        (lambda drawn: drawn["body"].append({"type": "RichTextBlock", "inlines": []}), "empty inlines"),
        (lambda drawn: drawn["body"].append({"type": "FactSet", "facts": [1], "colour": "red"}), "has no colour"),
        (lambda drawn: drawn["body"].append({"type": "Image", "url": "https://x"}), "lacks altText"),
        (lambda drawn: drawn["body"].append({"type": "ActionSet", "actions": [{"type": "TextRun"}]}), "among its"),
        (lambda drawn: drawn["body"].append({"type": "Input.Date", "id": "day"}), "two inputs of one id"),
        (lambda drawn: drawn["body"].append({"type": "Image", "url": "x" * 28_000, "altText": "x"}), "bytes"),
    ],
)
def test_the_check_finds_what_teams_would_refuse(spoil, why) -> None:
    drawn = render_form(FORM)
    spoil(drawn)
    assert why in (problem_of_card(drawn) or "")


def test_rows_of_a_table_may_be_shorter_than_its_heading() -> None:
    dice = random.Random(4)
    rows = tuple(tuple("x" for _ in range(dice.randrange(5))) for _ in range(5))
    drawn = render_message(Message(blocks=(Table(columns=(Column(title="A"), Column(title="B")), rows=rows),)))
    assert problem_of_activity(drawn) is None
