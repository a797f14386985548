"""A template that fails at a real account costs the message its own words only, and whoever wrote it hears of it."""

import logging
from pathlib import Path

import pytest

from bot.playbook.load import load_library
from bot.playbook.text.advice import filled
from bot.playbook.text.samples import FULL
from bot.talk.phrases.talking_points import said

SLOW = "{% for a in N %}{% for b in N %}{% for c in N %}{% endfor %}{% endfor %}{% endfor %}x".replace(
    "N", "'x' + '" + "n" * 999 + "'"
)
RULE = f"""
- key: slow
  when: {{tier: {{is: mid}}}}
  once_per: ever
  cta: {{type: risk}}
  headline: "{SLOW}"
  todo: Ask them
  clears: You close it.
"""  # fmt: skip


def test_the_rest_is_said_and_the_log_names_the_rule_once(folder: Path, caplog: pytest.LogCaptureFixture):
    rules = folder / "laer/rules.yaml"
    rules.write_text(rules.read_text().replace("\n- key: ", f"{RULE}- key: ", 1))
    load_library(folder)  # the start parses templates and tries none
    with caplog.at_level(logging.ERROR):
        assert said(SLOW, FULL, "at risk (slow)") == "at risk (slow)"
        assert filled(["One.", SLOW, "{{ account.name }}"], FULL) == ("One.", "Acme")
    (one,) = [record.getMessage() for record in caplog.records]
    assert (
        one
        == "playbooks: laer: rules.slow.headline is left out of messages: it takes longer than 50 ms, in: " + one[-80:]
    )
