"""What a digest found, put into words; again later with what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Person
from bot.talk.digest.alike_words import alike_title, asks_for_forecast
from bot.talk.digest.item_words import name_of, said_words, step_within, told
from bot.talk.digest.one_cause import shared_cause
from bot.talk.digest.reading import age_rows as ages
from bot.talk.digest.reading import digest_rows as reads
from bot.talk.digest.reading import news_rows as news
from bot.talk.digest.reading.digest_parts import Digest, DigestItem, GoodNews, RenewalDue, Waits
from bot.talk.digest.reading.matters import ONE_CAUSE, Item, Morning
from bot.talk.digest.reading.place_line import place_asked
from bot.talk.digest.reading.slips import slips_in_words
from bot.talk.digest.reading.told_before import as_pairs, stands_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import given_name
from bot.talk.quotes.proposed import proposed
from bot.talk.todos.brief import Brief, briefs

Refs = dict[str, Any]
SHORT = 9  # all that can be left out of a step is
AS_GOOD = TypeAdapter(tuple[GoodNews, ...])


async def as_refs(
    db: ReadSession, library: Library, morning: Morning, owner_id: int, today: date, now: datetime
) -> Refs:
    """What keeps a later composing to the same list, and tells the next mornings what was told."""
    shown = morning.shown()
    accounts = {cta.account_id for cta in shown if cta.account_id is not None}
    open_at = await reads.open_at(db, owner_id, accounts)
    return {
        "ctas": [cta.id for cta in shown],
        "items": [
            await _with_cause(db, library, item, _as_ref(library, item, open_at), owner_id, now)
            for item in morning.items
        ],
        "also": [_as_ref(library, item, open_at) for item in morning.also],
        "asked_cta": morning.asked.id if morning.asked else None,
        "named_cta": morning.named.id if morning.named else None,
        "late_ctas": [cta.id for cta in morning.late],
        "stands": await stands_of(db, accounts, today, now),
        "levels": {str(cta.id): cta.level for cta in shown if cta.level is not None},
    }


async def _with_cause(db: ReadSession, library: Library, item: Item, ref: Refs, owner_id: int, now: datetime) -> Refs:
    """Many at once may have one cause, and that may be ours."""
    if len(item.matters) < ONE_CAUSE:
        return ref
    cause = await shared_cause(db, library, item, await reads.accounts_of(db, owner_id), now)
    return {**ref, "title": f"{ref['title']} {cause}", "ours": True} if cause else ref


def _as_ref(library: Library, item: Item, open_at: Mapping[int, int]) -> Refs:
    first = item.matters[0]
    count = len(item.matters)
    at_first = open_at.get(first.cta.account_id or 0, 1)
    return {
        "todos": [matter.cta.id for matter in item.matters],
        "beside": [matter.cta.id for matter in item.beside],
        "changes": {str(matter.cta.id): matter.change.words for matter in item.matters if matter.change.words},
        "title": alike_title(library, first.cta.rule, first.change.kind, count) if count > 1 else "",
        "more": max(0, at_first - 1 - len(item.beside)) if count == 1 else 0,
        "new": (count if first.is_new else 0) + len(item.beside),
        "changed": count if first.change.kind else 0,
        "forecasts": count > 1 and not first.change.kind and asks_for_forecast(library, first.cta.rule),
    }


async def gather(
    db: ReadSession,
    library: Library,
    refs: Mapping[str, Any],
    row_id: int,
    owner: Person,
    person: Person,
    reader: Reader,
    today: date,
    now: datetime,
) -> Digest:
    """All that a digest tells but what was reached. now: when its words count from."""
    worded = await _in_words(db, library, refs, person.id, reader, now)
    items, also = _entries(refs, "items", worded), _entries(refs, "also", worded)
    listed = list(refs["ctas"])
    begins = reader.midnight(today)
    week, week_more = await reads.this_week(db, owner.id, today, begins, listed)
    counted = await reads.ahead(db, owner.id, today, begins, listed)
    usage_on, stale, stale_at = await ages.ages(db, owner.id)
    imported = await ages.imported_at(db)
    unreached = owner.id != person.id and await reads.is_unreached(db, owner.id)
    since = datetime.fromisoformat(refs["since"])
    asked = worded.get(refs.get("asked_cta") or 0)
    unowned = await reads.unowned(db, person.id) if refs.get("unowned", 1) else 0
    return Digest(
        today=today,
        row_id=row_id,
        items=items,
        also=also,
        waiting=max(0, counted.due - _shown_open((*items, *also))),
        late=_late(refs, worded),
        to=given_name(person.name) if owner.id == person.id else "",
        asked=asked,
        week=week,
        week_more=week_more,
        renewals=await _renewals(db, library, refs, owner.id, today, now),
        held=refs["held"],
        usage_on=usage_on,
        crm_on=reader.day(imported) if imported else None,
        stale=stale,
        stale_at=stale_at,
        unconfirmed=await ages.ended_since(db, person.id, "unconfirmed", since),
        refused=await ages.ended_since(db, person.id, "rejected", since),
        unowned=unowned,
        unowned_at=await reads.unowned_at(db) if unowned else "",
        unowned_still=bool(refs.get("unowned_still")),
        revisit=bool(refs.get("revisit")),
        good=AS_GOOD.validate_python(refs.get("good", ())),
        place=await place_asked(db, library, refs, owner.id, today),
        unplaced=refs.get("places_quiet", 0),
        proposals=await proposed(db, refs.get("proposals", ()), today),
        slipped=await slips_in_words(db, library, as_pairs(refs.get("slipped", ())), reader, now),
        away=(given_name(owner.name), owner.away_until) if owner.id != person.id else None,
        unreached=unreached,
        nobody=await reads.accounts_of(db, owner.id) if unreached and owner.cover_id != person.id else 0,
    )


def _shown_open(entries: Sequence[DigestItem]) -> int:
    """How many that stand in an item are open: the others aren't counted any more by what counts the open ones."""
    return sum(max(0, max(entry.new, len(entry.briefs)) - entry.settled) for entry in entries)


async def _renewals(
    db: ReadSession, library: Library, refs: Mapping[str, Any], owner_id: int, today: date, now: datetime
) -> tuple[RenewalDue, ...]:
    asked = refs.get("renewals", [])
    return await news.renewals_without_word(db, library, owner_id, today, now, only=asked) if asked else ()


async def _in_words(
    db: ReadSession, library: Library, refs: Mapping[str, Any], person_id: int, reader: Reader, now: datetime
) -> dict[int, Brief]:
    extra = [number for key in ("asked_cta", "named_cta") if (number := refs.get(key))]
    shown = await reads.by_ids(db, list(dict.fromkeys([*refs["ctas"], *extra, *refs.get("late_ctas", ())])))
    told = refs["told_ctas"]
    direct = await ages.told_directly(db, person_id, now, told)
    found = await briefs(db, library, shown, reader, now)
    return {b.cta_id: replace(b, to_tell=b.cta_id in told, in_direct=b.cta_id in direct) for b in found}


def _entries(refs: Mapping[str, Any], key: str, worded: Mapping[int, Brief]) -> tuple[DigestItem, ...]:
    """An earlier version's digest had each to-do for itself."""
    before = [{"todos": [number]} for number in refs["ctas"]] if key == "items" else []
    made = (_entry(one, worded) for one in refs.get(key, before))
    return tuple(entry for entry in made if entry.briefs)


def _entry(ref: Mapping[str, Any], worded: Mapping[int, Brief]) -> DigestItem:
    changes = ref.get("changes", {})
    shown = [worded[number] for number in ref["todos"] if number in worded]
    beside = [worded[number] for number in ref.get("beside", ()) if number in worded]
    changed = {
        number: replace(worded[number], why=changes[str(number)], cause="", quote="")
        for number in map(int, changes)
        if number in worded
    }
    return DigestItem(
        briefs=tuple(changed.get(brief.cta_id, brief) for brief in shown),
        title=ref.get("title", ""),
        beside=tuple(b.why for b in beside if b.settled is None),
        more=ref.get("more", 0),
        new=ref.get("new", 1),
        changed=ref.get("changed", 0),
        forecasts=ref.get("forecasts", False),
        ours=ref.get("ours", False),
    )


def _late(refs: Mapping[str, Any], worded: Mapping[int, Brief]) -> tuple[Waits, ...]:
    """Of each account one; what was named first keeps its place."""
    numbers = [number for number in (refs.get("named_cta"), *refs.get("late_ctas", ())) if number]
    found: dict[int, Waits] = {}
    for brief in (worded[number] for number in numbers if number in worded):
        if brief.settled is None:
            is_named = brief.cta_id == refs.get("named_cta")
            found.setdefault(brief.account_id or -brief.cta_id, _waits(brief, with_step=is_named))
    return tuple(found.values())


def _waits(brief: Brief, *, with_step: bool) -> Waits:
    """with_step: what was told once has its step once more; after that it only says how late it is."""
    why = told(brief, brief=not brief.calls) if brief.name else ""
    step = step_within(brief, SHORT, titles=False) if why and with_step else ""
    return Waits(name_of(brief), brief.value, brief.due_on, why, _left(brief), step)


def _left(brief: Brief) -> str:
    """ "notice in 27 days", of the reason or beside it."""
    found = re.search(r"\b(notice|ends)\b.*?\b(in \d+ days|tomorrow|today)\b", brief.why)
    return f"{found[1]} {found[2]}" if found else brief.deadline


def without_repeats(digest: Digest, refs: Refs, said: frozenset[str]) -> tuple[Digest, Refs]:
    """No item says what one of the last digest said, whatever made it come up again."""
    kept = [
        (entry, ref) for entry, ref in zip(digest.items, refs["items"], strict=False) if said_words(entry) not in said
    ]
    also = [
        (entry, ref) for entry, ref in zip(digest.also, refs["also"], strict=False) if said_words(entry) not in said
    ]
    fewer = replace(digest, items=tuple(entry for entry, _ in kept), also=tuple(entry for entry, _ in also))
    left_out = _shown_open((*digest.items, *digest.also)) - _shown_open((*fewer.items, *fewer.also))
    fewer = replace(fewer, waiting=digest.waiting + left_out)
    words = [said_words(entry) for entry, _ in (*kept, *also)]
    return fewer, {**refs, "items": [ref for _, ref in kept], "also": [ref for _, ref in also], "said": words}


def as_it_became(told: Digest, now: Digest) -> Digest:
    """A digest of a day gone by: its words as they were told, with what became of each to-do."""
    became = {brief.cta_id: brief.settled for entry in (*now.items, *now.also) for brief in entry.briefs}

    def entry_now(entry: DigestItem) -> DigestItem:
        return replace(entry, briefs=tuple(replace(b, settled=became.get(b.cta_id)) for b in entry.briefs))

    asked = replace(told.asked, settled=now.asked.settled) if told.asked and now.asked else told.asked
    return replace(
        told,
        items=tuple(map(entry_now, told.items)),
        also=tuple(map(entry_now, told.also)),
        asked=asked,
    )


__all__ = ["AS_GOOD", "as_it_became", "as_refs", "gather", "without_repeats"]
