"""What may follow an account's name in `/journey`, in help's order; those without a usage are old words."""

from handlers.topics import account, favours, figures, health, letters, log, people, renewal, reviews
from handlers.topics.plan import plan
from handlers.topics.portfolio import hand_over
from handlers.topics.said import survey
from handlers.topics.todos import answer

WORDS = (
    people.PREP,
    log.LOG,
    letters.DRAFT,
    plan.PLAN,
    renewal.RENEWAL,
    reviews.REVIEW,
    answer.WHY,
    account.MAP,
    health.HEALTH,
    reviews.EBR,
    reviews.QBR,
    favours.ASK,
    letters.CELEBRATE,
    survey.SURVEY,
    renewal.POST_MORTEM,
    figures.MULTIPLIER,
    hand_over.WORD,
)
