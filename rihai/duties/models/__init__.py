"""Duties, who was shown the late ones, and how an organisation changed the rules for itself."""

from rihai.duties.models.duty import Duty, Escalation, Postponement
from rihai.duties.models.handover import HandOver, HandOverItem
from rihai.duties.models.schedule import Repetition, RuleChange

__all__ = ["Duty", "Escalation", "HandOver", "HandOverItem", "Postponement", "Repetition", "RuleChange"]
