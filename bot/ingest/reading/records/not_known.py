"""Words that people write where there is no date, amount or address yet: "unbefristet", "auf Anfrage", "TBD".

Unlike a placeholder ("n/a"), such a word says something, so the report tells that it was read as not known."""

import re
from collections import Counter
from functools import lru_cache

from bot.calendar import plural
from bot.ingest.reading.leftovers import PLACEHOLDERS
from bot.text import folded_word, one_of, shorten

SAID = 6
# English, German, French, Spanish, Dutch, Italian, Portuguese, Polish, Swedish and Danish or Norwegian, Japanese.
_WORDS = """
open|open end|open-ended|open ended|no end|no end date|no expiry|no renewal date|without end|indefinite|indefinitely
|unlimited|perpetual|evergreen|rolling|ongoing|auto-renew|auto-renews|never|never expires|unknown|not known
|not yet known
|not available|not applicable|not set|not specified|not provided|not given|not entered|not yet|missing|none yet|no date
|no value|pending|tbd|tba|tbc|to be determined|to be defined|to be decided|to be confirmed|to be announced|to be agreed
|on request|upon request|by request|on demand|on application|price on request|por|poa|see contract|n/a yet
|offen|noch offen|ende offen|unbefristet|unbefristete laufzeit|unbegrenzt|ohne ende|ohne befristung|ohne enddatum
|kein ende|kein enddatum|kein|keine|keiner|keines|keins|auf unbestimmte zeit|unbestimmt|laufend|fortlaufend
|auf anfrage|auf nachfrage|preis auf anfrage|nach vereinbarung|nach absprache|unbekannt|nicht bekannt|noch nicht bekannt
|nicht vorhanden|nicht verfügbar|nicht zutreffend|nicht angegeben|nicht gesetzt|entfällt|fehlt|folgt|wird nachgereicht
|noch nicht|noch unklar|unklar|ausstehend|nie|a.a.|n.v.|n.n.|ohne|siehe vertrag|s. vertrag
|indéterminé|indéterminée|durée indéterminée|à durée indéterminée|cdi|illimité|illimitée|sans fin|sans échéance
|sans terme|sans date|sur demande|prix sur demande|sur devis|inconnu|inconnue|non renseigné|non renseignée|non défini
|non définie|non connu|non connue|non précisé|non précisée|non applicable|non disponible|à définir|à déterminer
|à confirmer|à préciser|à venir|aucun|aucune|sans objet|s.o.|n.c.|néant|ouvert|ouverte|jamais|pas encore|en attente
|manquant|voir contrat|tacite reconduction
|indefinido|indefinida|sin fin|sin fecha|sin fecha de fin|sin límite|sin vencimiento|ilimitado|ilimitada|consultar
|a consultar|bajo petición|bajo pedido|bajo demanda|a petición|desconocido|desconocida|no aplica|no disponible
|no definido|sin definir|sin especificar|por definir|por confirmar|por determinar|pendiente|ninguno|ninguna|nunca
|abierto|abierta|aún no|falta|s/d|ver contrato
|onbepaald|onbepaalde tijd|voor onbepaalde tijd|onbeperkt|geen|geen einddatum|geen einde|op aanvraag|op verzoek
|onbekend|niet bekend|nog niet bekend|nog onbekend|nog te bepalen|niet van toepassing|n.v.t.|niet beschikbaar
|niet ingevuld|n.t.b.|n.n.b.|doorlopend|nooit|nog niet|ontbreekt|in afwachting|zie contract
|indeterminato|tempo indeterminato|a tempo indeterminato|illimitato|senza scadenza|su richiesta|sconosciuto
|non specificato|non noto|da definire|nessuno|nessuna|mai|aperto
|indeterminado|prazo indeterminado|sem fim|sem data|sob consulta|desconhecido|não aplicável|não disponível|não definido
|a definir|nenhum|nenhuma|em aberto
|bezterminowo|bezterminowa|bezterminowy|na czas nieokreślony|czas nieokreślony|nieokreślony|nieokreślona|brak
|brak danych|na zapytanie|nieznany|nieznana|nieznane|nie dotyczy|do ustalenia|do uzgodnienia|nigdy|b.d.
|tillsvidare|okänd|okänt|ej angivet|saknas|ingen|inget|på begäran|løpende|ubegrænset|på forespørsel|på forespørgsel
|ukjent|ukendt|ikke angitt|ikke oplyst|aldrig
|なし|無し|未定|不明|無期限|期限なし|要相談|応相談|要問合せ|要問い合わせ|該当なし|未設定|未入力|自動更新
"""
_FOLDED = frozenset(folded_word(word) for word in _WORDS.replace("\n", "").split("|") if word)
_ONLY_SIGNS = frozenset("?.…*_∞/~ -–—")
_LONGEST = 40
# 31.12.9999 and 00.00.0000: what programs keep where there is no day.
_NO_DAY = re.compile(
    r"(?=.*(?:9999|2999|1899|1900))(?:\d{4}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./]\d{4})(?:[ T][\d:.]+Z?)?"
    r"|0+[-./]0+[-./]0+(?:[ T][0:.]+Z?)?"
)


@lru_cache(maxsize=4096)
def says_not_known(text: str) -> bool:
    """Whether that is a word for "no end", "open", "on request" or "not known" where a value should stand."""
    if len(text) > _LONGEST:
        return False
    return set(text) <= _ONLY_SIGNS or folded_word(text) in _FOLDED or _NO_DAY.fullmatch(text) is not None


def says_nothing(text: str) -> bool:
    """The same, or a placeholder, which is as good as an empty cell."""
    return not text or text in PLACEHOLDERS or says_not_known(text)


def not_known_lines(words: Counter[tuple[str, str]]) -> list[str]:
    """For the report, what was read so. words: (title, word) → how many rows."""
    said = []
    for title in dict.fromkeys(title for title, _ in words):
        mine = [(word, many) for (its, word), many in words.most_common() if its == title]
        shown = [f'"{shorten(word)}" ({plural(many, "row")})' for word, many in mine[:SAID]]
        more = [f"{len(mine) - SAID} other words"] if len(mine) > SAID else []
        said.append(f"{title}: {one_of([*shown, *more]).replace(' or ', ' and ')} read as not known.")
    return said
