"""Conditions of rules, compiled to SQL with three values: true, false, and NULL for unknown."""

from typing import Any

from sqlalchemy import and_, false, not_, or_, true

from bot.facts.comparison import Comparison
from bot.facts.condition import Condition, Group, parse
from bot.facts.facts import entry_of
from bot.facts.measures import AsOf

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


def compile_condition(condition: Condition, as_of: AsOf) -> Sql:
    """The whole condition as one SQL expression. The playbook's check has made sure that its words are known."""
    return _group(parse(condition), as_of)


def compile_comparison(asked: Comparison, as_of: AsOf) -> Sql:
    holds = entry_of(asked).sql(asked, as_of)
    return not_(holds) if asked.denied else holds


def _group(group: Group, as_of: AsOf) -> Sql:
    """A group of nothing never holds."""
    parts = [
        _group(part, as_of) if isinstance(part, Group) else compile_comparison(part, as_of) for part in group.parts
    ]
    if not parts:
        return false()
    return and_(true(), *parts) if group.every else or_(*parts)


__all__ = ["compile_comparison", "compile_condition"]
