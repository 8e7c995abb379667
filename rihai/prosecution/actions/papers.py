"""Making a paper to be filed: read what it needs, fill it in, write it in memory. Nothing of it is kept but the act.

Not here: which entries it rests on (`papers`), or how the file looks (`paper_file`).
"""

from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.precision import Majority
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.closure_words import place_of_day
from rihai.prosecution.documents.paper_file import paper_file
from rihai.prosecution.documents.paper_grounds import GROUNDS, check_wished, claims_standing, reports_waiting
from rihai.prosecution.documents.papers import BLANK, DraftFacts, Paper, filled, missing
from rihai.prosecution.documents.waiting import in_words
from rihai.prosecution.law.law_country import check_has_law, law_for
from rihai.prosecution.law.procedure import code_of, hindrance
from rihai.prosecution.law.schemes import scheme_of
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import Claim, ClosureReport, LegalCase, Refusal, SectionDecision
from rihai.prosecution.names_typed import check_names_nobody
from rihai.prosecution.permissions import check_can_make
from rihai.prosecution.survivor_permissions import check_is_among, check_knows
from rihai.prosecution.words import REPORT_NEEDED

# Nobody pays a child as one pays an adult; who may not surely be one is treated as a child.
GUARDED: Final = "in the applicant's own name, guarded by order of the authority until the applicant is of age"


@transaction.atomic
def make_paper(legal_case: LegalCase, *, paper: Paper, facts: DraftFacts, by: User) -> bytes:
    """The whole paper, or none: where a lawyer has not confirmed what it says, it is refused."""
    legal_case = lock_legal_case(legal_case, by, "legal.paper")
    check_can_make(by, legal_case, paper)
    check_is_among(legal_case, facts.survivor)
    check_knows(by, facts.survivor, "legal.paper")
    check_has_law(legal_case)
    law = law_for(legal_case)
    refusal = legal_case.refusals.select_related("station").first()
    paper = paper.for_case(legal_case)
    if paper.takes_sections and not facts.sections:
        raise NotPossible(_("Choose at least one section."))
    claim, report = _check_ground(legal_case, paper, facts), _report(legal_case, paper, facts)
    if waiting := missing(paper, facts.sections, law):
        raise NotPossible(
            _("No lawyer has confirmed yet: %(entries)s.") % {"entries": "; ".join(in_words(waiting, law.law))}
        )
    code = code_of(legal_case)
    if hindered := hindrance(paper.needs, code, law):
        raise NotPossible(hindered)
    _check_decided(legal_case, facts.sections, by)
    check_names_nobody(legal_case, facts.addressee, facts.text, looked_at=facts.looked_at, by=by)
    numbered = [one for one in (legal_case, report) if one]
    plain = read(*((one, ("number",)) for one in numbered), by=by, why=OwnWork(), within_action=True)
    number = plain(legal_case).number
    # The paper is in the language of the courts, whatever language the screen has.
    with override("en"):
        values = {
            **_values(legal_case, normalise(number or ""), facts),
            **_of_refusal(legal_case, refusal),
            **_of_claim(claim, facts),
            "report": _of_report(legal_case, report, normalise(plain(report).number or "")) if report else "",
        }
    words = filled(
        paper,
        values,
        addressee=normalise_lines(facts.addressee),
        text=normalise_lines(facts.text),
        sections=facts.sections,
        read=law,
        code=code,
    )
    file = paper_file(words, author=by.display_name, organisation=legal_case.organisation.name, on=timezone.localdate())
    audit.record("legal.paper_made", by=by, subject=legal_case, paper=paper.code)
    return file


def _check_decided(legal_case: LegalCase, sections: tuple[str, ...], by: User) -> None:
    """No section comes into a paper but one that a lawyer decided to ask for after the latest check."""
    if not sections:
        return
    check = legal_case.checks.first()
    rows = list(check.decisions.select_related("section_check")) if check else []
    plain = read((rows, ("content",)), by=by, why=OwnWork(), within_action=True)
    latest = {plain(one).content["section"]: plain(one).content["choice"] for one in rows}
    if any(latest.get(one) != SectionDecision.Choice.ADD for one in sections):
        raise NotPossible(_("Only sections that a lawyer decided to ask for can stand in it. Check the sections."))


def _check_ground(legal_case: LegalCase, paper: Paper, facts: DraftFacts) -> Claim | None:
    """The claim that the paper is about, where it is about one: a wish for one scheme is none for another."""
    survivor = legal_case.survivors.select_related("case__person", "legal_case").get(pk=facts.survivor.pk)
    if not paper.takes_claim:
        if paper.when:
            GROUNDS[paper.when](survivor)
        return None
    standing = list(claims_standing([survivor]))
    claim = standing[0] if facts.claim is None and len(standing) == 1 else facts.claim
    if standing and claim not in standing:
        raise NotPossible(_("Choose one of the claims of this survivor."))
    check_wished(survivor, claim)
    return claim


def _report(legal_case: LegalCase, paper: Paper, facts: DraftFacts) -> ClosureReport | None:
    """The one that the paper answers: of several she who writes it says which."""
    waiting = reports_waiting(legal_case) if paper.takes_report else []
    report = waiting[0] if facts.closure is None and len(waiting) == 1 else facts.closure
    if waiting and report not in waiting:
        raise NotPossible(REPORT_NEEDED)
    return report if waiting else None


def _values(legal_case: LegalCase, number: str, facts: DraftFacts) -> dict[str, str]:
    day, station = _day(legal_case.filed_on), legal_case.station.name if legal_case.station else ""
    told = ", ".join(one for one in (f"FIR {number or BLANK} of {day or BLANK}", station) if one)
    return {
        "number": number,
        "filed_on": day,
        "station": station,
        "person": "" if facts.leaves_name_blank else _person(legal_case, number),
        "copy": f"with a copy of the {told}" if legal_case.has_fir else "no FIR is registered yet",
        "organisation": legal_case.organisation.name,
    }


def _of_report(legal_case: LegalCase, report: ClosureReport, number: str) -> str:
    """By number and day. Of several of one day whose number nobody knows, a line for it and our own order."""
    day, place = _day(report.filed_on), place_of_day(report, legal_case.closure_reports.all())
    if number or place is None:
        return f"no. {number} of {day}" if number else f"of {day}"
    return f"no. {BLANK} of {day} (report {place[0]} of {place[1]} of that day in the petitioner's records)"


def _of_refusal(legal_case: LegalCase, refusal: Refusal | None) -> dict[str, str]:
    """Who refused is who was asked then: the legal case may stand at another station by now."""
    station = (refusal.station or legal_case.station) if refusal else None
    asked, refused = legal_case.filed_on, refusal.refused_on if refusal else None
    return {
        "refused_at": station.name if station else "",
        "asked_on": _day(asked if asked and refused and asked <= refused else None),
        "refused_on": _day(refused),
        "officer": str(refusal.get_officer_display()) if refusal else "",
        "ground": str(refusal.get_ground_display()) if refusal else "",
    }


def _of_claim(claim: Claim | None, facts: DraftFacts) -> dict[str, str]:
    is_adult = facts.survivor.case.person.majority(timezone.localdate()) is Majority.ADULT
    return {
        "scheme": str(scheme_of(claim.scheme).label) if claim else "",
        "account": f"an account {'that the applicant alone controls' if is_adult else GUARDED}",
    }


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _person(legal_case: LegalCase, number: str) -> str:
    """As the court knows her: our pseudonym and code mean nothing there, and are a key to a list that got lost.

    Which of several she is stands in the FIR alone: the lawyer writes it there.
    """
    if legal_case.survivors.count() > 1:
        return f"victim no. {BLANK} in FIR {number}" if number else f"one of the victims, {BLANK}"
    return f"the victim in FIR {number}" if number else "the victim"
