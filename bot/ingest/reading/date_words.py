"""Dates with words of other languages and programs, as strptime reads them: with English months, and with nothing that
only repeats the day."""

import re

_MONTHS = """
January Januar Jänner janvier enero januari gennaio janeiro
February Februar février febrero februari febbraio fevereiro
March März mars marzo maart março
April avril abril aprile
May Mai mayo mei maggio maio
June Juni juin junio giugno junho
July Juli juillet julio luglio julho
August août agosto augustus
September septembre septiembre settembre setembro
October Oktober octobre octubre ottobre outubro
November novembre noviembre novembro
December Dezember décembre diciembre dicembre dezembro
Jan janv ene gen
Feb févr fév fev
Mar Mär Mrz mrt
Apr avr abr
Jun giu
Jul juil lug
Aug aoû ago
Sep Sept set
Oct Okt ott out
Dec Dez déc dic
"""
_ENGLISH = {
    word.casefold(): month for month, *others in map(str.split, _MONTHS.strip().splitlines()) for word in others
}
_WORD = re.compile(r"[^\W\d_]+")
_WEEKDAY = re.compile(r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? (?=.*\d)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er)(?=\b)", re.IGNORECASE)  # April 1st, 1er avril
_OF = re.compile(r" de(?= )", re.IGNORECASE)  # 1 de abril de 2024
_ZONE_IN_WORDS = re.compile(
    r"(?<= )(?:GMT|UTC)(?=[+-]\d)|(?<=[+-]\d{4}) ?\([^()]*\)$"
)  # GMT+0200 (Central European Time)
_OTHER_SPACES = dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")


def in_plain_words(text: str) -> str:
    """ "1 de abril de 2024" is "1 April 2024", and so is "Mon, 1 April 2024"."""
    text = text.translate(_OTHER_SPACES)
    if weekday := _WEEKDAY.match(text):
        text = text[weekday.end() :]
    text = _ZONE_IN_WORDS.sub("", _ORDINAL.sub("", _OF.sub("", text)))
    return with_english_months(text)


def with_english_months(text: str) -> str:
    """13. Mai 2024 is 13. May 2024."""
    return _WORD.sub(lambda word: _ENGLISH.get(word[0].casefold(), word[0]), text)
