"""Accounts of a file that nobody owns: the report says how many, who, and what to do."""

from collections.abc import Iterable

from sqlalchemy import select

from bot.calendar import plural
from bot.ingest.reading.records.row_parser import RowParser
from bot.ingest.reading.rows import Row
from bot.store.as_json.value_list import is_one_of
from bot.store.session import WriteSession
from bot.store.tables import Account

NAMED = 3


class Ownerless:
    """Those of one file whose row names no owner, and that have none here either."""

    def __init__(self, parser: RowParser) -> None:
        self._parser = parser
        self._loose: set[str] = set()
        self._count = 0
        self._names: list[str] = []

    def see(self, rows: Iterable[Row]) -> None:
        """Before names become addresses: who can't be told by the name is told of elsewhere."""
        self._loose = {row.values["key"] for row in rows if not {"csm_email", "csm_name"} & row.values.keys()}

    async def count(self, session: WriteSession, rows: Iterable[Row]) -> None:
        """In the transaction that has written them."""
        keys = [row.values["key"] for row in rows if row.values["key"] in self._loose]
        if not keys:
            return
        loose = (is_one_of(Account.key, keys), Account.csm_id.is_(None), Account.status == "active")
        names = list(await session.scalars(select(Account.name).where(*loose).order_by(Account.id)))
        self._count += len(names)
        self._names += names[: NAMED - len(self._names)]

    def lines(self) -> list[str]:
        """For the report."""
        if not self._count:
            return []
        rest = self._count - len(self._names)
        who = f"{', '.join(self._names)}{f' and {rest:,} more' if rest else ''}"
        have, its = ("has", "its") if self._count == 1 else ("have", "their")
        said = f"{plural(self._count, 'account')} {have} no owner, so nobody is told of {its} days ({who})"
        return [f"{said}: {self._what_to_do()}."]

    def _what_to_do(self) -> str:
        given = next((one for one in ("csm_email", "csm_name") if self._parser.has(one)), None)
        if given is None:
            all_ = "constants: {csm_email: you@example.com}"
            return f"name the column that says so in the map, columns: {{csm_name: …}}, or one person for all, {all_}"
        one = f'values: {{{given}: {{"": you@example.com}}}}'
        return f'fill in "{self._parser.title(given)}", or name one person for them in the map, {one}'
