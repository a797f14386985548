"""What each word speaks for: every phrase that we know is an example of what its words mean. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from bot.language.plain_words.phrases import FILLING, word_set
from bot.language.plain_words.tokens import is_word, tokens_of

# They stand in requests of every kind.
EVERYWHERE = FILLING | word_set(
    "of at in on for to is are do we i it that this with and have has you be from by as or if then ther there he she "
    "they them him her me us how what"
)
SECTIONS = {"does": "", "facts": "fact ", "lists": "list ", "figures": "", "kpis": "fact kpi:"}
OF_ONE = word_set("state say prepare draft map")
OF_MANY = word_set("to-dos help how-to total changes load book forecast answers funnel")
SMOOTH = 5  # of a meaning with few examples not too much is concluded
LEAST = -0.7  # that a word says against a meaning
SENTENCE = 3  # examples of a meaning that a whole sentence counts as
TYPE = 0.5  # of a word's weight, that the question's type has


@dataclass
class WordModel:
    """given: how much each word speaks for each meaning. without: what it says of a meaning that it is no word of.
    whole: what sentences of those words ask for."""

    without: dict[str, float] = field(default_factory=dict)
    given: dict[str, dict[str, float]] = field(default_factory=dict)
    whole: dict[frozenset[str], str] = field(default_factory=dict)

    def weigh(self, words: Iterable[str], one: bool) -> dict[str, float]:
        """How much they speak for each meaning. one: of those about one account, else about many."""
        known = [word for word in dict.fromkeys(words) if word in self.given]
        share = sum(TYPE if word.startswith("?") else 1 for word in known)
        found = {name: share * less for name, less in self.without.items() if about_one(name) == one}
        for word in known:
            times = TYPE if word.startswith("?") else 1
            for name, more in self.given[word].items():
                if name in found:
                    found[name] += times * (more - self.without[name])
        return found


def about_one(name: str) -> bool:
    return name in OF_ONE or name.startswith("fact ")


def word_model(
    sections: Mapping[str, Mapping[str, Sequence[str]]],
    asked: Mapping[str, Sequence[str]],
    sentences: Mapping[str, Sequence[str]],
) -> WordModel:
    """Learned from phrases by what they mean, those of a question's type, and whole sentences."""
    counts: dict[str, Counter[str]] = {}
    examples: Counter[str] = Counter()
    for name, words, times in _examples(sections, asked, sentences):
        if about_one(name) or name in OF_MANY or name.startswith("list "):
            examples[name] += times
            counted = counts.setdefault(name, Counter())
            for word in set(words):
                counted[word] += times
    model = _weights(counts, examples)
    model.whole = {frozenset(_words(one)): name for name, said in sentences.items() for one in said}
    return model


def _examples(
    sections: Mapping[str, Mapping[str, Sequence[str]]],
    asked: Mapping[str, Sequence[str]],
    sentences: Mapping[str, Sequence[str]],
) -> Iterator[tuple[str, list[str], int]]:
    for section, before in SECTIONS.items():
        for name, phrases in sections.get(section, {}).items():
            for phrase in phrases:
                yield f"{before}{name}", _words(phrase), 1
    for key, phrases in asked.items():
        name, type_ = key.split()
        for phrase in phrases:
            yield f"fact {name}", [*_words(phrase), f"?{type_}"], 1
    for name, said in sentences.items():
        for sentence in said:
            yield name, _words(sentence), SENTENCE


def _weights(counts: Mapping[str, Counter[str]], examples: Counter[str]) -> WordModel:
    model, total = WordModel(), sum(examples.values())
    overall: Counter[str] = Counter()
    for counted in counts.values():
        overall.update(counted)
    for name, counted in counts.items():
        model.without[name] = max(LEAST, log(SMOOTH / (examples[name] + SMOOTH)))
        for word, times in counted.items():
            usual = overall[word] / total
            here = (times + SMOOTH * usual) / (examples[name] + SMOOTH)
            model.given.setdefault(word, {})[name] = max(LEAST, log(here / usual))
    return model


def _words(phrase: str) -> list[str]:
    """Its stems without what fills; <person> and <colleague> are words too."""
    found = []
    for part in phrase.replace("…", " ").split():
        if part.startswith("<"):
            found += [] if part == "<account>" else [part]
        else:
            found += [token.stem for token in tokens_of(part.replace("|", " ")) if is_word(token)]
    return [one for one in found if one not in EVERYWHERE]
