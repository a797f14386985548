"""The page that documents a playbook: complete, in words, and safe with any content."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from bot.errors import UserError
from bot.playbook.models import Library, Playbook
from bot.playbook.page import playbook_page

NASTY = "<script>alert('x')</script> & \"quoted\" {{ 7 * 7 }}"


class Text(HTMLParser):
    """What a reader sees, and which elements and ids there are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.hidden += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.pieces).split())


@pytest.fixture(scope="session")
def html(library: Library, playbook: Playbook) -> str:
    return playbook_page(library, playbook.name)


def test_it_tells_every_stage_with_all_that_belongs_to_it(html: str, playbook: Playbook):
    # method: A1, B4, D1
    text = Text(html).text
    for stage in playbook.stages:
        for words in (stage.name, stage.purpose, *stage.teams, *stage.needs, *stage.actions, *stage.requirements):
            assert " ".join(words.split()) in text, words
        assert all(name in text for name in stage.touchpoints)


def test_it_tells_every_milestone_with_what_the_customer_reads_and_gets(html: str, playbook: Playbook):
    # method: D9, D12
    text = Text(html).text
    for milestone in playbook.milestones():
        assert milestone.materials, milestone.key
        for piece in milestone.materials:
            assert piece.text is not None
            assert " ".join(piece.text.split()) in text, piece.title
        for words in (milestone.customer_words, *(task.customer_words for task in milestone.tasks)):
            assert words, milestone.key
            assert words in text, words


def test_it_tells_every_milestone_with_its_steps_and_its_test(html: str, playbook: Playbook):
    # method: D2, D3, D4
    text = Text(html).text
    for milestone in playbook.milestones():
        assert milestone.meaning in text
        assert f"usually {milestone.usual_days} days" in text
        for task in milestone.tasks:
            assert task.name[1:] in text
        for asked in milestone.kpis:
            assert f"{asked.at_least:g}" in text
    assert "Every step is done" in text


def test_the_strict_test_stands_in_words(library: Library):
    # method: B3, D3
    text = Text(playbook_page(library, "saas-lifecycle")).text
    assert "Weekly use 50% or more, measured within 14 days" in text
    assert "Enterprise: active seats 60% or more and core features in use 40% or more" in text
    assert "4 steps done; paid seats 50 or more" in text
    assert "satisfaction 4 of 5 or more" in text


def test_it_tells_health_and_its_bands(html: str, playbook: Playbook):
    # method: C2
    text = Text(html).text
    for kpi in playbook.health.kpis:
        assert kpi.name[1:] in text
    assert "At risk 0 to 49" in text
    assert "Healthy 75 to 100" in text


def test_it_tells_every_rule_in_words(html: str, playbook: Playbook):
    # method: C4, D7
    found = Text(html)
    for rule in playbook.rules:
        assert f"rule-{rule.key}" in found.ids
    assert "No review for more than 90 days." in found.text
    assert "112 days since the last review (Fri 5 Sep); 90 is our limit" in found.text


def test_a_figure_that_moved_is_told_in_words(library: Library):
    # method: C2
    text = Text(playbook_page(library, "laer")).text
    assert "Weekly use down by 30% or more within 14 days." in text
    assert (
        "weekly use not down by 30% or more within 14 days and weekly use not down by 20% or more within 28"
        in text.lower()
    )


def test_rules_that_wait_say_for_which_level(library: Library):
    # method: D7
    text = Text(playbook_page(library, "success-milestones")).text
    assert "Level 1 of 3 is in use" in text
    assert "ebr-second-milestone risk from level 2" in text
    assert "On the way to a steady routine and past the time its milestone may take." in text


def test_it_tells_what_to_say_to_whom(html: str, library: Library, playbook: Playbook):
    # method: A3
    text = Text(html).text
    for laer in {stage.laer for stage in playbook.stages}:
        for guide in library.personas.values():
            assert guide.cells[laer].message in text
            assert all(each in text for each in guide.cells[laer].activities)
    assert "‘Halve the time we spend on reporting" in text, "milestones speak for a made-up account"


def test_segments_and_touchpoints_stand_where_there_are_any(library: Library):
    # method: B2, B4
    saas = library.playbooks["saas-lifecycle"]
    text = Text(playbook_page(library, "saas-lifecycle")).text
    for segment in saas.segments:
        for words in (*segment.pain_points, *segment.associations, *segment.success.values()):
            assert words in text
    for touchpoint in saas.touchpoints:
        assert all(words in text for words in touchpoint.helps.values())
    assert "Touchpoint" not in Text(playbook_page(library, "laer")).text


def test_it_needs_nothing_from_anywhere_else(html: str):
    assert not re.search(r"(src|href)=[\"'](?!#)", html)
    assert "@import" not in html
    assert "url(" not in html
    assert not re.search(r"\{[{%]|None|Undefined", Text(html).text)


def test_every_link_leads_somewhere_and_no_id_stands_twice(html: str):
    ids = Text(html).ids
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_hostile_names_are_shown_and_do_nothing(library: Library):
    saas = library.playbooks["saas-lifecycle"]
    first = saas.stages[0]
    task = first.milestones[0].tasks[0].model_copy(update={"name": NASTY})
    milestone = first.milestones[0].model_copy(update={"name": NASTY, "meaning": NASTY, "tasks": (task,)})
    stage = first.model_copy(update={"name": NASTY, "needs": (NASTY,), "milestones": (milestone,)})
    touchpoint = saas.touchpoints[0].model_copy(update={"name": NASTY, "helps": {"awareness": NASTY}})
    segment = saas.segments[0].model_copy(update={"name": NASTY, "values": (NASTY,)})
    changed = {
        "title": NASTY,
        "stages": (stage, *saas.stages[1:]),
        "segments": (segment,),
        "touchpoints": (touchpoint,),
    }
    hostile = library.model_copy(update={"playbooks": {"saas-lifecycle": saas.model_copy(update=changed)}})
    html = playbook_page(hostile, "saas-lifecycle")
    assert html.count("<script") == playbook_page(library, "saas-lifecycle").count("<script") == 1
    assert "{{ 7 * 7 }}" in unescape(html)
    assert Text(html).text.count("alert('x')") >= 8


def test_a_name_that_is_none_is_answered_with_the_nearest(library: Library):
    with pytest.raises(UserError, match="did you mean 'subscription'"):
        playbook_page(library, "subscriptions")
