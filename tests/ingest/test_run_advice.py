"""Advice that an import prints works when it is followed, all of it: whatever text of its source tells people to write
something in a map is printed by a file of this list, and then done.

What is pasted is what was printed: no map here is written by hand. Of two ways that are offered, either goes in."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.errors import UserError
from bot.ingest import ImportReport, Kind
from bot.ingest.guessing.guess_file import guess_file
from bot.ingest.reading.mapping import SECTIONS
from bot.ingest.writing.matching.owners import ChatPerson
from tests.ingest.conftest import Shop
from tests.ingest.test_run_cases import NOW

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).parents[2]
ADVICE = re.compile(r"in (?:the|a) map, |in a map which |in the map, such|map can (?:say|set) ")
BEGIN = re.compile(rf"\b(?:{'|'.join(SECTIONS)}): (?=[{{\[])")


@dataclass(frozen=True)
class Case:
    """about: what the advice says, as a pattern. before: files that are there already. ways: so many are offered, and
    each is tried. fill: what a person writes in place of the "…". out: rows that stay out though the advice was
    followed, as something else is wrong with them."""

    about: str
    kind: Kind
    text: str
    before: tuple[tuple[Kind, str], ...] = ()
    ways: int = 1
    fill: str = ""
    out: int = 0


IN_CHAT = [ChatPerson("Ana Silva", "ana@tidewell.example"), ChatPerson("Ana Silva", "a.silva@tidewell.example")]
ACCOUNTS: tuple[tuple[Kind, str], ...] = (("accounts", "key,name,domain\n9001,Alder,alder.example\n9002,Birch,\n"),)
FOLLOWED = [
    Case("isn't a date like .* give its format in the map", "accounts", "key,name,started_on\na,A,14.03.2026\n"),
    Case("the map can say so", "accounts", "key,name,started_on\na,A,45292\n", ways=1),
    Case("could be .* say which in the map, dates", "accounts", "key,name,started_on\na,A,03/04/2026\n", ways=2),
    Case("could be .* say which in the map, dates", "accounts", "key,name,renewal_on\na,A,11-12-26\n", ways=2),
    Case("as midnight of a zone east of it", "accounts",
         "key,name,started_on\na,A,2024-12-31T23:00:00Z\nb,B,2025-06-30T22:00:00Z\n", ways=2),
    Case("which mark is the decimal one", "accounts", "key,name,arr,currency\na,A,1.250,EUR\n", ways=2),
    Case("which mark is the decimal one", "kpis", 'account,kpi,value\n9001,logins,"7,125"\n', before=ACCOUNTS, ways=2),
    Case("could be in .* such as", "accounts", "key,name,arr\na,A,$900\n"),
    Case("could be in .* such as", "contracts", "account,product,amount,currency\n9001,Core,$40,\n", before=ACCOUNTS),
    Case("if it is an account, say so in the map", "accounts", "key,name,tier\na,A,mid\nTotal,,\n", out=1),
    Case("if it is an account, say so in the map", "accounts", "key,name,tier\na,A,mid\nTotal,,low\n", out=1),
    Case("if it is an account, say so in the map", "accounts", "key,name\na,A\nGrand Total,Grand Total\n"),
    Case("if that is no value, say so in the map, values", "accounts", "key,name,arr\na,A,31.12.26\n"),
    Case("if that is no value, say so in the map, values", "accounts", "key,name,renewal_on\na,A,gemäß § 4\n"),
    Case("if that is no value, say so in the map, values", "contracts",
         "account,product,notice_on\n9001,Core,3 Monate vorher\n", before=ACCOUNTS),
    Case("if that is no value, say so in the map, values", "stakeholders", "account,name,email\n9001,Dana,privat\n",
         before=ACCOUNTS),
    Case("is neither yes nor no; say which in the map", "contracts", "account,product,auto_renew\n9001,Core,stets\n",
         before=ACCOUNTS),
    Case("if adopt is meant, say so in the map", "accounts", "key,name,stage\na,A,Ad-opt\nb,B,land\n"),
    Case("say in the map which is meant", "accounts", "key,name,stage\na,A,\"Kick: {off}, done\"\nb,B,land\n"),
    Case("other words can be translated in the map", "accounts", "key,name,status\na,A,Yes\n", ways=2),
    Case("other words can be translated in the map", "events", "account,event,at\n9001,QBR,2026-01-01\n",
         before=ACCOUNTS),
    Case("has arr without a currency .* a map can set one for it", "accounts", "key,name,arr\na,A,5\n"),
    Case("has amount without a currency .* a map can set one for it", "contracts",
         "account,product,amount\n9001,Core,5\n", before=ACCOUNTS),
    Case("the map can say so, match", "stakeholders", "account,name\nalder.example,Dana\n", before=ACCOUNTS),
    Case("the map can say so, match", "kpis", "account,kpi,value\nAlder,logins,7\nBirch,logins,8\n", before=ACCOUNTS),
    Case("name it in a map, columns", "accounts", "Kunde,name\na,A\n", fill="Kunde"),
    Case("name it in a map, columns", "stakeholders", "account,Contact\n9001,Dana\n", before=ACCOUNTS,
         fill="Contact"),
    Case("say in a map which it is", "accounts", "key,name,Name \na,A,Alder\n", ways=2),
    Case("is nobody that I know by that name", "accounts", "key,name,csm_name\na,A,Eva Hahn\n"),
    Case("no owner, so nobody is told", "accounts", "key,name,Wer\na,A,ana@tidewell.example\n", ways=2, fill="Wer"),
    Case("no owner, so nobody is told", "accounts", "key,name,csm_email\na,A,\nb,B,ana@tidewell.example\n"),
    Case("no owner, so nobody is told", "accounts", "key,name,csm_name\na,A,\n"),
    Case("are nobody that I know by that name", "accounts", "key,name,csm_name\na,A,Eva Hahn\nb,B,Ben Okafor\n"),
    Case("is nobody that I know by that name", "accounts", 'key,name,csm_name\na,A,"Eva ""Bee"" {Hahn}: #1"\n'),
    Case("could be .* say which in the map, values: {csm_name", "accounts", "key,name,csm_name\na,A,Ana Silva\n"),
]  # fmt: skip


# -- what the source prints


def advice_in_the_source() -> dict[str, str]:
    """Where each text stands that speaks of a map to write, an option or a command; as a pattern of what is printed."""
    found = {}
    for file in sorted((ROOT / "bot" / "ingest").rglob("*.py")):
        tree = ast.parse(file.read_text())
        parts = {id(part) for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for part in ast.walk(text)}
        for node in ast.walk(tree):
            text = printed_by(node) if isinstance(node, ast.JoinedStr) or id(node) not in parts else None
            if text and ADVICE.search(text.replace("\\", "")):
                found[f"{file.relative_to(ROOT)}:{node.lineno}"] = text  # type: ignore[attr-defined]
    return found


def printed_by(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        each = (re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".*" for one in node.values)
        return "".join(each)
    return None


@pytest.mark.parametrize("case", FOLLOWED, ids=lambda case: f"{case.kind}: {case.about}")
async def test_advice_that_is_followed_works(shop: Shop, case: Case) -> None:
    for kind, text in case.before:
        await take(shop, kind, text, {})
    told = advice_of(case, await said(shop, case))
    pasted = list(lines_of_a_map(told.replace("…", case.fill)))
    assert len(pasted) == case.ways, told
    for way in pasted:
        report = await take(shop, case.kind, case.text, way, dry_run=True)
        left = [*map(str, report.rejections), *report.messages]
        assert not any(re.search(case.about, each) for each in [*left, *report.notes]), left
        assert report.rejected == case.out, left
    last = await take(shop, case.kind, case.text, pasted[-1])
    assert last.added + last.changed + last.unchanged > 0


async def said(shop: Shop, case: Case) -> list[str]:
    """All that an import of it prints, tried without writing."""
    try:
        report = await take(shop, case.kind, case.text, {}, dry_run=True)
    except UserError as refused:
        return [refused.text]
    return [*map(str, report.rejections), *report.messages, *report.notes]


def lines_of_a_map(told: str) -> Iterator[dict[str, Any]]:
    """What can be pasted from it: each the shortest text that is a whole line of a map."""
    for begin in BEGIN.finditer(told):
        ends = (at + 1 for at, mark in enumerate(told) if at > begin.end() and mark in "}]")
        yield next(line for end in ends if (line := _read(told[begin.start() : end])) is not None)


def _read(text: str) -> dict[str, Any] | None:
    try:
        found = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        return None
    return found if isinstance(found, dict) else None


def advice_of(case: Case, printed: list[str]) -> str:
    about = [each for each in printed if re.search(case.about, each)]
    assert about, printed
    return about[0]


async def take(shop: Shop, kind: Kind, text: str, map: dict[str, Any], **more: Any) -> ImportReport:
    return await shop.take(kind, text, map=map, now=NOW, file_time=NOW, in_chat=IN_CHAT, **more)


UNKNOWN = "Vorgang,Wert,Teil\n9001,500,Kern\n9002,700,Rand\n"


@pytest.mark.both_databases
async def test_what_a_guess_misses_can_be_named(shop: Shop) -> None:
    await take(shop, *ACCOUNTS[0], {})
    guess = guess_file("contracts", shop.file(UNKNOWN))
    columns = dict(guess.raw["columns"])
    for told in [each for each in guess.lines() if "Missing" in each]:
        named, *_ = lines_of_a_map(told.replace("…", "Vorgang" if "account" in told else "Teil"))
        columns |= named["columns"]
    report = await take(shop, "contracts", UNKNOWN, guess.raw | {"columns": columns})
    assert (report.added, report.rejected) == (2, 0)


ONE_PRODUCT = "account,amount,currency\n9001,500,EUR\n9002,700,EUR\n"
UNPRICED = "id,name,Wieviel\nk1,Alder,500\nk2,Birch,700\n"


SOME_EMPTY = "id,name,Type\nk1,Alder,Customer\nk2,Birch,Prospect\nk3,Cedar,\nk4,Dogwood,\n"
TERMS = "id,name,Contract Value,Contract Term (months)\nk1,Alder,24000,24\nk2,Birch,9000,12\n"


@pytest.mark.both_databases
async def test_those_of_whom_nothing_is_said_can_come_too_without_the_prospects(shop: Shop) -> None:
    guess = guess_file("accounts", shop.file(SOME_EMPTY))
    assert (await take(shop, "accounts", SOME_EMPTY, guess.raw)).added == 1
    [told] = [each for each in guess.lines() if "customers, too?" in each]
    assert told.strip().startswith("2 have nothing there")
    [line] = lines_of_a_map(told)
    await take(shop, "accounts", SOME_EMPTY, guess.raw | line)
    assert await shop.rows("accounts", "name") == [("Alder",), ("Cedar",), ("Dogwood",)]


async def test_where_all_are_of_one_product_the_map_can_say_it(shop: Shop) -> None:
    await take(shop, *ACCOUNTS[0], {})
    with pytest.raises(UserError) as refused:
        await take(shop, "contracts", ONE_PRODUCT, {})
    _, said_once = lines_of_a_map(refused.value.text.replace("…", "Metrics Cloud"))
    report = await take(shop, "contracts", ONE_PRODUCT, said_once)
    assert (report.added, report.rejected) == (2, 0)


async def test_a_value_that_no_title_tells_can_be_named(shop: Shop) -> None:
    guess = guess_file("accounts", shop.file(UNPRICED))
    [told] = [each for each in guess.lines() if "what they pay" in each]
    [named] = lines_of_a_map(told.replace("…", "Wieviel"))
    columns = guess.raw["columns"] | named["columns"]
    await take(shop, "accounts", UNPRICED, guess.raw | {"columns": columns, "constants": {"currency": "EUR"}})
    assert await shop.rows("contracts", "amount") == [(500,), (700,)]


async def test_no_text_of_the_source_gives_advice_that_nobody_has_followed(shop: Shop) -> None:
    printed = []
    for case in FOLLOWED:
        for kind, text in case.before:
            await take(shop, kind, text, {})
        printed += await said(shop, case)
    printed += guess_file("contracts", shop.file(UNKNOWN)).lines()
    printed += guess_file("accounts", shop.file(UNPRICED)).lines()
    printed += await said(shop, Case("", "contracts", ONE_PRODUCT))
    printed += guess_file("accounts", shop.file(SOME_EMPTY)).lines()
    printed += guess_file("accounts", shop.file(TERMS)).lines()  # followed in guessing/test_guess_terms.py
    missing = {
        place: text
        for place, text in advice_in_the_source().items()
        if not any(re.search(text, each) for each in printed)
    }
    assert missing == {}
