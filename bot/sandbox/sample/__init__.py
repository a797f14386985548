"""The sample portfolio of the local workspace: four CSMs, forty customers, half a year. All of it is invented."""

from bot.sandbox.sample.cast import CHANNELS, CSMS, Csm, SampleChannel
from bot.sandbox.sample.files import Kind
from bot.sandbox.sample.tags import Tag
from bot.sandbox.sample.write import Phase, Sample, write_sample

__all__ = ["CHANNELS", "CSMS", "Csm", "Kind", "Phase", "Sample", "SampleChannel", "Tag", "write_sample"]
