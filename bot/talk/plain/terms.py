"""What our words mean: stages, milestones, types, the health score, and the field's terms."""

from __future__ import annotations

from collections.abc import Set

from bot.calendar import plural
from bot.language.plain_words.deeds.wordings import COUNTS_AS, MEANS, STAGES_ASKED, WHAT_IS
from bot.language.plain_words.heard import HeardWords
from bot.message import Line, Message, Text, ask, bold, line
from bot.playbook.models import Library
from bot.talk.phrases.words import capital
from bot.text import clean, measured, whole_percent

# What our words mean, by those that the question holds.
TERMS: tuple[tuple[frozenset[str], Line], ...] = (
    (
        frozenset({"notice"}),
        line(
            "The notice date is the last day on which a customer can cancel; on the renewal date the contract ends or "
            "goes on. Both come with the contracts file."
        ),
    ),
    (
        frozenset({"nrr", "grr", "retention"}),
        line(
            "Of what was under contract when the quarter began: gross retention (GRR) counts what is kept, net "
            "retention (NRR) adds what grew. Type ",
            ask("forecast"),
            ".",
        ),
    ),
    (
        frozenset({"commit", "probable", "forecast"}),
        line(
            "Your forecast is what you expect of a renewal: commit (you would bet on it), probable, or at risk. Tell "
            "me “my forecast for Acme is probable”."
        ),
    ),
    (
        frozenset({"watch", "status", "band", "amber", "red", "green", "yellow"}),
        line(
            "It is the account's health, from 0 to 100: in good shape, on watch, or at risk. ",
            ask("acme why"),
            " shows what goes into it.",
        ),
    ),
    (
        frozenset({"risk"}),
        line(
            "An account is at risk by its health, an open risk, your own worry or a low answer; the list says "
            "why. Type ",
            ask("list at-risk"),
            ".",
        ),
    ),
    (
        frozenset({"stuck"}),
        line(
            "An account is stuck when it takes longer to its next milestone than is usual. Type ",
            ask("list stuck"),
            ".",
        ),
    ),
    (
        frozenset({"stage", "land", "adopt", "expand", "renew", "milestone", "journey"}),
        line(
            "The journey's stages are Land, Adopt, Expand and Renew; milestones lead from one to the next. ",
            ask("acme"),
            " shows where an account is.",
        ),
    ),
    (
        frozenset({"promise", "to-do"}),
        line("A to-do is your own note; a promise is what the customer may read, and prep and letters repeat it."),
    ),
)


def what_it_is(heard: HeardWords, library: Library, words: Set[str]) -> Message | None:
    """What is asked for the meaning of; None where it is none of our words. words: those of the question."""
    if STAGES_ASKED.search(heard.text):
        return stages_message(library)
    if heard.milestone is not None and WHAT_IS.search(heard.text):
        return milestone_message(library, heard.milestone[0])
    if MEANS.search(heard.text) or COUNTS_AS.search(heard.text):
        meant = next((said for about, said in TERMS if about & words), None)
        if meant is not None:
            return Message(title=meant)
    if words & {"health", "score", "healthy"}:
        return _health(library)
    return types_message(library) if words & {"types", "personas"} else None


def milestone_message(library: Library, key: str) -> Message:
    """What a milestone is worth to the customer, and what it takes, by the first playbook that has it."""
    book, found = next(
        (book, one) for book in library.playbooks.values() for one in book.milestones() if one.key == key
    )
    kpis = {one.key: one for one in book.health.kpis}
    takes = ", ".join(f"{one.name}{'' if one.required else ' (helps)'}" for one in found.tasks)
    least = [
        f"{kpis[one.kpi].name} {measured(one.at_least, kpis[one.kpi].unit)}" for one in found.kpis if one.kpi in kpis
    ]
    lines = [line(f"It takes: {takes}.")]
    lines += [line(f"And at least: {', '.join(least)}.")] if least else []
    lines.append(line(f"Usually within {plural(found.usual_days, 'day')} of the one before."))
    title = line(bold(capital(found.name)), f": {clean(found.meaning).rstrip('.')}.")
    return Message(title=title, blocks=(Text(lines=tuple(lines)),))


def _health(library: Library) -> Message:
    """What goes into it, the weightiest first, per playbook only where they differ."""
    said = {}
    for playbook in library.playbooks.values():
        parts = sorted((one for one in playbook.health.kpis if one.weight > 0), key=lambda one: -one.weight)
        whole = sum(one.weight for one in parts) or 1
        said[", ".join(f"{one.name} {whole_percent(one.weight / whole)}" for one in parts)] = playbook.title
    lines = tuple(
        line(*((bold(title), ": ") if len(said) > 1 else ()), f"{words}.") for words, title in said.items() if words
    )
    title = line("Health goes from 0 to 100 and is worked out from what is measured, each with its weight:")
    after = line(
        "At an account, ",
        ask("acme why"),
        " shows each part and what moved it; there you can set it by hand, with your reason.",
    )
    return Message(title=title, blocks=(Text(lines=(*lines, after)),))


def stages_message(library: Library) -> Message:
    """The stages a customer goes through, with the milestones of each, per playbook where they differ."""
    said: dict[tuple[tuple[str, str], ...], str] = {}
    for playbook in library.playbooks.values():
        steps = tuple((stage.name, ", ".join(one.name for one in stage.milestones)) for stage in playbook.stages)
        said.setdefault(steps, playbook.title)
    lines: list[Line] = []
    for steps, playbook_title in said.items():
        if len(said) > 1:
            lines.append(line(bold(playbook_title)))
        lines += [line(bold(name), f": {names}" if names else "") for name, names in steps]
    first = next(iter(said), ())
    title = line("A customer goes through ", bold(", ".join(name for name, _ in first)), ". Milestones lead on:")
    after = line("Where an account stands: ", ask("acme"), ".")
    return Message(title=title, blocks=(Text(lines=(*lines, after)),))


def types_message(library: Library) -> Message:
    """The persona types, and what drives each."""
    known = [guide for key, guide in library.personas.items() if key != "neutral"]
    lines = tuple(line(bold(one.name), f": {one.drives}") for one in known)
    after = line("Say who and why: “tag the COO at Acme as expert because she checks every figure”.")
    return Message(
        title=line(f"There are {len(known)} types, by what drives people:"), blocks=(Text(lines=(*lines, after)),)
    )
