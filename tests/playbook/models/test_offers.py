"""What can be offered, and what is useful now and then: read, checked, and enough of it."""

from pathlib import Path

from bot.playbook.load import SHIPPED, check_library, load_library
from bot.playbook.models import PERSONAS, STAGES, Library
from bot.playbook.models.pieces import ENOUGH, for_anybody


def problems(folder: Path) -> list[str]:
    return [str(error) for error in check_library(folder)]


def test_each_stage_has_offers_for_each_type_and_a_beta_is_none_for_a_ceo(library: Library):
    # method: A4, A5, A6, A11
    for persona in PERSONAS:
        for stage in STAGES:
            suited = [one for one in library.offers if persona in one.suits and stage in one.stages]
            assert suited, (persona, stage)
    beta = next(one for one in library.offers if one.key == "beta-programme")
    assert "guinea pigs" in beta.never["ceo"]
    assert any("burning" in one.when for one in library.offers if "ceo" in one.suits)


def test_each_stage_of_each_playbook_has_three_pieces_for_everyone(library: Library):
    # method: C1, C8
    for playbook in library.playbooks.values():
        for stage in playbook.stages:
            assert len(for_anybody(library.content.pieces, stage)) >= ENOUGH, (playbook.name, stage.key)
    assert library.content.every_days == 28


def test_what_is_wrong_with_them_is_told_by_file_and_line(folder: Path):
    # method: A11, C8
    own = (SHIPPED / "offers.yaml").read_text()
    (folder / "offers.yaml").write_text(
        own.replace("suits: [friend]\n    never:\n      ceo: no", "suits: [ceo]\n    never:\n      ceo: no")
    )
    assert any("can't be refused for ceo, whom it suits" in one and "offers.yaml" in one for one in problems(folder))
    (folder / "offers.yaml").write_text(own.replace("key: break-out", "key: spotlight"))
    assert any("'spotlight' stands here twice" in one for one in problems(folder))
    (folder / "offers.yaml").write_text(own.replace("with the people who build it. May", "{{ acount.name }}. May"))
    assert any("acount" in one for one in problems(folder))
    (folder / "offers.yaml").unlink(missing_ok=True)
    pieces = (SHIPPED / "content.yaml").read_text()
    (folder / "content.yaml").write_text(pieces.replace("stages: [renew]", "stages: [land]", 2))
    assert any("for everyone in Renew of laer (renew); it takes 3" in one for one in problems(folder))


def test_a_company_has_its_own_in_place_of_ours(folder: Path):
    # method: A11
    (folder / "offers.yaml").write_text("offers: []\n")
    assert load_library(folder).offers == ()
