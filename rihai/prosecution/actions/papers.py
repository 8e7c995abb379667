"""Making a paper to be filed: read what it needs, fill it in, write it in memory. Nothing of it is kept but the act.

Not here: which entries it rests on (`papers`), or how the file looks (`paper_file`).
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.documents.paper_file import paper_file
from rihai.prosecution.documents.paper_grounds import GROUNDS
from rihai.prosecution.documents.papers import DraftFacts, Paper, filled, missing
from rihai.prosecution.documents.waiting import in_words
from rihai.prosecution.law.law_country import check_has_law, law_for
from rihai.prosecution.law.procedure import code_of, hindrance
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import LegalCase
from rihai.prosecution.names_typed import check_names_nobody
from rihai.prosecution.permissions import check_can_make
from rihai.prosecution.survivor_permissions import check_is_among, check_knows


@transaction.atomic
def make_paper(legal_case: LegalCase, *, paper: Paper, facts: DraftFacts, by: User) -> bytes:
    """The whole paper, or none: where a lawyer has not confirmed what it says, it is refused."""
    legal_case = lock_legal_case(legal_case, by, "legal.paper")
    check_can_make(by, legal_case, paper)
    check_is_among(legal_case, facts.survivor)
    check_knows(by, facts.survivor, "legal.paper")
    check_has_law(legal_case)
    law = law_for(legal_case)
    if paper.takes_sections and not facts.sections:
        raise NotPossible(_("Choose at least one section."))
    if paper.when:
        GROUNDS[paper.when](legal_case.survivors.select_related("case__person").get(pk=facts.survivor.pk))
    if waiting := missing(paper, facts.sections, law):
        raise NotPossible(
            _("No lawyer has confirmed yet: %(entries)s.") % {"entries": "; ".join(in_words(waiting, law.law))}
        )
    code = code_of(legal_case)
    if hindered := hindrance(paper.needs, code, law):
        raise NotPossible(hindered)
    check_names_nobody(legal_case, facts.addressee, facts.text, looked_at=facts.looked_at, by=by)
    number = read((legal_case, ("number",)), by=by, why=OwnWork(), within_action=True)(legal_case).number
    # The paper is in the language of the courts, whatever language the screen has.
    with override("en"):
        values = _values(legal_case, number or "", facts)
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


def _values(legal_case: LegalCase, number: str, facts: DraftFacts) -> dict[str, str]:
    refusal = legal_case.refusals.select_related("station").first()
    return {
        "reference": legal_case.reference,
        "number": normalise(number),
        "filed_on": f"{legal_case.filed_on:%d.%m.%Y}" if legal_case.filed_on else "",
        "station": legal_case.station.name if legal_case.station else "",
        "person": "" if facts.leaves_name_blank else _person(legal_case, normalise(number)),
        "organisation": legal_case.organisation.name,
        "refused_on": f"{refusal.refused_on:%d.%m.%Y}" if refusal else "",
        "officer": str(refusal.get_officer_display()) if refusal else "",
        "ground": str(refusal.get_ground_display()) if refusal else "",
    }


def _person(legal_case: LegalCase, number: str) -> str:
    """As the court knows her: our pseudonym and code mean nothing there, and are a key to a list that got lost."""
    victim = "one of the victims" if legal_case.survivors.count() > 1 else "the victim"
    return f"{victim} in FIR {number}" if number else victim
