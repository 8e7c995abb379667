"""Under which procedure code a legal case goes on: its date decides, or what was told of it. None where nobody knows.

An application citing a code that does not count is thrown out. Not here: which provisions name which (`law.codes`).
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from rihai.law.clocks_data import Clock
from rihai.law.codes import BNSS, code_of_investigation, is_citable
from rihai.law.derived import with_what_follows
from rihai.law.entries import Remedy
from rihai.law.errors import InputProblem
from rihai.law.facts import read_facts
from rihai.law.loading import law_of
from rihai.prosecution.law.law_country import has_law
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.models import LegalCase

UNKNOWN: Final = "unknown"


def code_told(legal_case: LegalCase) -> str:
    """For a page, before anybody has coded a fact: the code, or UNKNOWN; "" where the law is another country's."""
    return (code_of(legal_case) or UNKNOWN) if has_law(legal_case) else ""


def code_of(legal_case: LegalCase, facts: Mapping[str, Any] | None = None) -> str | None:
    """Two answers that do not agree are none."""
    said = {_told(facts or {}), _by_date(legal_case)} - {None}
    return said.pop() if len(said) == 1 else None


def hindrance(told: Iterable[str], code: str | None, read: LawRead) -> str:
    """Why entries, named as "remedy protest", cannot be cited in this case; "" where they can."""
    entries = [entry for one in told if isinstance(entry := read.law.entry(one), Remedy | Clock)]
    wrong = [one.provision for one in entries if not is_citable(one.provision, code)]
    if not wrong:
        return ""
    if code is None:
        return _("Write down the date of the FIR first: it decides between the CrPC and the BNSS.")
    return _(
        "This goes on under the %(code)s, and the data name only the other code: %(provisions)s. "
        "A lawyer must write this paper without a draft."
    ) % {"code": code, "provisions": "; ".join(wrong)}


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
