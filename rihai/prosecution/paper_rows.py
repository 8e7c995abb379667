"""Writing what a paper says into its legal case. The actions check who may, save, and write the trail."""

from rihai.accounts.models import User
from rihai.lib.text import normalise, normalise_lines
from rihai.prosecution.facts.facts import PaperFacts
from rihai.prosecution.models import LegalCase
from rihai.prosecution.same_number import set_number_token


def set_paper(legal_case: LegalCase, facts: PaperFacts, *, place: object, by: User) -> None:
    """`place`: where its number counts."""
    legal_case.kind, legal_case.station, legal_case.filed_on = facts.kind, facts.station, facts.filed_on
    legal_case.number, legal_case.cnr = normalise(facts.number), facts.cnr
    legal_case.sections, legal_case.other_sections = list(facts.sections), normalise_lines(facts.other_sections)
    set_number_token(legal_case, facts.number, place=place, by=by)
