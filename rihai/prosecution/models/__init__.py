"""Every table of prosecution; one module for each kind of record."""

from rihai.prosecution.models.accused import Accused, AccusedLink, AccusedState
from rihai.prosecution.models.check import SectionCheck, SectionDecision, SectionFiling
from rihai.prosecution.models.claim import Claim, ClaimMoney, ClaimStep, ClaimWish
from rihai.prosecution.models.court_day import CourtDay
from rihai.prosecution.models.detention import Detention
from rihai.prosecution.models.evidence import EvidenceLink, EvidenceSupport
from rihai.prosecution.models.hearing import Hearing
from rihai.prosecution.models.judgment import Appeal, ChargeSheet, Judgment, Sentence, Verdict
from rihai.prosecution.models.legal_aid import LegalAid
from rihai.prosecution.models.legal_case import LegalCase, LegalCaseSurvivor, LegalEvent, LegalPart
from rihai.prosecution.models.meaning import StateMeaning
from rihai.prosecution.models.petition import ClosureReport, Petition, PetitionStep
from rihai.prosecution.models.protection import ProtectionApplication, Threat
from rihai.prosecution.models.question import LegalQuestion
from rihai.prosecution.models.refusal import Refusal, RefusalStep
from rihai.prosecution.models.survivor_step import SurvivorStep

__all__ = [
    "Accused",
    "AccusedLink",
    "AccusedState",
    "Appeal",
    "ChargeSheet",
    "Claim",
    "ClaimMoney",
    "ClaimStep",
    "ClaimWish",
    "ClosureReport",
    "CourtDay",
    "Detention",
    "EvidenceLink",
    "EvidenceSupport",
    "Hearing",
    "Judgment",
    "LegalAid",
    "LegalCase",
    "LegalCaseSurvivor",
    "LegalEvent",
    "LegalPart",
    "LegalQuestion",
    "Petition",
    "PetitionStep",
    "ProtectionApplication",
    "Refusal",
    "RefusalStep",
    "SectionCheck",
    "SectionDecision",
    "SectionFiling",
    "Sentence",
    "StateMeaning",
    "SurvivorStep",
    "Threat",
    "Verdict",
]
