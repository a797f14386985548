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
from bot.store.learning import AccountRisk, PostMortem, RiskModel
from bot.store.people import Change, Identity, Installation, Intent, Person, Receipt, Workspace
from bot.store.playbooks import (
    PlaybookVersion,
    VersionBand,
    VersionKpi,
    VersionMilestone,
    VersionStage,
    VersionTask,
    VersionTest,
)
from bot.store.work import AccountFacts, AccountFactsHistory, Cta, Outgoing, Slot

__all__ = [
    "Account", "AccountEvent", "AccountFacts", "AccountFactsHistory", "AccountName", "AccountRisk", "Base", "Change",
    "Contract", "Cta", "Identity", "ImportedRow", "Installation", "Intent", "KpiLatest", "KpiObservation",
    "MilestoneReached", "Outgoing", "Person", "PersonaTag", "PlaybookVersion", "PostMortem", "Receipt", "RiskModel",
    "Slot", "Stakeholder", "TaskDone", "VersionBand", "VersionKpi", "VersionMilestone", "VersionStage", "VersionTask",
    "VersionTest", "Workspace",
]  # fmt: skip
