"""What may follow an account's name in `/journey`, in help's order."""

from handlers.topics import account, favours, figures, health, letters, log, people, renewal, reviews, todos

WORDS = (
    people.PREP,
    account.MAP,
    todos.WHY,
    health.HEALTH,
    account.TASKS,
    log.LOG,
    renewal.RENEWAL,
    reviews.EBR,
    reviews.QBR,
    favours.ASK,
    letters.DRAFT,
    letters.CELEBRATE,
    log.SURVEY,
    renewal.POST_MORTEM,
    figures.MULTIPLIER,
)
