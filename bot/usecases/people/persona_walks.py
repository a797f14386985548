"""Notes of a walk along the journey, stage by stage; weak spots become to-dos."""

from dataclasses import dataclass
from datetime import date

from bot.calendar import add_working_days
from bot.errors import UserError
from bot.journey.accounts.persona_walks import OF_A_KIND, quarter_of
from bot.playbook.models import PERSONAS
from bot.store.tables.reviews import Revisit
from bot.usecases.writing.by_hand import by_hand
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

MOST = 5  # weak spots of one stage
DUE = 10  # working days to mend one


@dataclass(frozen=True)
class Walk:
    """One stage in the shoes of a persona, or of a kind of company ("segment.start-up"). stage_name: as it stands on
    the to-dos. weak: one spot a line."""

    persona: str
    playbook: str
    stage: str
    stage_name: str
    success: str
    wrong: str = ""
    weak: str = ""


@dataclass(frozen=True)
class Noted:
    change_id: int
    revisit_id: int
    todos: tuple[str, ...]
    due_on: date


async def note(write: Write, walk: Walk) -> Noted:
    """Keep what was noted, with a to-do for each weak spot. Raises UserError naming the field to fix."""
    if walk.persona not in PERSONAS and not walk.persona.startswith(OF_A_KIND):
        raise UserError("Choose whose shoes: Expert, Friend or CEO type, or a kind of company.")
    if not walk.success.strip():
        raise UserError("Say in a few words what success looks like to them here.", field="success")
    spots = tuple(dict.fromkeys(text for line in walk.weak.splitlines() if (text := line.strip(" \t-•*"))))
    if len(spots) > MOST:
        raise UserError(f"That is {len(spots)} weak spots. Keep the {MOST} that matter most.", field="weak")
    due = add_working_days(write.today, DUE)
    async with write.transaction() as session:
        recording = Recording(session)
        row = Revisit(
            workspace_id=write.workspace_id,
            person_id=write.person_id,
            quarter=quarter_of(write.today),
            at=write.now,
            persona=walk.persona,
            playbook=walk.playbook,
            stage=walk.stage,
            success=walk.success.strip(),
            wrong=walk.wrong.strip(),
            weak="\n".join(spots),
        )
        await recording.add(row)
        for spot in spots:
            await recording.add(by_hand(write, None, 1, f"{walk.stage_name}: {spot}", due))
        change_id = await recording.save(write, "revisit", f"revisit:{row.id}", None)
        return Noted(change_id, row.id, spots, due)
