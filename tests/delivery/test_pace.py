"""Turns at the platform's pace."""

from datetime import timedelta

import pytest

from bot.delivery.pace import Pace


@pytest.fixture
def pace(machine):
    return Pace(machine, machine.sleep, per_channel=1.0, overall=0.1)


async def test_one_channel_waits_for_its_second_turn(pace, machine):
    deadline = machine.now + timedelta(seconds=10)
    assert await pace.turn("C1", deadline)
    assert await pace.turn("C1", deadline)
    assert machine.slept == [1.0]


async def test_another_channel_waits_only_for_the_workspaces_pace(pace, machine):
    deadline = machine.now + timedelta(seconds=10)
    await pace.turn("C1", deadline)
    await pace.turn("C2", deadline)
    assert machine.slept == [0.1]


async def test_a_turn_after_the_deadline_is_refused_at_once(pace, machine):
    await pace.turn("C1", machine.now)
    assert not await pace.turn("C1", machine.now)
    assert machine.slept == []


async def test_asked_for_silence_nobody_has_a_turn(pace, machine):
    pace.hold(30)
    assert not await pace.turn("C1", machine.now + timedelta(seconds=29))
    assert await pace.turn("C1", machine.now + timedelta(seconds=30))
