"""A past for the large portfolio: milestones reached over a year, losses with post-mortems, surveys, finished to-dos.

Written in a few INSERT … SELECT, for SQLite only; numbers that look random come from the accounts' ids.
"""

from sqlalchemy import text

from bot.store.session import Store
from tests.given.portfolio import NOW

PASSED = "(a.id % (SELECT count(*) + 1 FROM version_milestones WHERE version_id = a.playbook_version_id))"
WHEN = "date(a.started_on, '+' || (80 * m.position + (a.id * 7919 + m.position * 104729) % 45) || ' days')"
LOST = "a.id % 23 = 7"  # one account in 23
TODAY = NOW.date().isoformat()

BEFORE = (
    "UPDATE accounts AS a SET segment = CASE a.id / 7 % 4 WHEN 0 THEN 'retail' WHEN 1 THEN 'banking'"
    " WHEN 2 THEN 'health' ELSE 'public sector' END",
    "UPDATE contracts SET amount = (1000 + account_id * 37 % 90000) * 100",
    # Every tenth came to us further on: its milestones are undated.
    f"""INSERT INTO milestones_reached (workspace_id, account_id, period, milestone, reached_on, via)
        SELECT a.workspace_id, a.id, 1, m.milestone, CASE WHEN a.id % 10 > 0 THEN {WHEN} END,
               CASE WHEN a.id % 10 = 0 THEN 'entry' WHEN a.id % 3 = 0 THEN 'import' ELSE 'test' END
        FROM accounts AS a JOIN version_milestones AS m ON m.version_id = a.playbook_version_id
        WHERE m.position <= {PASSED} AND {WHEN} <= '{TODAY}'""",
    """INSERT INTO account_events (workspace_id, account_id, period, kind, at, "key", fingerprint, source)
       SELECT a.workspace_id, a.id, 1, 'survey', datetime(:now, '-' || (a.id % 300) || ' days') || '.000000',
              CASE WHEN a.id % 3 = 0 THEN 'csat ' || (1 + a.id / 3 % 5) ELSE 'nps ' || (a.id * 7 % 11) END, '', 'import'
       FROM accounts AS a WHERE a.id % 2 = 0""",
)
FINISHED = """INSERT INTO ctas (workspace_id, account_id, subject, rule, occurrence, type, priority, title, owner_id,
                     opened_on, due_on, state, tried_on, closed_at, closed_why, changed_at)
    SELECT a.workspace_id, a.id, 'account:' || a.id || ':' || a.period,
           CASE n WHEN 1 THEN 'hand' ELSE 'an-older-rule' END, 'past ' || n, 'risk', 2,
           CASE n WHEN 1 THEN 'Send the notes' ELSE '' END, a.csm_id,
           date(:now, '-' || (10 + a.id % 80) || ' days'), date(:now, '-' || (5 + a.id % 80) || ' days'),
           CASE n WHEN 1 THEN 'done' ELSE 'closed' END,
           CASE WHEN n = 2 AND a.id % 5 > 0 THEN date(:now, '-' || (6 + a.id % 80) || ' days') END,
           datetime(:now, '-' || (4 + a.id % 80 + a.id % 3) || ' days') || '.000000',
           CASE n WHEN 1 THEN 'done' ELSE 'itself' END, :now
    FROM accounts AS a, (SELECT 1 AS n UNION ALL SELECT 2) AS twice WHERE a.id % 2 = n % 2"""
AFTER = (
    """INSERT INTO releases (workspace_id, name, folded, released_on, by_id, at)
        VALUES (1, 'Reports 2.0', 'reports 2.0', date(:now, '-200 days'), 1, :now)""",
    # As if the accounts had been known for long: what a test found on the first day teaches nothing.
    "UPDATE account_facts SET known_since = datetime(:now, '-900 days') || '.000000'",
    f"""UPDATE accounts AS a SET status = 'churned', churned_on = date(:now, '-' || (a.id * 13 % 500) || ' days')
        WHERE {LOST}""",
    f"""INSERT INTO post_mortems (workspace_id, account_id, period, reason, words, differently, foreseeable, at)
        SELECT a.workspace_id, a.id, 1,
               CASE a.id % 4 WHEN 0 THEN 'price' WHEN 1 THEN 'value' WHEN 2 THEN 'people' ELSE 'adoption' END,
               'They never saw a result.', 'Agree on one number in week one.', a.id % 2, :now
        FROM accounts AS a WHERE {LOST} AND a.id % 3 > 0""",
)


async def add_past(store: Store) -> None:
    """To be called before the first sweep."""
    await _run(store, BEFORE)


async def lose_some(store: Store) -> None:
    """Some thousands leave; to be called after the first sweep, so that they are lost as they were last known."""
    await _run(store, (FINISHED, *AFTER))


async def _run(store: Store, statements: tuple[str, ...]) -> None:
    now = NOW.strftime("%Y-%m-%d %H:%M:%S.000000")
    async with store.everywhere(writes=True) as connection:
        for statement in statements:
            await connection.execute(text(statement), {"now": now} if ":now" in statement else {})
