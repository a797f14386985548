"""Templates: strict about what they name, forgiving about white space, deaf to what is in a name."""

import dataclasses

import pytest

from bot.errors import PlaybookError
from bot.playbook.models import Library
from bot.playbook.text.samples import FULL, UNKNOWN, situations
from bot.playbook.text.situation import AccountWords
from bot.playbook.text.templates import broken_names, render


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ 1|count('task') }}, {{ 3|count('task') }}", "1 task, 3 tasks"),
        ("{{ 2|count('person', 'people') }}", "2 people"),
        ("{{ milestone.open_tasks|listed }}", "live data source, first users invited and first result on screen"),
        ("{{ milestone.open_tasks|listed(2) }}", "live data source and first users invited, among other things"),
        ("{{ milestone.missing|listed }}", "live data source and two more weekly users (3 of 5)"),
        ("{{ milestone.open_tasks|first|cap }}", "Live data source"),
        ("{{ stakeholder.vision|quoted }}", "“Halve the time we spend on reporting before the board meets in spring”"),
        ("{{ stakeholder.vision|short(20) }}", "Halve the time we…"),
        ("{{ health.moved|first|aloud }}", "weekly use from 62% to 41%"),
        ("one\n   {% if promise %} two {% endif %} , three .", "one two, three."),
    ],
)
def test_filters_make_words_of_values(template: str, said: str):
    assert render(template, FULL) == said


@pytest.mark.parametrize(
    "template",
    [
        "{% if milestone %}no{% endif %}",
        "{% if stakeholder.vision %}no{% endif %}",
        "{% if health.score is not none %}no{% endif %}",
        "{{ milestone.open_tasks|listed }}{{ stale|first }}",
        "{% for each in milestone.missing %}no{% endfor %}",
    ],
)
def test_a_part_that_is_not_there_can_be_asked_about(template: str):
    assert render(template, UNKNOWN) == ""


@pytest.mark.parametrize(
    "template",
    [
        "{{ promise }}",
        "{{ stakeholder }}",
        "{{ stakeholder.first_name }}",
        "{{ milestone.days|count('day') }}",
        "{{ nobody }}",
        "{{ account.nobody }}",
        "{{ 1 / 0 }}",
        "{{ account.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{% include 'x' %}",
    ],
)
def test_what_is_unknown_or_forbidden_is_refused_and_never_printed(template: str):
    with pytest.raises(PlaybookError):
        render(template, UNKNOWN)


def test_a_name_that_looks_like_a_template_stays_a_name():
    situation = dataclasses.replace(UNKNOWN, account=AccountWords("{{ 7 * 7 }} {% raise %}\n<!channel>"))
    assert render("{{ account.name }}", situation) == "{{ 7 * 7 }} {% raise %} <!channel>"


def test_names_are_checked_even_where_no_situation_leads():
    assert broken_names("{% if false %}{{ stakholder.vision }}{% endif %}")[0].startswith(
        "'stakholder' is not known to templates; did you mean 'stakeholder'?"
    )
    assert broken_names("{% if false %}{{ health.scor }}{% endif %}")[0].startswith(
        "'health' has no 'scor'; did you mean 'score'?"
    )
    assert broken_names("{% set what = 'x' %}{{ what }}") == ()


def test_every_template_that_ships_renders_whatever_is_known(library: Library):
    # `check` proves it for `milestone check`; this proves it again without it
    for playbook in library.playbooks.values():
        tracks = [track for owner in (*playbook.milestones(), *playbook.rules) for track in owner.talk.values()]
        templates = [text for track in tracks for text in (*track.say, track.ask, track.leave_with) if text]
        templates += [text for rule in playbook.rules for text in (rule.headline, rule.todo, rule.clears)]
        for situation in situations().values():
            for template in templates:
                assert "None" not in render(template, situation)


def test_the_made_up_situations_miss_each_thing_once():
    names = set(situations())
    assert {
        "nothing known",
        "long names full of markup",
        "stakeholder unknown",
        "health.score unknown",
        "promise unknown",
    } <= names
    assert len(names) > 35
