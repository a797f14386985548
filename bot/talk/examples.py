"""Every message and form of ours with made-up data, for `milepost preview` and the tests of each surface."""

from __future__ import annotations

from bot.message import Form, Message
from bot.talk import (
    alert,
    card,
    churn,
    digest,
    feedback,
    home,
    journey_map,
    log,
    persona_look,
    portfolio,
    post_mortem,
    prep_look,
    renewal,
    settings_form,
    share,
    survey,
    tasks,
    todo_forms,
    todos,
    view_form,
    welcome,
    why,
)

Example = tuple[str, Message | Form]

EXAMPLES: tuple[Example, ...] = (
    *digest.EXAMPLES,
    *alert.EXAMPLES,
    *welcome.EXAMPLES,
    *portfolio.EXAMPLES,
    *card.EXAMPLES,
    *prep_look.EXAMPLES,
    *journey_map.EXAMPLES,
    *why.EXAMPLES,
    *tasks.EXAMPLES,
    *persona_look.EXAMPLES,
    *log.EXAMPLES,
    *renewal.EXAMPLES,
    *post_mortem.EXAMPLES,
    *churn.EXAMPLES,
    *survey.EXAMPLES,
    *feedback.EXAMPLES,
    *view_form.EXAMPLES,
    *share.EXAMPLES,
    *todos.EXAMPLES,
    *todo_forms.EXAMPLES,
    *home.EXAMPLES,
    *settings_form.EXAMPLES,
)
