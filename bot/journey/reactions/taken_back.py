"""What a reaction did about something that was taken back (method C3): its to-dos close, calls that wait are dropped,
and a right answer in its place is answered anew. Only a person's undo takes anything back.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, delete, exists, update

from bot.journey.reactions.happenings import not_taken_back
from bot.journey.reactions.reactions import Reacting, ReactionStep
from bot.playbook.reactions.prepared_todos import prepared
from bot.store.sql import spelled
from bot.store.tables import Account, Cta, Reacted, WebhookCall
from bot.store.todo_states import is_live, untold

R = Reacted
KEEP = {"synchronize_session": False}


def steps(turn: Reacting) -> Iterator[ReactionStep]:
    """Nothing for events that nobody can take back."""
    still = not_taken_back(turn.reaction)
    if still is None:
        return
    on_it = exists().where(Account.id == R.account_id, Account.playbook_version_id.in_(turn.versions))
    mine = and_(turn.scope.of(R.workspace_id, R.account_id), R.reaction == turn.reaction.key)
    closed = {"state": "closed", "closed_at": turn.as_of.now, "closed_why": "itself", "changed_at": turn.as_of.now}
    rules = [one.rule.key for one in prepared(turn.reaction)]
    todos = (turn.scope.of(Cta.workspace_id, Cta.account_id), Cta.rule.in_(rules), is_live(Cta), ~_noted(turn, Cta))
    w = WebhookCall
    calls = (turn.scope.of(w.workspace_id, w.account_id), w.reaction == turn.reaction.key, ~_noted(turn, w))
    yield ReactionStep(
        delete(R).where(mine, ~still, on_it).execution_options(**KEEP),
        (
            update(Cta).where(*todos).values(**closed, tell=untold()).execution_options(**KEEP),
            delete(w).where(*calls, w.state == spelled("pending"), w.attempts == 0).execution_options(**KEEP),
        ),
    )


def _noted(turn: Reacting, table: Any) -> Any:
    """Whether what the row is about is still written down as answered."""
    same = (R.account_id == table.account_id, R.occurrence == table.occurrence, R.reaction == turn.reaction.key)
    return exists().where(*same).correlate(table)
