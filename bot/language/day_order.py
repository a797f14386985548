"""How somebody writes a day in figures: 3/12 is the 3rd of December for most, and the 12th of March for some. Pure."""

from bot.language.day_readings import Order

MONTH_FIRST = frozenset({"US", "PH", "JP", "CN", "TW", "KR", "HU"})
EITHER = frozenset({"CA", "ZA", "KE", "MY"})  # both are written there
AMERICAN_ZONES = ("America/", "US/", "Pacific/Honolulu")


def guess_order(locale: str | None, timezone: str | None) -> Order | None:
    """A first guess from the language that somebody chose for their chat ("de-DE"). American English says little of
    where it is the preset of programs, so it counts only in an American zone."""
    language, _, region = (locale or "").replace("_", "-").partition("-")
    region = region.upper()
    if not region or region in EITHER:
        return None
    if (language, region) == ("en", "US"):
        return "md" if timezone and timezone.startswith(AMERICAN_ZONES) else None
    return "md" if region in MONTH_FIRST else "dm"
