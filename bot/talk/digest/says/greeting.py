"""A digest's first line: to whom it speaks, how much is new, and where to begin."""

from __future__ import annotations

from bot.calendar import plural, say_near
from bot.talk.digest.reading.digest_parts import Digest
from bot.talk.phrases.words import capital, in_words
from bot.talk.todos.brief import Brief


def first_of(digest: Digest) -> Brief | None:
    """What one starts with: the first that is open, where it stands alone."""
    entry = next((one for one in digest.items if not one.is_settled), None)
    return entry.briefs[0] if entry is not None and len(entry.briefs) == 1 and entry.briefs[0].name else None


def greeting(digest: Digest, *, kinds: bool = True, start: bool = True) -> str:
    """ "Good morning. Three new, one changed, four waiting." """
    count = _count(digest, kinds=kinds, start=start)
    if digest.away is None:
        return f"Good morning{f', {digest.to}' if digest.to else ''}. {capital(count)}"
    name, back = digest.away
    if digest.nobody:
        has = "has" if digest.nobody == 1 else "have"
        return f"Good morning. For {name}, whose {plural(digest.nobody, 'account')} {has} nobody: {count}"
    if digest.unreached:
        return f"Good morning. For {name}, who can't be reached: {count}"
    until = f", back {say_near(back, digest.today)}" if back else ""
    return f"Good morning. For {name}{until}: {count}"


def _count(digest: Digest, *, kinds: bool, start: bool) -> str:
    done = sum(entry.settled for entry in (*digest.items, *digest.also))
    waiting = f"{in_words(digest.waiting)} waiting" if digest.waiting else ""
    older, moved = digest.older, digest.new + digest.changed
    if not moved and not older and not waiting and not done:
        return "nothing due today."
    growing = sum(
        entry.new - entry.changed for entry in (*digest.items, *digest.also) if all(one.grows for one in entry.briefs)
    )
    said = f" ({digest.new - growing} to act on, {growing} to build on)" if kinds and 0 < growing < digest.new else ""
    new = f"{in_words(digest.new)} new{said}" if digest.new else "" if moved or older else "nothing new"
    changed = f"{in_words(digest.changed)} changed" if digest.changed else ""
    to_look_at = f"{in_words(older)} {'older' if moved else 'to look at'}" if older else ""
    parts = (new, changed, to_look_at, f"{in_words(done)} dealt with" if done else "", waiting)
    first = first_of(digest) if start else None
    begin = f"; start with {first.name}" if first is not None else "" if moved or older else _nearest(digest)
    return f"{', '.join(part for part in parts if part)}{begin}."


def _nearest(digest: Digest) -> str:
    """On a morning with nothing new: what comes next of what waits."""
    near = next((one for one in digest.late if one.left), None)
    if near is None:
        return ""
    return f"; nearest: {near.name}{', ' if near.left.startswith('notice') else ' '}{near.left}"


__all__ = ["first_of", "greeting"]
