"""Records of rescue: inquiries with leads, operations with the units told, and the people found."""

from rihai.rescue.models.correction import OperationCorrection
from rihai.rescue.models.found import FoundFinding, FoundPerson
from rihai.rescue.models.inquiry import MOST_URGENT_FIRST, DecoyRequest, Inquiry, InquiryPerson, Lead, LeadJudgement
from rihai.rescue.models.operation import LadderStep, NeedToKnow, Operation, RiskAnswer, UnitAnswer, UnitContact
from rihai.rescue.models.priority import Priority, PriorityChange

__all__ = [
    "MOST_URGENT_FIRST",
    "DecoyRequest",
    "FoundFinding",
    "FoundPerson",
    "Inquiry",
    "InquiryPerson",
    "LadderStep",
    "Lead",
    "LeadJudgement",
    "NeedToKnow",
    "Operation",
    "OperationCorrection",
    "Priority",
    "PriorityChange",
    "RiskAnswer",
    "UnitAnswer",
    "UnitContact",
]
