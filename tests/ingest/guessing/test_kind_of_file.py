"""What a file is about is seen by what is in it, whatever it is called."""

from pathlib import Path

import pytest

from bot.errors import UserError
from bot.ingest.guessing.kind_of_file import kind_meant, kind_of_file, kinds_of_file

FILES = {
    "accounts": "Account Name,Account ID,Account Owner,Type,ARR,Contract End Date\n"
    "Alder,0015g00000ABCdE,Dana,Customer,4800,2027-10-26\nBirch,0015g00000ABCdF,Dana,Customer,900,2027-01-26\n",
    "contracts": "Contract Number,Account Name,Contract Start Date,Contract End Date,Product,Annual Amount\n"
    "00001041,Alder,2025-10-27,2026-10-26,Core,4800\n00001042,Alder,2026-10-27,2027-10-26,Core,4900\n",
    "stakeholders": "Vorname;Nachname;E-Mail;Jobtitel;Firma\nAda;Muster;ada@alder.example;CFO;Alder\n"
    "Ben;Muster;ben@alder.example;CTO;Alder\n",
    "kpis": "Customer,Month,Logins,Seats\nAlder,2026-10-01,17,5\nAlder,2026-11-01,19,5\nBirch,2026-11-01,4,2\n",
    "events": "Account,Activity Type,Date,Comment\nAlder,review,2026-01-02,QBR\nBirch,contact,2026-01-03,call\n",
    "tickets": "Case Number,Account Name,Subject,Date/Time Opened,Priority\n1001,Alder,Slow,2026-01-02,High\n"
    "1002,Birch,Broken,2026-01-03,Low\n",
}


@pytest.mark.parametrize("kind", FILES)
def test_whatever_it_is_called(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "report1732960000.csv"
    file.write_text(FILES[kind], encoding="utf-8")
    assert kind_of_file(file) == kind


def test_a_file_of_nothing_we_know_is_none(tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text("Moons,Mass\n2,0.1\n0,0.8\n", encoding="utf-8")
    assert kind_of_file(file) is None


def test_what_may_be_two_goes_by_its_name_or_is_asked_with_the_ways_to_say_it(tmp_path: Path) -> None:
    both = "Account Name,Product\nAlder,Core\nBirch,Core\n"
    unsure, named = tmp_path / "export.csv", tmp_path / "subscriptions.csv"
    for file in (unsure, named):
        file.write_text(both, encoding="utf-8")
    fitting = kinds_of_file(unsure)
    assert len(fitting) == 2
    assert kind_meant(named) == ("contracts", "by its name")
    with pytest.raises(UserError, match=f"may be {fitting[0]} or {fitting[1]}: say which, such as milepost import"):
        kind_meant(unsure)
    unknown = tmp_path / "moons.csv"
    unknown.write_text("Moons,Mass\n2,0.1\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"has no columns that I know: say which, such as milepost import accounts"):
        kind_meant(unknown)
