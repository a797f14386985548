"""The sample portfolio of the local workspace: four CSMs, who leads them, and forty customers. All is invented."""

from bot.sandbox.sample.cast import CHANNELS, CSMS, LEAD, Csm, SampleChannel
from bot.sandbox.sample.files import Kind
from bot.sandbox.sample.said import LAST_EVENING, SAID, SaidOnce
from bot.sandbox.sample.tags import Tag
from bot.sandbox.sample.write import Phase, Sample, write_sample

__all__ = [
    "CHANNELS",
    "CSMS",
    "LAST_EVENING",
    "LEAD",
    "SAID",
    "Csm",
    "Kind",
    "Phase",
    "SaidOnce",
    "Sample",
    "SampleChannel",
    "Tag",
    "write_sample",
]
