"""The words that phrases and everyday English are made of: none of them is taken for a name. Pure."""

from dataclasses import dataclass
from functools import lru_cache

from bot.language.plain_words.heard import POLITE
from bot.language.plain_words.phrases import FILLING, PhraseBook, phrase_book, word_set
from bot.language.plain_words.tokens import SHORT, words_in
from bot.language.plain_words.word_model import WordModel, word_model
from bot.playbook.models.spoken import Spoken

SECTIONS = ("does", "facts", "asked", "lists", "figures", "ways", "whose", "kpis", "reasons")
CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march "
    "april may june july august september october november december jan feb mar apr jun jul aug sep oct nov dec "
    "christmas easter new"
)
ENGLISH = word_set(
    "about above after all any are ask asked been being both but call came come could day days did does doing done "
    "down each end ever every few first for from get getting give go goes going good got great had has have having "
    "hear he her here him his how i if in into is it its job keep know last left let like long look looking lot made "
    "make many me meet meeting might more most much must my need never new next nice no not now of off ok on once one "
    "only open or other our out over own part people put quite really right run said same say see send sent she "
    "should show since so some soon still such sure take team tell than that the their them then there these they "
    "thing things think this those time times to today told tomorrow too top try two under until up us use used want "
    "wants was way we week weeks well went were what when where which while who whole why will with within without "
    "work works would yes yesterday yet you your product customer customers account accounts wait price hold happy "
    "help deck security paper seats figures cut admin starts likes dashboard brings board big small weather city york "
    "anything everything something someone anyone everyone nothing company companies group"
)


@dataclass(frozen=True)
class KnownWords:
    """book: all phrases. common: words that name nobody by themselves. model: what single words speak for."""

    book: PhraseBook
    common: frozenset[str]
    model: WordModel


@lru_cache(maxsize=8)
def words_of(spoken: Spoken) -> KnownWords:
    book = phrase_book({section: getattr(spoken, section) for section in SECTIONS})
    written_out = {word for words in SHORT.values() for word in words.split()}
    said = {word for each in spoken.sentences.values() for sentence in each for word in words_in(sentence)}
    common = frozenset(book.words | CALENDAR | ENGLISH | FILLING | POLITE | written_out | said)
    sections = {section: getattr(spoken, section) for section in SECTIONS}
    return KnownWords(book, common, word_model(sections, spoken.asked, spoken.sentences))
