"""Under which procedure code a legal case goes on: its date decides, or what was told of it. None where nobody knows.

An application citing a code that does not count is thrown out. Not here: which provisions name which (`law.codes`).
"""

from collections.abc import Mapping
from typing import Any

from rihai.law.codes import BNSS, code_of_investigation
from rihai.law.derived import with_what_follows
from rihai.law.errors import InputProblem
from rihai.law.facts import read_facts
from rihai.law.loading import law_of
from rihai.prosecution.models import LegalCase


def code_of(legal_case: LegalCase, facts: Mapping[str, Any] | None = None) -> str | None:
    """Two answers that do not agree are none."""
    said = {_told(facts or {}), _by_date(legal_case)} - {None}
    return said.pop() if len(said) == 1 else None


def _by_date(legal_case: LegalCase) -> str | None:
    """What is not registered yet was not pending on the day of the change, unless it was refused before."""
    if legal_case.filed_on is not None:
        return code_of_investigation(legal_case.filed_on)
    if legal_case.is_past_registration:
        return None
    days = [one.refused_on for one in legal_case.refusals.all()]
    return BNSS if all(code_of_investigation(day) == BNSS for day in days) else None


def _told(facts: Mapping[str, Any]) -> str | None:
    """Facts of an earlier version of the data may not be understood any more."""
    try:
        said = with_what_follows(read_facts(law_of().vocabulary, dict(facts))).get("procedure_code")
    except InputProblem:
        return None
    return said if isinstance(said, str) else None
