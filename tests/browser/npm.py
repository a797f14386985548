"""What of Microsoft's comes as npm packages: `make packages` brings it; without it, tests that need it are skipped."""

import shutil
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[2] / "node_modules"


def with_package(name: str) -> pytest.MarkDecorator:
    """The mark of tests that need this one."""
    there = (PACKAGES / name).is_dir() and shutil.which("node") is not None
    return pytest.mark.skipif(not there, reason=f"npm's {name} isn't here (`make packages` brings it; it needs Node)")
