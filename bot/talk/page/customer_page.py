"""What a customer's page may hold, field by field (method A9, A10, D12). Nothing else of an account can come onto it: a
page is shown from this alone, as it stood when it was published."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

PageView = Literal["start", "plan", "wins"]
VIEWS: Final[tuple[PageView, ...]] = ("start", "plan", "wins")
MOST_GOALS, MOST_STEPS, MOST_DONE, MOST_RESULTS, MOST_WAITING = 3, 3, 5, 3, 3


class PagePart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PageGoal(PagePart):
    """Then → now → target. share: how much of the way, 0 to 100; None: not measured since."""

    name: str
    then: str
    then_on: str
    now: str = ""
    now_on: str = ""
    target: str
    by: str
    measured_by: str
    share: int | None = None


class PageStep(PagePart):
    """who: by name, or the company. day: "Fri 16 Jan", or that it is to be agreed. moved: "moved
    from 9 to 16 Jan". on: the day, for calendars."""

    name: str
    who: str
    day: str
    on: date | None = None
    moved: str = ""


class PageDone(PagePart):
    name: str
    day: str = ""


class PagePerson(PagePart):
    name: str
    does: tuple[str, ...]


class PageMaterial(PagePart):
    title: str
    text: str = ""
    link: str = ""


class PageResult(PagePart):
    """source: where the figure was read, and when."""

    text: str
    source: str


class PageWin(PagePart):
    """One large before and after. sentence: to paste into a slide."""

    goal: str
    before: str
    before_on: str
    after: str
    after_on: str
    sentence: str


class CustomerPage(PagePart):
    """Texts as the customer reads them, days already in words.

    customer, ours: the two companies. aim: what they are working towards. sentence: the sponsor's, released for this.
    from_us, from_you: what each side waits for. chain: milestones and where they stand, where that was switched on.
    returns, offers: where they were entered and switched on.
    """

    view: PageView
    customer: str
    ours: str
    as_of: str
    ends_on: str
    contact: str
    reach: str = ""
    aim: str = ""
    measure: str = ""
    confirmed: str = ""
    sentence: str = ""
    sentence_by: str = ""
    goals: tuple[PageGoal, ...] = Field(default=(), max_length=MOST_GOALS)
    steps: tuple[PageStep, ...] = Field(default=(), max_length=MOST_STEPS)
    from_us: tuple[PageStep, ...] = Field(default=(), max_length=MOST_WAITING)
    from_you: tuple[PageStep, ...] = Field(default=(), max_length=MOST_WAITING)
    done: tuple[PageDone, ...] = Field(default=(), max_length=MOST_DONE)
    ours_do: tuple[PagePerson, ...] = ()
    theirs_do: tuple[PagePerson, ...] = ()
    material: PageMaterial | None = None
    chain: tuple[tuple[str, Literal["done", "now", "ahead"]], ...] = ()
    win: PageWin | None = None
    results: tuple[PageResult, ...] = Field(default=(), max_length=MOST_RESULTS)
    returns: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()

    @property
    def dated(self) -> tuple[PageStep, ...]:
        """Steps that a calendar can hold."""
        return tuple(one for one in self.steps if one.on is not None)


class PageChoices(PagePart):
    """What was chosen for a page when it was published. quote: whose sentence, by their id. material: the task whose
    piece it is. days: how long it can be read."""

    view: PageView = "plan"
    days: int = 30
    reach: str = ""
    quote: int | None = None
    material: str = ""
    chain: bool = False
    returns: bool = False
