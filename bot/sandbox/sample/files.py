"""The rows of the six files, as a CRM and a product would export them on a given day."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from bot.playbook.models import Playbook
from bot.sandbox.sample.cast import CHANNELS, COMPANIES, Company
from bot.sandbox.sample.history import timeline
from bot.sandbox.sample.people import Human, people_of

Line = dict[str, object]
Kind = Literal["accounts", "contracts", "stakeholders", "kpis", "events", "tickets"]
COLUMNS: dict[str, tuple[str, ...]] = {
    "accounts": ("key", "name", "domain", "aliases", "parent", "csm_email", "arr", "currency", "tier", "segment",
                 "started_on", "renewal_on", "term_months", "channel", "status", "churned_on", "churn_reason"),
    "contracts": ("account", "product", "starts_on", "ends_on", "notice_on", "auto_renew", "amount", "currency"),
    "stakeholders": ("account", "name", "email", "title", "role", "status", "persona", "vision"),
    "kpis": ("account", "kpi", "product", "value", "observed_at"),
    "events": ("account", "event", "at", "key", "by", "note"),
    "tickets": ("account", "key", "subject", "opened_at", "closed_at", "link", "priority"),
}  # fmt: skip
_OWN_CHANNEL = {channel.account: f"#{channel.name}" for channel in CHANNELS if channel.account}


def here_by(playbook: Playbook, today: date, day: date) -> list[Company]:
    """The companies that were customers by that day."""
    return [company for company in COMPANIES if today - timedelta(days=timeline(company, playbook).started) <= day]


def account_lines(companies: Iterable[Company], playbook: Playbook, today: date) -> Iterator[Line]:
    for company in companies:
        yield {name: value for name, value in _account(company, playbook, today).items() if value not in (None, "")}


def _account(company: Company, playbook: Playbook, today: date) -> Line:
    line: Line = {"key": company.key, "name": company.name, "csm_email": company.csm.email, "tier": company.tier}
    if company.unknown:
        return line
    started = today - timedelta(days=timeline(company, playbook).started)
    churned = today - timedelta(days=company.churned) if company.churned else None
    return line | {
        "domain": f"{company.key}.example",
        "aliases": company.aliases,
        "parent": company.parent,
        "arr": company.arr,
        "currency": company.currency,
        "segment": company.segment,
        "started_on": started,
        "renewal_on": churned or _ends_on(company, today),
        "term_months": 12,
        "channel": _OWN_CHANNEL.get(company.key),
        "status": "churned" if churned else "active",
        "churned_on": churned,
        "churn_reason": company.churn_reason,
    }


def _ends_on(company: Company, today: date) -> date | None:
    return None if company.ends_in is None else today + timedelta(days=company.ends_in)


def contract_lines(companies: Iterable[Company], today: date) -> Iterator[Line]:
    """For those of whom more is known than the accounts file says."""
    for company in companies:
        if company.notice_in is None and company.auto_renew is None and company.second is None:
            continue
        ends = _ends_on(company, today)
        notice = None if company.notice_in is None else today + timedelta(days=company.notice_in)
        line: Line = {
            "account": company.key,
            "product": "Platform",
            "starts_on": ends - timedelta(days=365) if ends else None,
            "ends_on": ends,
            "notice_on": notice,
            "auto_renew": {None: None, True: "yes", False: "no"}[company.auto_renew],
            "amount": company.arr,
            "currency": company.currency,
        }
        yield line
        if company.second:
            product, amount, currency = company.second
            yield line | {"product": product, "amount": amount, "currency": currency}


def stakeholder_lines(companies: Iterable[Company], *, friday_is_over: bool) -> Iterator[Line]:
    for company in companies:
        for human in people_of(company, COMPANIES.index(company)):
            yield stakeholder_line(company, human, left=human.leaves and friday_is_over)


def stakeholder_line(company: Company, human: Human, *, left: bool) -> Line:
    return {
        "account": company.key,
        "name": human.name,
        "email": human.email,
        "title": human.title,
        "role": human.role,
        "status": "left" if left else "active",
        "persona": human.persona,
        "vision": human.vision,
    }


def write_lines(file: Path, columns: tuple[str, ...], lines: Iterable[Line]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(lines)
