"""Of which country the law is that counts: that of police station or court, else of the house. Every page asks here.

Where the law of that country is not written out, nothing is reckoned, checked or named; Indian law never stands in.
Not here: the law itself (`rihai.law`).
"""

from collections.abc import Iterable
from functools import cache
from typing import Final

from django.utils.translation import gettext as _

from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.law.loading import law_of, no_law
from rihai.lib.geo import load_countries, load_regions
from rihai.lib.workflow import NotPossible
from rihai.prosecution.law.law_read import LawRead, law_read
from rihai.prosecution.models import Claim, LegalCase

HOME: Final = "IN"
# Codes by ISO 3166-1, and the folders of the law's data.
LAWS: Final = {HOME: "india", "NP": "nepal", "BD": "bangladesh"}
# A house is asked for itself where a page is about nobody, or about a survivor without a legal case.
About = LegalCase | Claim | Agency | None


def country_of(about: About) -> str:
    """Its code, or the name as somebody entered it where that is no country known here."""
    return next((found for each in _asked(about) if each and (found := _country(each))), HOME)


def country_name(about: About) -> str:
    code = country_of(about)
    return next((str(each.name) for each in load_countries() if each.code == code), code)


def has_law(about: About) -> bool:
    """Whether dates may be reckoned and sections checked by the law's data."""
    return _is_written(LAWS.get(country_of(about), ""))


def elsewhere(about: About) -> str:
    """The country whose law is not written out, to be named on a page; "" where it is."""
    return "" if has_law(about) else country_name(about)


def law_for(about: About) -> LawRead:
    """What the data hold of that country, which may be nothing. Ask once for a page."""
    folder = LAWS.get(country_of(about), "")
    return law_read(folder) if folder else LawRead(no_law(), {})


def law_counting_for(case: Case, legal_cases: Iterable[LegalCase]) -> About:
    """What a survivor can ask for follows from where police and court are; without them from the house."""
    known = list(legal_cases)
    return next((one for one in known if has_law(one)), known[0] if known else case.organisation)


def check_has_law(about: About) -> None:
    if country := elsewhere(about):
        words = _(
            "The law of %(country)s is not written out here yet, and Indian law does not count. Ask a lawyer there."
        )
        raise NotPossible(words % {"country": country})


def _asked(about: About) -> tuple[Agency | None, ...]:
    if isinstance(about, Claim):
        return _asked(about.legal_case) if about.legal_case else (about.case.organisation,)
    if isinstance(about, LegalCase):
        return (about.transferred_to, about.station, about.organisation)
    return (about,)


def _country(agency: Agency) -> str:
    named, state = agency.country.strip(), agency.state.strip().casefold()
    if not named:
        return next((one.country for one in load_regions() if state and one.name.casefold() == state), "")
    known = (one.code for one in load_countries() if named.casefold() in (one.code.casefold(), one.name.casefold()))
    return next(known, named)


@cache
def _is_written(country: str) -> bool:
    """Where provisions are only listed as to do, or no clock is there, nothing can be said."""
    if not country:
        return False
    law = law_of(country)
    return bool(law.clocks) and not all(one.is_to_do for one in law.provisions.values())
