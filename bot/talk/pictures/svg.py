"""The journey map as SVG, and any SVG of ours as PNG."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import resvg_py
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.talk.pictures.map_layout import BOLD, ROAD, WIDTH, JourneyMap, family_of, lay_out

HERE = Path(__file__).resolve().parent
FONTS = tuple(str(path) for path in sorted((HERE / "fonts").glob("*.ttf")))


@lru_cache(maxsize=2)
def template(name: str) -> Template:
    """One of the SVG templates beside this file; every value is escaped."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)


def svg_of(this: JourneyMap) -> str:
    return template("map.svg").render(drawing=lay_out(this), width=WIDTH, road=ROAD, bold=BOLD)


def png_of(this: JourneyMap) -> bytes:
    """Takes some tens of milliseconds of CPU: call it off the event loop."""
    return png_of_svg(svg_of(this))


def png_of_svg(svg: str) -> bytes:
    """Takes some tens of milliseconds of CPU: call it off the event loop.

    Only for letters that our own fonts lack (Chinese, Thai …) are the machine's fonts looked at, which is slower."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            font_files=list(FONTS),
            skip_system_fonts=not _needs_more_fonts(svg),
            font_family="Inter",
            sans_serif_family="Inter",
        )
    )


def _needs_more_fonts(text: str) -> bool:
    return any(family_of(letter) != "Inter" and not _in_names_font(letter) for letter in set(text))


def _in_names_font(letter: str) -> bool:
    """Hebrew, Arabic, Armenian, Georgian."""
    point = ord(letter)
    return 0x530 <= point <= 0x77F or 0x10A0 <= point <= 0x10FF or 0xFB1D <= point <= 0xFEFE
