"""Every message and form of ours with made-up data, for `milepost preview` and the tests of each surface."""

from __future__ import annotations

from bot.message import Form, Message
from bot.talk import (
    advocacy,
    alert,
    card,
    digest,
    drafts,
    funnel,
    home,
    journey_map,
    log,
    persona_look,
    portfolio,
    prep_look,
    releases,
    renewal,
    review_look,
    revisit,
    rosters,
    sent,
    settings_form,
    share,
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
    *rosters.EXAMPLES,
    *funnel.EXAMPLES,
    *releases.EXAMPLES,
    *card.EXAMPLES,
    *prep_look.EXAMPLES,
    *drafts.EXAMPLES,
    *sent.EXAMPLES,
    *advocacy.EXAMPLES,
    *review_look.EXAMPLES,
    *revisit.EXAMPLES,
    *journey_map.EXAMPLES,
    *why.EXAMPLES,
    *tasks.EXAMPLES,
    *persona_look.EXAMPLES,
    *log.EXAMPLES,
    *renewal.EXAMPLES,
    *view_form.EXAMPLES,
    *share.EXAMPLES,
    *todos.EXAMPLES,
    *todo_forms.EXAMPLES,
    *home.EXAMPLES,
    *settings_form.EXAMPLES,
)
