"""Reactions as CS operations write them in `reactions.yaml`: when something happens, the answer is ready (method C3).

Texts marked "template" are Jinja, rendered with a `Situation` whose `event` says what happened.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.playbook.models.parts import Condition, CtaType, Key, Laer, Material, Part, Priority, Track, Voice, Words

On = Literal["milestone_reached", "stage_entered", "kpi_crossed", "cta_opened", "survey_received", "contract_started"]
# What a contract that starts is to the account: a trial; the first that isn't one; a product it didn't have; another
# term of one that it has, and whether that pays more a year than the one before.
DealKind = Literal["trial", "first", "product", "renewed", "more"]
DONE = "You close it with Done."


class Crossing(Part):
    """A bound of a KPI and the way in which it is crossed: one of the two."""

    key: Key
    rises_to: float | None = None
    falls_to: float | None = None


class Score(Part):
    """A survey's score. NPS goes from 0 to 10, CSAT from 1 to 5; without a bound, any answer."""

    kind: Literal["nps", "csat"]
    at_least: float | None = Field(default=None, ge=0, le=10)
    at_most: float | None = Field(default=None, ge=0, le=10)


class Deal(Part):
    """What was bought. product: as contracts name it, capitals aside; left out, any."""

    kinds: tuple[DealKind, ...] = Field(min_length=1)
    product: Words | None = None


class PlanTask(Part):
    """A later step of the plan: a to-do of its own. in_days: after what happened. headline: as its to-do's, if none."""

    key: Key
    in_days: int = Field(ge=1, le=365)
    todo: Words
    headline: Words | None = None
    subject: Words | None = None
    priority: Literal["high", "medium", "low"] = "medium"


class Work(Part):
    """A to-do that a reaction opens. It stays until somebody says that it is done.

    headline: template, why it is there, after the account's name. todo: template, what to do in a few words. step:
    template, the first step in full, as it follows "Next:".
    clears: template, what closes it, a sentence. subject: template, a letter's about it. talk: what to say about it, in
    each persona's voice.
    alert: whether people hear of it beyond lists and digest.
    """

    headline: Words
    todo: Words
    step: Words | None = None
    clears: Words = DONE
    subject: Words | None = None
    priority: Priority = "medium"
    due_in_working_days: int = Field(default=3, ge=0, le=1_000)
    alert: bool = False
    talk: dict[Voice, Track] = Field(default_factory=dict)


class CtaWork(Work):
    type: CtaType
    tasks: tuple[PlanTask, ...] = ()


class DraftWork(Work):
    """A message, ready to be sent. of: what to say about the to-do (`talk`, else the milestone's), or a piece to send.

    material: the piece; left out, the one for the account's next task, and nothing happens where there is none.
    """

    type: CtaType = "lifecycle"
    of: Literal["talk", "material"] = "talk"
    material: Material | None = None


class CelebrateWork(Work):
    """Thanks to the customer for a milestone, in their persona's voice."""

    type: CtaType = "lifecycle"


class Action(Part):
    """One thing to do: exactly one of these. webhook: the name of a target in MILEPOST_WEBHOOKS."""

    cta: CtaWork | None = None
    draft: DraftWork | None = None
    celebrate: CelebrateWork | None = None
    webhook: Key | None = None


class Reaction(Part):
    """What to do when something happens at an account. It happens once; what is old when we learn of it, doesn't count.

    Of what is named, `on` says which belongs to it: milestone (none: each), stage or laer (a LAER stage), kpi,
    rule (of the to-do that opened), survey (none: any answer), deal (of the contract that
    starts). when: must hold at that moment as well.
    quiet_days: the same reaction again at the earliest after so many days; of a KPI 90 unless it says otherwise.
    """

    key: Key
    on: On
    milestone: Key | None = None
    stage: Key | None = None
    laer: Laer | None = None
    kpi: Crossing | None = None
    rule: Key | None = None
    survey: tuple[Score, ...] = ()
    deal: Deal | None = None
    when: Condition | None = None
    quiet_days: int | None = Field(default=None, ge=0, le=36_500)
    do: tuple[Action, ...] = Field(min_length=1)

    @property
    def rests(self) -> int:
        """Days until the same may happen again."""
        return (90 if self.on == "kpi_crossed" else 0) if self.quiet_days is None else self.quiet_days
