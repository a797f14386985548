"""Every message and form of ours with made-up data, for `milepost preview` and the tests of each surface."""

from __future__ import annotations

from bot.message import Form, Message
from bot.talk.card import card, log, share, survey, tasks, view_form
from bot.talk.digest import digest_message, first_day
from bot.talk.figures import funnel, losses, multiplier, releases, survey_results
from bot.talk.health import health_form, health_message
from bot.talk.home import figures_consent, home, settings_form
from bot.talk.letters import draft, draft_sent, favours
from bot.talk.people import persona_message, prep_message, prep_when_leaving
from bot.talk.phrases import greeting
from bot.talk.pictures import funnel_picture, journey_map
from bot.talk.portfolio import account_tables, portfolio
from bot.talk.renewal import post_mortem, renewal
from bot.talk.reviews import persona_walk, review_message
from bot.talk.todos import alert, todo_forms, todo_list, why

Example = tuple[str, Message | Form]

EXAMPLES: tuple[Example, ...] = (
    *digest_message.EXAMPLES,
    *alert.EXAMPLES,
    *first_day.EXAMPLES,
    *portfolio.EXAMPLES,
    *account_tables.EXAMPLES,
    *funnel.EXAMPLES,
    *funnel_picture.EXAMPLES,
    *greeting.EXAMPLES,
    *releases.EXAMPLES,
    *multiplier.EXAMPLES,
    *card.EXAMPLES,
    *prep_message.EXAMPLES,
    *prep_when_leaving.EXAMPLES,
    *draft.EXAMPLES,
    *draft_sent.EXAMPLES,
    *favours.EXAMPLES,
    *review_message.EXAMPLES,
    *persona_walk.EXAMPLES,
    *journey_map.EXAMPLES,
    *why.EXAMPLES,
    *health_message.EXAMPLES,
    *health_form.EXAMPLES,
    *tasks.EXAMPLES,
    *persona_message.EXAMPLES,
    *log.EXAMPLES,
    *renewal.EXAMPLES,
    *post_mortem.EXAMPLES,
    *losses.EXAMPLES,
    *survey.EXAMPLES,
    *survey_results.EXAMPLES,
    *view_form.EXAMPLES,
    *share.EXAMPLES,
    *todo_list.EXAMPLES,
    *todo_forms.EXAMPLES,
    *home.EXAMPLES,
    *settings_form.EXAMPLES,
    *figures_consent.EXAMPLES,
)
