"""What spreadsheets and reports leave in a file that is no value, and no record."""

import re

from bot.ingest.reading.cells import BadCell

# What programs and people write where there is nothing. A map gives such a word a meaning again, under values.
_PLACEHOLDERS = (
    "- -- — – n/a N/A n.a. N.A. NA <NA> nan NaN NAN NaT null NULL Null [null] \\N nil None none undefined "
    "(blank) (Blank) (leer) (Leer) (vide) (leeg) (vuoto) (empty) (Empty) (none) (None) (null) k.A. n/d N/D"
)
_MORE_PLACEHOLDERS = ("(en blanco)", "(No value)", "(no value)", "(not set)", "k. A.", "keine Angabe")
PLACEHOLDERS = frozenset((*_PLACEHOLDERS.split(), *_MORE_PLACEHOLDERS))
# As spreadsheets call them in English, German, French, Spanish, Dutch, Italian and Portuguese.
_SPREADSHEET_ERRORS = (
    "#N/A #REF! #NAME? #VALUE! #DIV/0! #NUM! #NULL! #SPILL! #CALC! #ERROR! "
    "#NV #BEZUG! #WERT! #ZAHL! #ÜBERLAUF! #KALK! #N/D #NOM? #VALEUR! #NOMBRE! #NUL! #PROPAGATION! #EPARS! "
    "#¡REF! #¿NOMBRE? #¡VALOR! #¡DIV/0! #¡NUM! #¡NULO! #¡DESBORDAMIENTO! #¡CALC! #VALOR! "
    "#N/B #VERW! #NAAM? #WAARDE! #DEEL/0! #GETAL! #LEEG! #OVERLOPEN! #RIF! #NOME? #VALORE! #NULLO! #N/DISP"
)
_SPREADSHEET_ERROR = re.compile(f"{'|'.join(map(re.escape, _SPREADSHEET_ERRORS.split()))}|##+|Err:\\d{{3}}")
# ="00123" and '00123, by which programs and people keep spreadsheets from changing a text
_FORCED_TEXT = re.compile(r"=\"(.*)\"|'(\d+)", re.DOTALL)
_TOTAL = re.compile(
    r"(?:grand |sub-?|overall |sous[- ]|eind|zwischen|end)?"
    r"(?:totals?|sum|summe|gesamt(?:summe|ergebnis)?|(?:teil|zwischen)ergebnis|insgesamt|total g[eé]n[eé]ral"
    r"|total geral|totaal|totale(?: complessivo)?|suma(?: total)?|somme|count|average|durchschnitt)"
    r"(?: \(?\d[\d,. ]*(?: \w+)?\)?)?\s*:?",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"copyright|©|\(c\) ?\d|confidential|generated (?:by|on|at)\b|exported (?:by|on|at|from)\b|created (?:by|on)\b"
    r"|as of\b|page \d|source:|notes?:|filter(?:s|ed)?\b.*:|printed|run by|end of (?:report|file)|report "
    r"|.*\ball rights reserved\b"
    r"|(?:erstellt|exportiert|generiert|gedruckt) (?:am|von|durch|aus)\b|stand:|stand \d|vertraulich|seite \d"
    r"|quelle:"
    r"|(?:généré|exporté|créé|imprimé)e?s? (?:le|par)\b|confidentiel|filtre?s?\b.*:"
    r"|(?:generado|exportado|creado|impreso|gerado|criado) (?:el|por|em)\b|confidencial|p[áa]gina \d|fuente:"
    r"|filtros?\b.*:"
    r"|(?:gegenereerd|geëxporteerd|aangemaakt|afgedrukt) (?:op|door)\b|vertrouwelijk|bron:"
    r"|(?:rows|records|anzahl|zeilen|datensätze|lignes|filas|registros|rijen)\b[^:]*: ?\d"
    r"|\(?\d[\d.,]* (?:rows?|records?|results?|zeilen?|datens[aä]tze?|lignes?|filas?|registros?|rijen)(?: \w+)?\)?$"
    r"|n\.?b\.? ?:|nota(?: bene)? ?:|hinweise? ?:|anmerkung(?:en)? ?:|remarques? ?:|opmerking(?:en)? ?:"
    r"|observaci[oó]n(?:es)? ?:"
    r"|[-*=_~. ]{3,}$|[-*=]{2,} ?end\b|[-–—=*~_•#]{1,5} .+ [-–—=*~_•#]{1,5}$",
    re.IGNORECASE,
)
_EITHER = re.compile(f"{_TOTAL.pattern}|{_FOOTER.pattern}", re.IGNORECASE).match


def uncovered(text: str) -> str:
    """A cell without what a spreadsheet put around it. Raises BadCell for an error in place of a value."""
    if _SPREADSHEET_ERROR.fullmatch(text):
        raise BadCell("is an error of the spreadsheet: mend it there")
    forced = _FORCED_TEXT.fullmatch(text)
    return (forced[1] or forced[2] or "").strip() if forced else text


def may_be_no_record(text: str) -> bool:
    """Whether that looks like a total or a footer. Quick, and not the last word."""
    return _EITHER(text) is not None


def is_total(text: str) -> bool:
    """Whether that is what stands where a report adds up."""
    return _TOTAL.fullmatch(text) is not None


def is_footer(text: str) -> bool:
    """Whether that is what reports say about themselves."""
    return _FOOTER.match(text) is not None
