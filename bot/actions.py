"""The names that buttons, menus and forms carry: `talk` writes them, `handlers` answer them.

The target is an id, or two ids joined with "/"; it never carries state.
"""

from typing import Final

# target: account id
CARD: Final = "card"
PREP: Final = "prep"
MAP: Final = "map"
MAP_STAGE: Final = "map-stage"  # a menu: one of its stages in full
WHY: Final = "why"
HISTORY: Final = "history"  # who changed what there
TASKS: Final = "tasks"
ACCOUNT_TODOS: Final = "account-todos"
MULTIPLIER: Final = "multiplier"  # success there × at our side
HEALTH: Final = "health"  # parts, trend, why it moved
HEALTH_SET: Final = "health-set"  # opens the form: a score by hand
HEALTH_SAVE: Final = "health-save"
HEALTH_LIFT: Final = "health-lift"  # back to what is measured
LOG: Final = "log"  # the log, with a button to add
LOG_ADD: Final = "log-add"  # opens the form
LOG_SAVE: Final = "log-save"  # form; target: account id, or event id as "event/12" to add to what is already saved
LOG_WITH: Final = "log-with"  # whom a contact was with; target: "event id/stakeholder id"
LOG_ANSWERS: Final = "log-answers"  # what was logged answers a to-do; target: "event id/to-do id"
LOG_STEP: Final = "log-step"  # a next step gets its day; target: "event id/20261201"
LOG_KIND: Final = "log-kind"  # what was logged was that; target: "event id/question", or "…/note": nothing of the kind
PROMISE: Final = "promise"  # what was logged holds a promise; target: event id
PROMISE_WORDS: Final = "promise-words"  # opens a to-do's form with it; target: event id
PERSONAS: Final = "personas"
CHAMPION: Final = "champion"  # opens the form: who carries it now
CHAMPION_SAVE: Final = "champion-save"
RENEWAL: Final = "renewal"  # opens the form: my call, or the outcome
RENEWAL_SAVE: Final = "renewal-save"
FORECAST_CALL: Final = "forecast-call"  # saves it; target: "todo/12/commit" or "account/7/at-risk"
POST_MORTEM: Final = "post-mortem"  # opens the form
POST_MORTEM_SAVE: Final = "post-mortem-save"
SURVEY: Final = "survey"  # opens the form
SURVEY_SAVE: Final = "survey-save"
VIEW: Final = "view"  # opens the form: my own view of the account
VIEW_SAVE: Final = "view-save"
HAND_OVER: Final = "hand-over"  # opens the form: to another owner for good; target: account id, or "" for several
HAND_OVER_SAVE: Final = "hand-over-save"
SHARE: Final = "share"  # says who will read it, asks
SHARE_NOW: Final = "share-now"
MORE: Final = "more"  # a menu whose values are account actions
TODO_ADD: Final = "todo-add"  # opens the form; target: account id or ""
TODO_SAVE: Final = "todo-save"

# target: "account id/task key"
TASK_DONE: Final = "task-done"
SEND_THIS: Final = "send-this"  # opens a draft with the material for that task

# target: account id
PLAN_SUCCESS: Final = "plan-success"  # opens the form: what success is to them
PLAN_SUCCESS_SAVE: Final = "plan-success-save"
PLAN_GOAL: Final = "plan-goal"  # menu: a goal's id, or "new"; opens the form
PLAN_GOAL_SAVE: Final = "plan-goal-save"  # form; target: "account id/goal id" or "account id/new"
PLAN_STEP: Final = "plan-step"  # menu: the task's key; opens the form
PLAN_STEP_SAVE: Final = "plan-step-save"  # form; target: "account id/task key"
PLAN_RETURN: Final = "plan-return"  # opens the form: cost and return so far, two offers
PLAN_RETURN_SAVE: Final = "plan-return-save"
PLAN_CALENDAR: Final = "plan-calendar"  # the plan as a calendar file
PAGE: Final = "page"  # as the customer sees it; target: "account id" or "account id/view"
PAGE_FILE: Final = "page-file"  # the same as a file; target: "account id/view"
PAGE_PUBLISH: Final = "page-publish"  # opens the form; target: "account id/view"
PAGE_PUBLISH_SAVE: Final = "page-publish-save"

# target: id of a published page
PAGE_AGAIN: Final = "page-again"
PAGE_WITHDRAW: Final = "page-withdraw"

# target: "todo/12", "person/4" or "account/7"; opens a message to send
DRAFT: Final = "draft"
DRAFT_SENT: Final = "draft-sent"  # form: it was sent; target: "account/7", "thanks/7/milestone" or "todo/12"
CELEBRATE: Final = "celebrate"  # opens a draft; target: "account id/milestone key"

# target: account id
ADVOCACY: Final = "advocacy"  # what they were asked for, and what they said
# target: "account id/what to ask for"
ADVOCACY_ASK: Final = "advocacy-ask"  # opens a draft
ADVOCACY_ASKED: Final = "advocacy-asked"  # form: it was sent
# target: id of the ask
ADVOCACY_ANSWER: Final = "advocacy-answer"  # opens the form
ADVOCACY_ANSWER_SAVE: Final = "advocacy-answer-save"

# target: "account id/ebr" or "account id/qbr"
REVIEW: Final = "review"  # the agenda, profile and history
REVIEW_DECIDED: Final = "review-decided"  # opens the form of what was decided
REVIEW_SAVE: Final = "review-save"

# target: "" (which persona?), or "persona/stage key"
REVISIT: Final = "revisit"
REVISIT_SAVE: Final = "revisit-save"

# target: id of what a customer said
ANSWERED: Final = "answered"
NOT_A_QUESTION: Final = "not-a-question"
WISH: Final = "wish"  # opens the form: what became of it; or a menu, whose value is the id
WISH_SAVE: Final = "wish-save"
LEAD: Final = "lead"  # a to-do's id; opens the form: who in sales has it
LEAD_SAVE: Final = "lead-save"
PROPOSALS: Final = "proposals"  # a digest's id; opens the form: what came of what was offered
PROPOSALS_SAVE: Final = "proposals-save"

# target: stakeholder id
PERSONA_FORM: Final = "persona-form"  # opens "which of these have you seen?"
PERSONA_SEEN: Final = "persona-seen"  # form: the signs seen; proposes one
PERSONA_TAG: Final = "persona-tag"  # menu: value is the persona
PREP_ONE: Final = "prep-one"

# target: CTA id
REACHED_OUT: Final = "reached-out"
NOT_A_PROBLEM: Final = "not-a-problem"  # opens the form
NOT_A_PROBLEM_SAVE: Final = "not-a-problem-save"
LATER: Final = "later"  # menu: tomorrow | next-week | date (opens the form)
LATER_SAVE: Final = "later-save"
DONE: Final = "done"
REASSIGN: Final = "reassign"  # opens the form
REASSIGN_SAVE: Final = "reassign-save"
TODO_MORE: Final = "todo-more"  # menu: not-a-problem | reassign | why | card
TODO_WHY: Final = "todo-why"

CHASE: Final = "chase"  # still right: put off until Friday

# target: outbox id of the digest
HELD_BACK: Final = "held-back"
ANSWER: Final = "answer"  # menu: "deed/to-do" or "deed/account" (bot/talk/digest/answer_menu.py)
WAITING: Final = "waiting"  # opens the form: what waits, to be answered together
WAITING_SAVE: Final = "waiting-save"
QUIET: Final = "quiet"  # one cause, ours: what has it is put off together
FORECASTS: Final = "forecasts"  # opens the form: the forecasts that it asks for
FORECASTS_SAVE: Final = "forecasts-save"

# target: change id
UNDO: Final = "undo"

# target: release id
RELEASE: Final = "release"  # the funnel before and after

# target: intent id; runs the command it holds
RUN: Final = "run"

# no target ("")
CHANGES: Final = "changes"  # target: what is typed after "changes"
CHANGED_CARD: Final = "changed-card"  # menu of what changed: account id
FORECAST: Final = "forecast"  # target: what is typed after "forecast"
LOAD: Final = "load"
FIGURE: Final = "figure"  # target: the figure's word
COUNTED: Final = "counted"  # how it is counted; target: the figure's word
CHURN: Final = "churn"
FEEDBACK: Final = "feedback"  # menu: segment | tier | csm; or a button
LIST: Final = "list"  # target: what is typed after "list", or "" where a menu names the list
PORTFOLIO: Final = "portfolio"
TODOS: Final = "todos"  # or, as target, how many of the list to pass over
SETTINGS: Final = "settings"
SETTINGS_SAVE: Final = "settings-save"
FIGURES_OPEN: Final = "figures-open"  # managers see each CSM's own success figure
FIGURES_CLOSE: Final = "figures-close"
PLACE: Final = "place"  # account id, "/" and a stage or "?"; or the account id, with that as the value
FILE_ANSWER: Final = "file-answer"  # of an open question: its id, "/" and the answer; or its id, with that as value
SETUP: Final = "setup"  # first run; value: dates | deciders | stages

# Buttons that open a form: a platform with dialogs opens one at the press.
OPEN_FORMS: Final = frozenset(
    {
        ADVOCACY_ANSWER,
        CHAMPION,
        FORECASTS,
        HAND_OVER,
        HEALTH_SET,
        LEAD,
        LOG_ADD,
        NOT_A_PROBLEM,
        PAGE_PUBLISH,
        PERSONA_FORM,
        PLAN_RETURN,
        PLAN_SUCCESS,
        POST_MORTEM,
        PROMISE_WORDS,
        PROPOSALS,
        REASSIGN,
        RENEWAL,
        REVIEW_DECIDED,
        SETTINGS,
        SETUP,
        SURVEY,
        TODO_ADD,
        VIEW,
        WAITING,
    }
)
