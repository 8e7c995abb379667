"""The words of codes about people, as pages and forms show them; the codes are data of this package."""

from datetime import date

from django.utils.translation import gettext as _

from rihai.lib.codelists import by_code
from rihai.lib.geo import load_countries
from rihai.lib.precision import AgeCertainty, AgeRange, Majority
from rihai.people.models import Person

PACKAGE = "rihai.people"


def label_of(file: str, key: str, code: str) -> str:
    """The label of a code; a code that has left the list is shown as it is."""
    entry = by_code(PACKAGE, file, key).get(code)
    return _(entry.label) if entry else code


def sex_label(code: str) -> str:
    return label_of("sex.yaml", "sexes", code)


def certainty_label(code: str) -> str:
    return label_of("sex.yaml", "age_certainties", code)


def language_label(code: str) -> str:
    return label_of("languages.yaml", "languages", code) if code else ""


def country_label(code: str) -> str:
    return next((_(country.name) for country in load_countries() if country.code == code), code)


def age_words(person: Person, on: date) -> str:
    """How old she can be on that day, and how that is known."""
    ages = person.age_range(on)
    if ages is None:
        return _("Not known: treat as a child until it is")
    years = _years(ages)
    certainty = certainty_label(person.age_certainty)
    if person.age_certainty in (AgeCertainty.EXACT, AgeCertainty.DOCUMENTED):
        return years
    return _("%(years)s (%(certainty)s)") % {"years": years, "certainty": certainty.lower()}


def majority_words(person: Person, on: date) -> str:
    words = {
        Majority.CHILD: _("Child"),
        Majority.POSSIBLY_CHILD: _("May be a child"),
        Majority.ADULT: "",
    }
    return words[person.majority(on)]


def _years(ages: AgeRange) -> str:
    if ages.youngest == ages.oldest:
        return _("%(years)d years") % {"years": ages.oldest}
    return _("%(youngest)d to %(oldest)d years") % {"youngest": ages.youngest, "oldest": ages.oldest}
