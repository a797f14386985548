"""What of Microsoft's comes as npm packages: `make packages` brings it; without it, tests that need it are skipped."""

from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[2] / "node_modules"


def with_package(name: str) -> pytest.MarkDecorator:
    """The mark of tests that need this one."""
    return pytest.mark.skipif(
        not (PACKAGES / name).is_dir(), reason=f"npm's {name} isn't here (`make packages` brings it; it needs Node)"
    )
