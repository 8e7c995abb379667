"""A section check is made, a lawyer decides on it section by section, something is filed. The software never decides.

Not here: what the law's data say of facts (`rihai.law`), or freezing it (`findings`).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.access.reading import OwnWork, read
from rihai.access.seen import CHANGED
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.law.errors import InputProblem
from rihai.lib.text import normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.law.fact_words import freeze
from rihai.prosecution.law.findings import DECIDED, data_version, find, stands_on_paper
from rihai.prosecution.law.law_country import check_has_law
from rihai.prosecution.law.said import wrong_facts
from rihai.prosecution.law.sections import asked_back, clauses_open
from rihai.prosecution.locks import lock_legal_case, needed
from rihai.prosecution.models import LegalCase, SectionCheck, SectionDecision, SectionFiling
from rihai.prosecution.owing.reminders import SECTIONS, settle
from rihai.prosecution.permissions import check_can_advise


@transaction.atomic
def check_sections(legal_case: LegalCase, *, facts: Mapping[str, Any], by: User) -> SectionCheck:
    """Compare coded facts with the sections on the paper, and keep both with what was found."""
    legal_case = lock_legal_case(legal_case, by, "legal.advise")
    check_can_advise(by, legal_case)
    check_has_law(legal_case)
    if not facts:
        raise NotPossible(_("Answer at least one question. What is not known stays open."))
    try:
        written = _not_known(legal_case, by)
        findings = find(facts, _named_on_paper(legal_case), clauses=clauses_open(written))
        findings["lacks_clause"], findings["facts"] = asked_back(written), freeze(facts)
        findings["not_compared"] = [line for line in written if line not in findings["lacks_clause"]]
    except InputProblem as problem:
        raise NotPossible(wrong_facts(problem)) from problem
    check = SectionCheck(
        legal_case=legal_case,
        data_key=legal_case.data_key,
        facts=dict(facts),
        findings=findings,
        data_version=data_version(),
        made_by=by,
    )
    check.save()
    settle(legal_case, SECTIONS, by=by)
    audit.record("legal.sections_checked", by=by, subject=legal_case, check=check.uid)
    return check


@transaction.atomic
def decide_section(
    check: SectionCheck, *, section: str, choice: SectionDecision.Choice, reason: str, by: User, seen: str = ""
) -> SectionDecision:
    """What the lawyer makes of one finding. Deciding again adds a row."""
    return decide_sections(check, choices={section: choice}, reason=reason, by=by, seen=seen)[0]


@transaction.atomic
def decide_sections(
    check: SectionCheck, *, choices: Mapping[str, SectionDecision.Choice], reason: str, by: User, seen: str = ""
) -> list[SectionDecision]:
    """Several at once for the same reason, each with a choice and a row of its own.

    `seen`: the `decided_version` of the page; empty where there was none.
    """
    legal_case = lock_legal_case(check.legal_case, by, "legal.advise")
    check_can_advise(by, legal_case)
    findings = read((check, ("findings",)), by=by, why=OwnWork(), within_action=True)(check).findings
    if not choices:
        raise NotPossible(_("Decide on at least one section."))
    if set(choices) - {one["id"] for part in (*DECIDED, "met") for one in findings[part]}:
        raise NotPossible(_("This check says nothing of that section."))
    to_take_out = [section for section, choice in choices.items() if choice == SectionDecision.Choice.TAKE_OUT]
    if not all(stands_on_paper(section, findings, legal_case.sections) for section in to_take_out):
        raise NotPossible(_("This section does not stand on the paper: there is nothing to take out."))
    _check_nobody_decided(check, choices, seen, by)
    reason = normalise_lines(needed(reason, _("Say why: the one who reads this in a year was not there.")))
    decisions = [
        SectionDecision(
            section_check=check,
            data_key=legal_case.data_key,
            content={"section": section, "choice": str(choice), "reason": reason},
            decided_by=by,
        )
        for section, choice in choices.items()
    ]
    for one in decisions:
        one.save()
        audit.record("legal.section_decided", by=by, subject=legal_case, check=check.uid)
    return decisions


@transaction.atomic
def record_filing(check: SectionCheck, *, on: date, what: str, before: str, by: User) -> SectionFiling:
    """An application, a letter, a petition went out after this check."""
    legal_case = lock_legal_case(check.legal_case, by, "legal.advise")
    check_can_advise(by, legal_case)
    what = needed(what, _("Say what was filed."))
    filing = SectionFiling(
        section_check=check,
        data_key=legal_case.data_key,
        filed_on=on,
        content={"what": normalise_lines(what), "before": normalise_lines(before)},
        recorded_by=by,
    )
    filing.save()
    audit.record("legal.filed", by=by, subject=legal_case, check=check.uid)
    return filing


def _check_nobody_decided(check: SectionCheck, sections: Iterable[str], seen: str, by: User) -> None:
    """Since the page was opened, on one of these. Rows are only added: what is newer than the page comes last."""
    if not seen or seen == check.decided_version:
        return
    newer = list(check.decisions.select_related("section_check"))[int(seen) if seen.isdecimal() else 0 :]
    plain = read((newer, ("content",)), by=by, why=OwnWork(), within_action=True)
    contents = [plain(one).content for one in newer]
    if told := [one["choice"] for one in contents if one["section"] in sections]:
        labels = ", ".join(str(SectionDecision.Choice(one).label) for one in told)
        raise NotPossible(f"{CHANGED} {_('Decided meanwhile: %(choices)s.') % {'choices': labels}}")


def _not_known(legal_case: LegalCase, by: User) -> list[str]:
    """What stands on the paper by a name that the data do not know: a section found missing may be among it."""
    plain = read((legal_case, ("other_sections",)), by=by, why=OwnWork(), within_action=True)(legal_case)
    return [line for line in (plain.other_sections or "").split("\n") if line]


def _named_on_paper(legal_case: LegalCase) -> tuple[str, ...] | None:
    """None where there is no paper yet: then nothing is missing from it."""
    return tuple(legal_case.sections) if legal_case.sections or legal_case.is_past_registration else None
