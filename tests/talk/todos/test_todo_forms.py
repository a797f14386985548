"""Forms and confirmations of to-dos."""

from datetime import timedelta

from bot.surfaces.plain.text import plain_text
from bot.talk.todos.todo_forms import confirm_later, not_a_problem_form
from tests.given.book import TODAY
from tests.given.reading import every_button


def test_confirmations_are_in_the_past_tense_with_undo() -> None:
    message = confirm_later("Acme", 9, TODAY + timedelta(days=1), TODAY)
    assert plain_text(message).startswith("Put off Acme until tomorrow")
    assert every_button(message) == [("Undo", "undo", "9")]


def test_a_form_about_a_hostile_name_shows_it_as_text() -> None:
    form = not_a_problem_form(1, "<!here> Corp: late")
    assert form.intro[0][0].text == "<!here> Corp: late"
