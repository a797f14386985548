"""The browser that the browser tests drive: Debian's, headless, and silent on the network."""

import shutil
import subprocess

import pytest

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_FC_MATCH = shutil.which("fc-match")
_AS_ARIAL = ("liberation", "arial", "arimo", "helvet", "nimbus")


def _wide_only() -> bool:
    """Whether what stands in for Arial is another font, much wider than those that people have."""
    if _FC_MATCH is None:
        return False
    found = subprocess.run([_FC_MATCH, "Arial"], capture_output=True, text=True, check=False).stdout.casefold()
    return bool(found) and not any(name in found for name in _AS_ARIAL)


MEASURED = pytest.mark.skipif(
    _wide_only(), reason="no font as wide as Arial on this computer (Debian: apt-get install fonts-liberation)"
)
IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this computer (Debian: apt-get install chromium)"),
]
