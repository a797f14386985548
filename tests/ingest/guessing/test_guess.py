"""A map for a file that nobody has seen: by the titles of CRMs, and by what stands under them."""

import csv
from typing import Any

import pytest
import yaml

from bot.ingest import Kind, check_mapping
from bot.ingest.guessing.guess import Guess, guess

HUBSPOT = """Record ID,Company name,Company Domain Name,Annual Revenue,ARR,Start date,Renewal date,Phone,Create Date
101,Alder GmbH,alder.example,1000000,"12,000.00",23/02/2024,04/03/2026,+49 1,2020-01-01
102,Birch SA,birch.example,1000000,"9,500.50",01/03/2024,14/03/2026,,2020-01-01
"""
GERMAN = """Kunden-Nr.;Firma;Jahreswert;Kunde seit;Vertragsende;Status;Branche
4711;Müller KG;1.200,50;14.03.2023;1.4.2026;Aktiv;Handel
4712;Ott;1.099;1.4.2024;31.3.2026;gekündigt;Bau
"""
FRENCH = """N° client;Raison sociale;Site web;Montant annuel;Date de début;Échéance;Devise
C1;Société Alder;https://alder.example/fr;12000,50;01/02/2024;28/02/2026;EUR
C2;Birch;birch.example;900;15/03/2024;14/03/2026;EUR
"""
SPANISH = """ID de cliente;Nombre de la empresa;Valor anual;Cliente desde;Fecha de renovación
1001;Alder;12000;2024-02-01;2026-02-01
1002;Birch;900;2024-03-01;2026-03-01
"""
DUTCH = """Klantnummer;Bedrijfsnaam;Contractwaarde;Ingangsdatum;Vervaldatum;Actief
1001;Alder;12000;2024-02-01;2026-02-01;ja
1002;Birch;900;2024-03-01;2026-03-01;nee
"""
SALESFORCE = """Account ID,Account Name,Website,Type,Contract Start Date,Contract End Date,Amount,Account Currency
0015g00000ABCdEAAX,Alder,www.alder.example,Customer,1/23/2024,2/1/2026,12000,USD
0015g00000ABCdFAAX,Birch,www.birch.example,Customer,3/4/2024,3/3/2026,900.5,USD
"""


def guessed(text: str, kind: Kind = "accounts") -> Guess:
    header, *records = csv.reader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ",")
    found = guess(kind, header, records)
    check_mapping(found.raw, kind)
    return found


def titles(found: Guess) -> dict[str, str]:
    return {ours: title for ours, (title, _) in found.taken.items()}


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (
            HUBSPOT,
            "key Record ID|name Company name|domain Company Domain Name|arr ARR|started_on Start date|"
            "renewal_on Renewal date",
        ),
        (
            GERMAN,
            "key Kunden-Nr.|name Firma|arr Jahreswert|segment Branche|started_on Kunde seit|"
            "renewal_on Vertragsende|status Status",
        ),
        (
            FRENCH,
            "key N° client|name Raison sociale|domain Site web|arr Montant annuel|currency Devise|"
            "started_on Date de début|renewal_on Échéance",
        ),
        (
            SPANISH,
            "key ID de cliente|name Nombre de la empresa|arr Valor anual|started_on Cliente desde|"
            "renewal_on Fecha de renovación",
        ),
        (
            DUTCH,
            "key Klantnummer|name Bedrijfsnaam|arr Contractwaarde|started_on Ingangsdatum|"
            "renewal_on Vervaldatum|status Actief",
        ),
        (
            SALESFORCE,
            "key Account ID|name Account Name|domain Website|arr Amount|currency Account Currency|"
            "started_on Contract Start Date|renewal_on Contract End Date",
        ),
    ],
    ids=["HubSpot", "German", "French", "Spanish", "Dutch", "Salesforce"],
)
def test_each_language_and_crm_has_its_titles(text: str, taken: str) -> None:
    found = guessed(text)
    assert titles(found) == dict(each.split(" ", 1) for each in taken.split("|"))


def test_how_dates_and_numbers_are_written_is_read_off_the_cells() -> None:
    assert guessed(HUBSPOT).raw["dates"] == {"started_on": "%d/%m/%Y", "renewal_on": "%d/%m/%Y"}
    assert guessed(SALESFORCE).raw["dates"] == {"started_on": "%m/%d/%Y", "renewal_on": "%m/%d/%Y"}
    german = guessed(GERMAN)
    assert german.raw["numbers"] == {"arr": {"decimal": ","}}
    assert german.raw["values"] == {"status": {"Aktiv": "active", "gekündigt": "churned"}}


def test_what_can_be_read_in_two_ways_is_not_taken() -> None:
    found = guessed("id,name,arr,renewal\n1,A,1.234,3/4/2026\n2,B,2.500,5/6/2026\n")
    assert titles(found) == {"key": "id", "name": "name"}
    assert [why for _, why in found.left] == [
        '"1.234" can be read in two ways, and no cell tells which mark is the decimal one',
        '"3/4/2026" could be %d/%m/%Y or %m/%d/%Y, and no cell tells which',
    ]


def test_a_column_that_only_looks_like_ours_is_named_with_the_reason() -> None:
    left = dict(guessed(HUBSPOT).left)
    assert left["Annual Revenue"] == "is what that company earns, not what it pays you"
    assert left["Create Date"] == "is when the record was made, not when the customer began"
    assert left["Phone"] == ""
    assert '  Not taken: "Annual Revenue" is what that company earns, not what it pays you.' in guessed(HUBSPOT).lines()
    twice = guessed("id,name,Amount,Amount\n1,A,5,6\n2,B,7,8\n")
    says = 'stands 2 times: say in the map which one is meant, "Amount ({})" for this one'
    assert twice.left == [("Amount", says.format(1)), ("Amount", says.format(2))]


def test_a_months_amount_is_a_years_times_twelve() -> None:
    assert guessed("id,name,MRR\n1,A,100\n2,B,50\n").raw["numbers"] == {"arr": {"times": 12}}
    assert titles(guessed("id,name,MRR,ARR\n1,A,100,1200\n2,B,50,600\n"))["arr"] == "ARR"


def test_without_ids_the_domain_or_the_name_is_the_key_and_that_is_said() -> None:
    found = guessed("Company,Website,Value\nAlder,alder.example,5\nBirch,birch.example,6\n")
    assert titles(found)["key"] == "Website"
    assert "who changes the domain is a new account" in found.taken["key"][1]
    assert titles(guessed("Company,Website,Value\nAlder,,5\nBirch,birch.example,6\n"))["key"] == "Company"


def test_names_are_known_by_their_shape_where_no_title_says_so() -> None:
    found = guessed("Nr,Wer,Wert\n1,Alder GmbH,5\n2,Birch SA,6\n")
    assert titles(found)["name"] == "Wer"
    two = guessed("A,B\nAlder GmbH,Berlin\nBirch SA,Hamburg\n")
    assert two.missing == ["key", "name"]
    assert any("no column that could be name" in line for line in two.lines())


def test_ids_of_users_and_words_that_nobody_knows_are_not_taken() -> None:
    found = guessed("id,name,Status\n1,A,Aktiv\n2,B,Ruhend\n")
    assert found.left == [("Status", 'has words that I don\'t know as active or churned: "Ruhend"')]


def test_customers_only_where_a_column_tells_them_from_prospects() -> None:
    found = guessed(
        "Record ID,Company name,Lifecycle Stage,ARR,Company owner,Last Activity Date\n"
        "1,A,Customer,5,Ana Silva,2026-01-02\n2,B,Opportunity,x,Ben,2026-01-02\n3,C,Customer,6,Ana Silva,\n"
        "4,D,Key account,7,Ana Silva,\n5,E,,y,,\n"
    )
    assert found.raw["only"] == {"Lifecycle Stage": ["Customer", "Key account"]}
    assert found.groups == (
        'Customers only, by "Lifecycle Stage": 2 Customer, 1 Key account; left out: 1 Opportunity, 1 empty.'
    )
    assert titles(found) == {
        "key": "Record ID",
        "name": "Company name",
        "csm_name": "Company owner",
        "arr": "ARR",
        "last_contact_on": "Last Activity Date",
    }
    assert "only" not in guessed("id,name,Type\n1,A,Customer\n2,B,Customer\n").raw
    assert "only" not in guessed("id,name,Type\n1,A,Prospect\n2,B,Lead\n").raw


def test_a_status_says_both_who_is_a_customer_and_who_left() -> None:
    found = guessed("id,name,Status\n1,A,Active\n2,B,Prospect\n3,C,Cancelled\n")
    assert found.raw["only"] == {"Status": ["Active", "Cancelled"]}
    assert found.raw["values"] == {"status": {"Cancelled": "churned"}}


def test_former_customers_among_the_customers_have_left() -> None:
    found = guessed("id,name,Type\n1,A,Customer\n2,B,Prospect\n3,C,Former Customer\n4,D,Key account\n")
    assert found.raw["only"] == {"Type": ["Customer", "Former Customer", "Key account"]}
    assert found.raw["columns"]["status"] == "Type"
    assert found.raw["values"]["status"] == {
        "Customer": "active",
        "Former Customer": "churned",
        "Key account": "active",
    }


def test_drafts_are_no_contracts() -> None:
    header = "Account Name,Product,Status,Contract End Date,Amount\n"
    found = guessed(f"{header}A,Core,Activated,2026-12-01,5\nA,Core,Draft,2027-12-01,6\nB,Core,Expired,2026-01-01,5\n",
                    "contracts")  # fmt: skip
    assert found.raw["only"] == {"Status": ["Activated", "Expired"]}
    assert found.groups == 'No drafts, by "Status": 1 Activated, 1 Expired; left out: 1 Draft.'
    assert "only" not in guessed(f"{header}A,Core,Activated,2026-12-01,5\n", "contracts").raw


def test_owners_are_addresses_or_names_or_nobody() -> None:
    assert titles(guessed("id,name,Owner\n1,A,ana@x.example\n"))["csm_email"] == "Owner"
    assert titles(guessed("id,name,Owner\n1,A,Ana\n"))["csm_name"] == "Owner"
    assert titles(guessed("id,name,Owner,CSM\n1,A,Ana,Eva\n"))["csm_name"] == "CSM"
    assert guessed("id,name,Owner\n1,A,0055g00000ABCdE\n").left == [("Owner", "holds ids, not names")]


@pytest.mark.parametrize(
    ("kind", "text", "raw"),
    [
        (
            "contracts",
            "Account ID,Product,Contract Start Date,Contract End Date,Auto Renew,MRR\n"
            "0015g00000ABCdEAAX,Core,2024-01-01,2025-12-31,Ja,100\n",
            {
                "columns": {
                    "account": "Account ID",
                    "starts_on": "Contract Start Date",
                    "ends_on": "Contract End Date",
                    "amount": "MRR",
                },
                "values": {"auto_renew": {"Ja": "yes"}},
                "numbers": {"amount": {"times": 12}},
            },
        ),
        (
            "stakeholders",
            "Associated Company IDs,Full Name,Email,Job Title\n101,Eva Ott,eva@alder.example,COO\n",
            {"columns": {"account": "Associated Company IDs", "name": "Full Name", "title": "Job Title"}},
        ),
        (
            "kpis",
            'Account,Month,Weekly users,NPS,Comment\n101,2026-01-01,"1,234.5",9,good\n102,2026-01-01,7,10,\n',
            {"columns": {"observed_at": "Month"}, "melt": {"weekly-users": "Weekly users", "nps": "NPS"}},
        ),
        ("kpis", "account,metric,value\n101,nps,9\n", {"columns": {"kpi": "metric"}}),
        (
            "events",
            "Account ID,Type,Date,Subject\n101,review,2026-01-01,QBR\n",
            {"columns": {"account": "Account ID", "event": "Type", "at": "Date", "note": "Subject"}},
        ),
    ],
)
def test_the_other_kinds_are_guessed_as_well(kind: Kind, text: str, raw: dict[str, Any]) -> None:
    assert guessed(text, kind).raw == raw


def test_the_same_file_gives_the_same_map_and_it_can_be_read_back() -> None:
    found = guessed(GERMAN)
    assert found.text("a.csv") == guessed(GERMAN).text("a.csv")
    assert found.text("a.csv").startswith("# accounts from a.csv")
    written = check_mapping(yaml.load(found.text("a.csv"), yaml.BaseLoader), "accounts")
    known = check_mapping(found.raw, "accounts")
    assert written.model_copy(update={"columns": known.columns}) == known
    assert {ours: " ".join(theirs) for ours, theirs in written.columns.items()} == titles(found)


SAME_TITLES = """key,name,Domain,ARR,Health Score,Lifecycle Stage,Notes
101,Alder,alder.example,12000,7,Customer,a
102,Birch,birch.example,9500,9,Lead,b
103,Cedar,cedar.example,800,9,,c
"""


def test_the_map_that_is_written_holds_every_column_with_what_becomes_of_it() -> None:
    text = guessed(SAME_TITLES).text("a.csv")
    assert yaml.safe_load(text)["columns"] == {"key": "key", "name": "name", "domain": "Domain", "arr": "ARR"}
    comments = [line for line in text.splitlines() if line.startswith("# ")]
    assert '# Not taken: "Notes", nothing of ours.' in comments
    assert any(line.startswith('# Not taken: "Health Score" is a forecast') for line in comments)
    assert any(line.startswith('# Customers only, by "Lifecycle Stage"') for line in comments)
