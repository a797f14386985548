"""What files leave open: asked once of whoever leads, settled with a click, kept to by every later file, and undone."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.delivery.schedule.file_questions import tell_file_questions
from bot.errors import UserError
from bot.ingest import ImportReport, check_mapping, import_file
from bot.ingest.writing.matching.owners import ChatPerson
from bot.jobs.after_change import after_change
from bot.status import of_questions
from bot.store.tables import Account, FileQuestion, ImportedRow, Outgoing, Person, Stakeholder
from bot.surfaces.plain.text import plain_text
from bot.talk.outgoing import compose
from bot.talk.portfolio.file_questions import settled_message, with_names
from bot.usecases.finding.find_account import Looking, find_account
from bot.usecases.owners.file_answers import settle
from bot.usecases.undo import undo
from bot.usecases.workspace.roles import give_role, put_in_team
from tests.given.accounts import Accounts
from tests.given.book import NOW

ANA, SILVA = "ana@tidewell.example", "silva@tidewell.example"
IN_CHAT = [ChatPerson("Ana Silva", ANA), ChatPerson("Ana Silva", SILVA)]
OWNED = 'key,name,csm_name\na,Alder,Ana Silva\nb,Birch,"Silva, Ana"\nc,Cedar,Olga Owner\n'
TWICE = "key,name,domain\n17,Brightwater,brightwater.example\n93,Brightwater Ltd,brightwater.example\n"


async def take(accounts: Accounts, folder: Path, text: str, kind: Any = "accounts", **more: Any) -> ImportReport:
    (file := folder / f"{kind}.csv").write_text(text, encoding="utf-8")
    await accounts.version()
    if "map" in more:
        more["mapping"] = check_mapping(more.pop("map"), kind)
    return await import_file(accounts.store, 1, kind, file, now=NOW, file_time=NOW, in_chat=IN_CHAT, **more)


async def maya(accounts: Accounts) -> int:
    await give_role(accounts.store, 1, "maya@milepost.example", "manager", NOW)
    return int(await accounts.one(select(Person.id).where(Person.email == "maya@milepost.example")))


async def asked(accounts: Accounts) -> list[tuple[int, str]]:
    """Who was asked, and what they read now."""
    async with accounts.store.write(1) as db:
        await tell_file_questions(db, NOW)
    async with accounts.store.read(1) as db:
        rows = list(await db.scalars(select(Outgoing).where(Outgoing.kind == "file-questions").order_by(Outgoing.id)))
        made = [(row.person_id or 0, (await compose(db, accounts.library, row, NOW)).message) for row in rows]
    return [(person, plain_text(message)) for person, message in made if message]


async def question(accounts: Accounts) -> int:
    return int(await accounts.one(select(FileQuestion.id).order_by(FileQuestion.id.desc()).limit(1)))


async def owners(accounts: Accounts) -> dict[str, str | None]:
    async with accounts.store.read(1) as db:
        found = select(Account.key, Person.email).outerjoin(Person, Person.id == Account.csm_id)
        return dict((await db.execute(found.where(Account.key.in_(("a", "b", "c"))))).all())


@pytest.mark.both_databases
async def test_two_of_one_name_are_asked_about_once_and_the_answer_holds(accounts: Accounts, tmp_path: Path) -> None:
    lead = await maya(accounts)
    await take(accounts, tmp_path, OWNED)
    for _ in range(2):
        [(who, said)] = await asked(accounts)
    assert who == lead
    assert "Several people are called Ana Silva. Whose are Alder and Birch?" in said
    assert all(f"[{label}]" in said for label in (ANA, SILVA, "None of them"))
    done = await settle(accounts.write(lead), await question(accounts), SILVA)
    assert await owners(accounts) == {"a": SILVA, "b": SILVA, "c": "olga@milepost.example"}
    assert await accounts.one(select(Person.role).where(Person.email == SILVA)) == "csm"
    report = await take(accounts, tmp_path, OWNED.replace("Cedar", "Cedar Ltd"))
    assert (report.warnings, await owners(accounts)) == (0, {"a": SILVA, "b": SILVA, "c": "olga@milepost.example"})
    async with accounts.store.read(1) as db:
        assert await of_questions(db, NOW) == []
    with pytest.raises(UserError, match="has answered that already"):
        await settle(accounts.write(lead), await question(accounts), ANA)
    with pytest.raises(UserError, match="did this, so only they"):
        await undo(accounts.write(accounts.owner), done.change_id)


async def test_undone_it_stands_open_again_and_the_accounts_are_nobodys(accounts: Accounts, tmp_path: Path) -> None:
    lead = await maya(accounts)
    await take(accounts, tmp_path, OWNED)
    assert len(await asked(accounts)) == 1
    await accounts.change(Outgoing, await accounts.one(select(Outgoing.id)), message={"title": []}, state="sent")
    done = await settle(accounts.write(lead), await question(accounts), ANA)
    assert await accounts.one(select(Outgoing.edit)) is True
    await accounts.change(Outgoing, await accounts.one(select(Outgoing.id)), edit=False)
    await undo(accounts.write(lead), done.change_id)
    assert await accounts.one(select(Outgoing.edit)) is True
    assert await owners(accounts) == {"a": None, "b": None, "c": "olga@milepost.example"}
    [(_, said)] = await asked(accounts)
    assert f"[{ANA}]" in said


async def test_nobody_of_them_is_an_answer_and_so_is_a_map(accounts: Accounts, tmp_path: Path) -> None:
    lead = await maya(accounts)
    await take(accounts, tmp_path, OWNED)
    done = await settle(accounts.write(lead), await question(accounts), "nobody")
    assert (await take(accounts, tmp_path, OWNED)).warnings == 0
    await undo(accounts.write(lead), done.change_id)
    told = {"values": {"csm_name": {"Ana Silva": ANA, "Silva, Ana": ANA}}}
    await take(accounts, tmp_path, OWNED, map=told)
    assert set((await owners(accounts)).values()) == {ANA, "olga@milepost.example"}
    assert await accounts.one(select(FileQuestion.answered_at)) is not None, "a newer file says it"


async def test_whoever_leads_nobody_may_not_and_is_told_whom_to_ask(accounts: Accounts, tmp_path: Path) -> None:
    await take(accounts, tmp_path, OWNED)
    assert await asked(accounts) == []
    async with accounts.store.read(1) as db:
        [one] = await of_questions(db, NOW)
    assert (one.well, "milepost role EMAIL admin" in one.text) == (False, True)
    lead = await maya(accounts)
    assert len(await asked(accounts)) == 1, "it goes out once there is somebody"
    with pytest.raises(UserError, match="Ask maya"):
        await settle(accounts.write(), await question(accounts), ANA)
    await put_in_team(accounts.store, 1, "maya@milepost.example", ["olga@milepost.example"], NOW)
    await put_in_team(accounts.store, 1, "mo@milepost.example", ["tim@milepost.example"], NOW)
    await take(accounts, tmp_path, TWICE)
    other = await accounts.one(select(Account.id).where(Account.key == "93"))
    await accounts.set(Account, other, csm_id=12)
    with pytest.raises(UserError, match="Whoever leads people answers that"):  # one of the two is another team's
        await settle(accounts.write(lead), await question(accounts), "one")


@pytest.mark.both_databases
async def test_one_customer_twice_is_set_aside_and_its_rows_mean_the_first(accounts: Accounts, tmp_path: Path) -> None:
    lead = await maya(accounts)
    paying = TWICE.replace("domain\n", "domain,arr,currency,renewal_on\n").replace(
        "example\n93", "example,19000,USD,2026-12-06\n93"
    )
    await take(accounts, tmp_path, paying.replace("brightwater.example\n", "brightwater.example,,,\n"))
    await after_change(accounts.store, accounts.library, 1, NOW)
    [(_, said)] = await asked(accounts)
    assert (
        "Brightwater (key 17 · 19k USD, ends 6 Dec 2026) and Brightwater Ltd (key 93) have one domain, "
        "brightwater.example. Is that one customer? If it is one, the first one's contract counts."
    ) in said
    done = await settle(accounts.write(lead), await question(accounts), "one")
    async with accounts.store.read(1) as db:
        settled = plain_text(settled_message(await with_names(db, done.question), done.change_id))
    assert "Brightwater keeps what it has: 19k USD, ends 6 Dec 2026." in settled
    await after_change(accounts.store, accounts.library, 1, NOW, done.account_ids)
    first = await accounts.one(select(Account.id).where(Account.key == "17"))
    async with accounts.store.read(1) as db:
        for name in ("Brightwater Ltd", "93", "brightwater.example"):
            assert (await find_account(db, Looking(name, "journey"))).account_id == first
    report = await take(accounts, tmp_path, TWICE.replace("Ltd", "GmbH"))
    assert (report.rows, report.unchanged, report.warnings) == (2, 2, 0)
    assert "Passed by, as was said in chat: 93 is 17." in report.notes
    people = "account,name\n93,Dana Reyes\nBrightwater Ltd,Cem Acar\n"
    await take(accounts, tmp_path, people, "stakeholders", map={"match": {"account": ["key", "name"]}})
    async with accounts.store.read(1) as db:
        assert set(await db.scalars(select(Stakeholder.account_id))) == {first}
    await undo(accounts.write(lead), done.change_id)
    assert await accounts.one(select(Account.status).where(Account.key == "93")) == "active"
    async with accounts.store.read(1) as db:
        assert (await find_account(db, Looking("Brightwater Ltd", "journey"))).account_id != first


async def test_two_customers_stay_two_and_are_not_asked_about_again(accounts: Accounts, tmp_path: Path) -> None:
    lead = await maya(accounts)
    await take(accounts, tmp_path, TWICE)
    await settle(accounts.write(lead), await question(accounts), "two")
    async with accounts.store.everywhere(writes=True) as connection:
        await connection.execute(delete(Account).where(Account.key == "93"))
        await connection.execute(delete(ImportedRow))
    report = await take(accounts, tmp_path, TWICE)
    assert (report.added, report.messages) == (1, []), "the same two"
    report = await take(accounts, tmp_path, TWICE.replace("93", "95"))
    assert "has the domain of account" in report.messages[0]
    assert await accounts.one(select(FileQuestion.answer).where(FileQuestion.subject == "17 | 93")) == "two"
