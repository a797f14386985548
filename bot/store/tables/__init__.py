"""All tables in one place to import from."""

from bot.store.tables.accounts import (
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
from bot.store.tables.audit.entries import ActingNow, AuditEntry
from bot.store.tables.base import Base
from bot.store.tables.conversations import Conversation, PlatformNote
from bot.store.tables.files.file_questions import FileQuestion
from bot.store.tables.hand_overs import HandOver
from bot.store.tables.health import HealthOverride
from bot.store.tables.keys import ApiKey
from bot.store.tables.learning import LearnedTime, Release, StuckChance
from bot.store.tables.losses import AccountRisk, KeptLosses, PostMortem, RiskModel, Warned
from bot.store.tables.people import (
    ChangeRecord,
    Channel,
    Concern,
    Identity,
    Installation,
    Intent,
    OtherEmail,
    Person,
    Receipt,
    Workspace,
)
from bot.store.tables.plans.published_pages import PublishedPage
from bot.store.tables.plans.success_plans import OutcomeGoal, PlannedStep, SuccessPlan
from bot.store.tables.playbooks import (
    PlaybookVersion,
    VersionBand,
    VersionKpi,
    VersionMilestone,
    VersionSegmentTest,
    VersionStage,
    VersionTask,
    VersionTest,
)
from bot.store.tables.reactions import Reacted, WebhookCall, WebhookTarget, WebhookTry
from bot.store.tables.reviews import AdvocacyAsk, PlanGoal, Revisit
from bot.store.tables.said.proposals import PutForward
from bot.store.tables.said.sayings import Saying
from bot.store.tables.spells.kept import KeptSpell, SpellsBehind
from bot.store.tables.tickets import Ticket
from bot.store.tables.todos_and_outbox import AccountFacts, AccountFactsHistory, Cta, Outgoing, Slot

__all__ = [
    "Account", "AccountEvent", "AccountFacts", "AccountFactsHistory", "AccountName", "AccountRisk", "ActingNow",
    "AdvocacyAsk", "ApiKey", "AuditEntry", "Base",
    "ChangeRecord", "Channel", "Concern", "Contract", "Conversation", "Cta", "FileQuestion",
    "HandOver", "HealthOverride", "Identity", "ImportedRow", "Installation", "Intent", "KeptLosses", "KeptSpell",
    "KpiLatest", "KpiObservation", "LearnedTime", "MilestoneReached", "OtherEmail", "OutcomeGoal", "Outgoing", "Person",
    "PersonaTag", "PlanGoal", "PlannedStep", "PlatformNote", "PlaybookVersion", "PostMortem", "PublishedPage",
    "PutForward", "Reacted", "Receipt", "Release", "Revisit", "RiskModel", "Saying", "Slot", "SpellsBehind",
    "Stakeholder", "StuckChance", "SuccessPlan", "TaskDone", "Ticket", "VersionBand", "VersionKpi",
    "VersionMilestone", "VersionSegmentTest", "VersionStage", "VersionTask", "VersionTest", "Warned", "WebhookCall",
    "WebhookTarget", "WebhookTry", "Workspace",
]  # fmt: skip
