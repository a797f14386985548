"""Logs are lines that a machine reads, and those of one request are found together."""

import asyncio
import io
import json
import logging
import sys

import pytest

from bot.logs.lines import JsonLines, begin_logging
from bot.logs.request_id import one_request, request_id


@pytest.fixture
def lines(monkeypatch):
    """What is logged as JSON, by a root logger of the test's own."""
    root = logging.RootLogger(logging.WARNING)
    monkeypatch.setattr(logging, "root", root)
    written = io.StringIO()
    begin_logging("json", verbose=False, stream=written)

    def read():
        return [json.loads(line) for line in written.getvalue().splitlines()]

    return root, read


async def test_a_request_marks_its_lines_and_those_of_what_it_began(lines):
    log, read = lines

    async def later():
        log.warning("behind it")

    with one_request() as mark:
        log.warning("one of %s", "two\nlines")
        task = asyncio.create_task(later())
    await task
    log.warning("by itself")
    said = read()
    assert [one.get("request") for one in said] == [mark, mark, None]
    assert said[0]["message"] == "one of two\nlines"
    assert said[0]["level"] == "warning"
    assert set(said[2]) == {"at", "level", "logger", "message"}
    with one_request() as another:
        assert another not in ("", mark)
    assert request_id() == ""


def test_an_error_stays_on_its_line():
    try:
        raise ValueError("no")
    except ValueError:
        record = logging.LogRecord("bot", logging.ERROR, "", 1, "it failed", (), sys.exc_info())
    said = json.loads(JsonLines().format(record))
    assert said["error"].endswith("ValueError: no")
