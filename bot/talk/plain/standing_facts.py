"""Where an account stands, in a sentence each."""

from __future__ import annotations

from datetime import timedelta

from bot.calendar import plural, say_age, say_date, say_in
from bot.message import Line, bold, line
from bot.talk.account.at_risk import stands_at_risk
from bot.talk.account.view import find_milestone, kpi_of
from bot.talk.phrases.account_words import not_renewed
from bot.talk.phrases.progress_words import health_words_of, milestone_words, moved
from bot.talk.phrases.risk_words import risk_reasons
from bot.talk.phrases.ticket_words import ticket_words
from bot.talk.phrases.words import capital, health_words
from bot.talk.plain.asked import FactAsked, about
from bot.text import clean, measured, possessive


def health(asked: FactAsked) -> Line:
    words = health_words_of(asked.view, asked.reader, asked.now)
    if words.score is None:
        return about(asked, "has no health score: too little of its data is fresh.")
    band = f", {words.band}" if words.band else ""
    hand = f" ({words.by_hand})" if words.by_hand else ""
    return line(bold(possessive(asked.name)), f" health is {health_words(words.score, words.was)}{band}{hand}.")


def moved_fact(asked: FactAsked) -> Line:
    words, causes = health_words_of(asked.view, asked.reader, asked.now), moved(asked.view)
    if words.score is None:
        return health(asked)
    score = health_words(words.score, words.was)
    if causes:
        return line(bold(possessive(asked.name)), f" health is {score}. What moved: {', '.join(causes)}.")
    low = f" What weighs most: {', '.join(words.low)}." if words.low else ""
    return line(bold(possessive(asked.name)), f" health is {score}; nothing moved this week.{low}")


def health_trend(asked: FactAsked) -> Line:
    """From the day that was asked for until now, with the highest and the lowest between."""
    since = asked.since or asked.today - timedelta(days=30)
    known = [one for one in asked.scores if one.score is not None]
    within = [one for one in known if one.until is None or asked.reader.day(one.until) >= since]
    if len(within) < 2:
        return health(asked)
    then, now = within[0], within[-1]
    day = max(asked.reader.day(then.since), since)
    low, high = (pick(within, key=lambda one: one.score or 0) for pick in (min, max))
    ends = [
        f"{word} {one.score} ({say_date(max(asked.reader.day(one.since), since), asked.today)})"
        for word, one in (("highest", high), ("lowest", low))
        if one.score not in (then.score, now.score)
    ]
    between = f"; {', '.join(ends)}" if ends else ""
    said = f" health went {then.score} → {now.score} since {say_date(day, asked.today)}{between}."
    return line(bold(possessive(asked.name)), said)


TICKETS = "open-tickets"


def kpi_fact(asked: FactAsked, key: str) -> Line:
    kpi, found = kpi_of(asked.view, key), asked.view.measures.get(key)
    if found is None or found.value is None:
        return about(asked, f"has no data for {kpi.name} yet.")
    age = say_age(asked.reader.day(found.observed_at), asked.today) if found.observed_at else "age unknown"
    before = found.before
    was = ""
    if before is not None:
        was = ", as a week ago" if before == found.value else f", was {measured(before, kpi.unit)} a week ago"
    tickets = ticket_words(asked.view, asked.reader, asked.now) if key == TICKETS else None
    oldest = f" {capital(tickets.of_oldest)}." if tickets else ""
    return line(bold(asked.name), f": {kpi.name} {measured(found.value, kpi.unit)}{was} (measured {age}).{oldest}")


def data_age(asked: FactAsked) -> Line:
    """How old its newest and its oldest figure is."""
    days = sorted(asked.reader.day(one.observed_at) for one in asked.view.measures.values() if one.observed_at)
    if not days:
        return about(asked, "has no figures yet.")
    newest = f"{say_date(days[-1], asked.today)}, {say_in(days[-1], asked.today)}"
    older = f"; its oldest is of {say_date(days[0], asked.today)}" if days[0] != days[-1] else ""
    return line("The newest figure of ", bold(asked.name), f" is of {newest}{older}.")


def stage(asked: FactAsked) -> Line:
    stage = asked.view.stage
    if stage is None:
        return about(asked, _nowhere(asked))
    facts = asked.view.facts
    since = f" since {say_date(facts.stage_since, asked.today)}" if facts and facts.stage_since else ""
    return line(bold(asked.name), " is in ", bold(stage.name), f"{since}.")


def _nowhere(asked: FactAsked) -> str:
    return "isn't assessed yet." if asked.view.placed else "has no place on the journey yet; its card asks where it is."


def milestone(asked: FactAsked) -> Line:
    goal = milestone_words(asked.view, asked.reader, asked.now)
    if goal is None:
        known = asked.view.facts is not None and asked.view.placed
        return about(asked, "has reached all its milestones." if known else _nowhere(asked))
    days = f", day {goal.days}" if goal.days is not None else ""
    usual = f" (usual {goal.usual})" if goal.usual and days else ""
    missing = f" Missing: {', '.join(goal.missing[:3])}." if goal.missing else ""
    return line(
        bold(asked.name),
        " works towards ",
        bold(goal.name),
        f": {goal.done} of {goal.total} done{days}{usual}.{missing}",
    )


def reached(asked: FactAsked) -> Line:
    """The day of a milestone that was named."""
    found = find_milestone(asked.view, asked.milestone)
    states = asked.view.progress.milestones if asked.view.progress else ()
    state = next((one for one in states if one.key == asked.milestone), None)
    if found is None or state is None:
        return milestone(asked)
    if state.reached_on is not None:
        return line(bold(asked.name), " reached ", bold(found.name), f" on {say_date(state.reached_on, asked.today)}.")
    if state.reached:
        return line(bold(asked.name), " has reached ", bold(found.name), "; its day isn't on record.")
    goal = milestone_words(asked.view, asked.reader, asked.now)
    if goal is None:
        return line(bold(asked.name), " hasn't reached ", bold(found.name), " yet.")
    first = "" if goal.name == found.name else f"works towards {goal.name}, "
    missing = f" Missing: {', '.join(goal.missing[:3])}." if goal.missing else ""
    yet = f" yet: {first}{goal.done} of {goal.total} done.{missing}"
    return line(bold(asked.name), " hasn't reached ", bold(found.name), yet)


def tasks(asked: FactAsked) -> Line:
    goal = milestone_words(asked.view, asked.reader, asked.now)
    if goal is None:
        return milestone(asked)
    still = goal.missing or goal.open_tasks
    more = f" and {len(still) - 3} more" if len(still) > 3 else ""
    return line(
        bold(asked.name), f" still needs for {goal.name}: ", f"{', '.join(still[:3])}{more}." if still else "nothing."
    )


def risk(asked: FactAsked) -> Line:
    if stands_at_risk(asked.view):
        return about(asked, f"is at risk: {'; '.join(risk_reasons(asked.view, asked.reader, asked.now))}.")
    score = health_words_of(asked.view, asked.reader, asked.now).score
    return about(asked, f"isn't on the list of accounts at risk{f'; health {score}' if score is not None else ''}.")


def loss(asked: FactAsked) -> Line:
    account = asked.view.account
    if account.status != "churned":
        gone = not_renewed(asked.view, asked.today)
        return about(asked, f"is {gone[0]}." if gone else "is still with us.")
    day = f" on {say_date(account.churned_on, asked.today)}" if account.churned_on else ""
    return about(asked, f"left us{day}: {clean(account.churn_reason or 'no reason is on record')}.")


def stuck(asked: FactAsked) -> Line:
    facts, goal = asked.view.facts, milestone_words(asked.view, asked.reader, asked.now)
    if facts is None or goal is None or facts.milestone_due_on is None:
        return milestone(asked)
    late = (asked.today - facts.milestone_due_on).days
    if late <= 0:
        return about(asked, f"is on track: day {goal.days} towards {goal.name}, usual {goal.usual}.")
    over = max(late, (goal.days or 0) - (goal.usual or 0))  # it counts as late only some days after the usual ones
    first = f" Next there: {clean(goal.missing[0])}." if goal.missing else ""
    said = f"is stuck at {goal.name}: day {goal.days}, {plural(over, 'day')} over the usual {goal.usual}.{first}"
    return about(asked, said)
