"""Lines of a map that were advised go beside the proposed map, and come first."""

from pathlib import Path

import pytest

from bot.errors import UserError
from bot.ingest.guessing.own_lines import how_to_follow, maps_by_file, with_own_lines

PROPOSED = {
    "columns": {"key": "ID", "arr": "Amount"},
    "numbers": {"arr": {"decimal": ","}},
    "values": {"status": {"Ja": "active"}},
    "only": {"Type": ["Customer"]},
}


def test_what_somebody_wrote_comes_first_and_the_rest_stays() -> None:
    own = {
        "columns": {"arr": "ACV"},
        "values": {"status": {"Nein": "churned"}, "currency": {"": "EUR"}},
        "only": {"Type": ["Customer", ""]},
    }
    assert with_own_lines(PROPOSED, own) == {
        "columns": {"key": "ID", "arr": "ACV"},
        "numbers": {},  # they spoke of the other column
        "values": {"status": {"Ja": "active", "Nein": "churned"}, "currency": {"": "EUR"}},
        "only": {"Type": ["Customer", ""]},
    }
    assert with_own_lines(PROPOSED, {"constants": {"arr": "5"}})["columns"] == {"key": "ID"}
    assert PROPOSED["numbers"] == {"arr": {"decimal": ","}}


def test_a_map_belongs_to_a_file_by_its_name() -> None:
    one, two = Path("a/accounts.csv"), Path("a/kpis.csv")
    assert maps_by_file([one], ["my.yaml"]) == {one: Path("my.yaml")}
    assert maps_by_file([one, two], ["kpis.csv=k.yaml"]) == {two: Path("k.yaml")}
    with pytest.raises(UserError, match=r"say for which of the files, such as --map accounts\.csv=my\.yaml"):
        maps_by_file([one, two], ["my.yaml"])
    with pytest.raises(UserError, match=r"there is no x\.csv among the files"):
        maps_by_file([one, two], ["x.csv=my.yaml"])
    assert how_to_follow(["12 rows read."], [one]) == []
    assert how_to_follow(["say which in the map, values: …"], [one, two])[0].endswith("--map accounts.csv=MAP.yaml")
