"""All tables in one place to import from."""

from bot.store.accounts import (
    Account,
    AccountEvent,
    AccountName,
    Contract,
    ImportedRow,
    KpiLatest,
    KpiObservation,
    MilestoneReached,
    PersonaTag,
    Stakeholder,
    TaskDone,
)
from bot.store.base import Base
from bot.store.health import HealthOverride
from bot.store.keys import ApiKey
from bot.store.learning import LearnedTime, Release
from bot.store.losses import AccountRisk, PostMortem, RiskModel
from bot.store.people import Change, Identity, Installation, Intent, Person, Receipt, Workspace
from bot.store.playbooks import (
    PlaybookVersion,
    VersionBand,
    VersionKpi,
    VersionMilestone,
    VersionSegmentTest,
    VersionStage,
    VersionTask,
    VersionTest,
)
from bot.store.reactions import Reacted, WebhookCall
from bot.store.reviews import AdvocacyAsk, PlanGoal, Revisit
from bot.store.work import AccountFacts, AccountFactsHistory, Cta, Outgoing, Slot

__all__ = [
    "Account", "AccountEvent", "AccountFacts", "AccountFactsHistory", "AccountName", "AccountRisk", "AdvocacyAsk",
    "ApiKey", "Base", "Change", "Contract", "Cta", "HealthOverride", "Identity", "ImportedRow", "Installation",
    "Intent", "KpiLatest", "KpiObservation", "LearnedTime", "MilestoneReached", "Outgoing", "Person", "PersonaTag",
    "PlanGoal", "PlaybookVersion", "PostMortem", "Reacted", "Receipt", "Release", "Revisit", "RiskModel", "Slot",
    "Stakeholder", "TaskDone", "VersionBand", "VersionKpi", "VersionMilestone", "VersionSegmentTest", "VersionStage",
    "VersionTask", "VersionTest", "WebhookCall", "Workspace",
]  # fmt: skip
