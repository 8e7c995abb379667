"""Of which country the law is that counts for a legal case: that of its police station or court, else of its house.

Where the law of that country is not written out, nothing is reckoned, checked or named; Indian law never stands in.
Not here: the law itself (`rihai.law`).
"""

from functools import cache
from typing import Final

from django.utils.translation import gettext as _

from rihai.directory.models import Agency
from rihai.law.loading import law_of
from rihai.lib.geo import load_countries, load_regions
from rihai.lib.workflow import NotPossible
from rihai.prosecution.models import LegalCase

HOME: Final = "IN"
# Codes by ISO 3166-1, and the folders of the law's data.
LAWS: Final = {HOME: "india", "NP": "nepal", "BD": "bangladesh"}


def country_of(legal_case: LegalCase) -> str:
    """Its code, or the name as somebody entered it where that is no country known here."""
    asked = (legal_case.transferred_to, legal_case.station, legal_case.organisation)
    return next((found for each in asked if each and (found := _country(each))), HOME)


def country_name(legal_case: LegalCase) -> str:
    code = country_of(legal_case)
    return next((str(each.name) for each in load_countries() if each.code == code), code)


def has_law(legal_case: LegalCase) -> bool:
    """Whether dates may be reckoned and sections checked by the law's data."""
    return _is_written(LAWS.get(country_of(legal_case), ""))


def check_has_law(legal_case: LegalCase) -> None:
    if not has_law(legal_case):
        words = _(
            "The law of %(country)s is not written out here yet, and Indian law does not count. Ask a lawyer there."
        )
        raise NotPossible(words % {"country": country_name(legal_case)})


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
