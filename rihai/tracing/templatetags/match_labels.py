"""Words for what a comparison found: never a bare number, always what it means for whoever decides."""

from typing import Any, Final

from django import template
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.people.models import SearchEntry
from rihai.tracing.match_permissions import can_ask
from rihai.tracing.models import FoundRecord, MissingReport
from rihai.tracing.models.matches import PotentialMatch, SharedAnswer
from rihai.tracing.selectors.matches import Field, NotKnown, answers_for, open_matches_of

register = template.Library()

FIELDS: Final[dict[str, Promise]] = {
    "name": gettext_lazy("Name"),
    "guardian": gettext_lazy("Father, mother or husband"),
    "sex": gettext_lazy("Sex"),
    "age": gettext_lazy("Age"),
    "date": gettext_lazy("Last seen, and found"),
    "place": gettext_lazy("Place"),
    "country": gettext_lazy("Country"),
    "state": gettext_lazy("State"),
    "district": gettext_lazy("District"),
    "village": gettext_lazy("Village"),
    "marks": gettext_lazy("Marks"),
}
WRITTEN: Final = frozenset({"name", "guardian", "district", "village"})
SEXES: Final[dict[str, Promise]] = {
    "F": gettext_lazy("Female"),
    "M": gettext_lazy("Male"),
    "T": gettext_lazy("Transgender"),
}
PLAIN_LEVELS: Final[dict[str, Promise]] = {
    "same": gettext_lazy("Agrees"),
    "near": pgettext_lazy("of two numbers", "Close"),
    "different": gettext_lazy("Differs"),
}
# Beyond this the register is too small to say how rare it is.
RAREST: Final = 10_000
LEVELS: Final[dict[str, Promise]] = {
    "same": gettext_lazy("Written the same"),
    "strict": gettext_lazy("Same in another spelling or script"),
    "skeleton": gettext_lazy("Sounds the same"),
    "near": gettext_lazy("One or two letters differ"),
    "far": gettext_lazy("Somewhat alike"),
    "alias": gettext_lazy("Another form of the name"),
    "initial": gettext_lazy("Initial fits"),
    "state": gettext_lazy("Same State, other district"),
    "after": gettext_lazy("Found after going missing"),
    "before": gettext_lazy("Found before going missing"),
    "fits": gettext_lazy("Fits"),
    "fits_not": gettext_lazy("Does not fit"),
    "neutral": gettext_lazy("Written differently, which rules nobody out"),
    "apart": gettext_lazy("Some years apart"),
    "different": gettext_lazy("Differs"),
}


@register.filter
def field_words(code: str) -> str:
    return str(FIELDS.get(code, code))


@register.filter
def level_words(field: Field) -> str:
    """Of a text how it is written; of a number or a mark whether it agrees."""
    if field.code not in WRITTEN and field.level in PLAIN_LEVELS:
        return str(PLAIN_LEVELS[field.level])
    return str(LEVELS.get(field.level, field.level))


@register.filter
def sought_words(field: Field) -> str:
    return _words(field.code, field.missing)


@register.filter
def held_words(field: Field) -> str:
    return _words(field.code, field.held)


def _words(code: str, text: str) -> str:
    if code == "sex":
        return str(SEXES.get(text, text))
    if code == "date" and (day := parse_date(text)) is not None:
        return date_format(day, "DATE_FORMAT")
    return text


@register.filter
def rarity(share: float) -> str:
    """How many records would agree as well by chance."""
    one_in = round(1 / share) if share > 0 else 0
    if one_in <= 1:
        return _("Nearly every record agrees as well")
    if one_in > RAREST:
        return _("By chance hardly any record agrees as well")
    return _("By chance about 1 in %(number)s records agrees as well") % {"number": f"{one_in:,}"}


@register.filter
def points_words(points: float) -> str:
    if abs(points) < 0.05:
        return _("says nothing")
    if points > 0:
        return _("%(points).1f points for it") % {"points": points}
    return _("%(points).1f points against it") % {"points": -points}


@register.filter
def swing_words(one: NotKnown) -> str:
    """What an answer would be worth; usual amounts, so whole halves are enough."""
    return _("If it agrees: %(same)s. If it does not: %(different)s.") % {
        "same": points_words(one.same or 0.0),
        "different": points_words(one.different or 0.0),
    }


@register.filter
def points_kind(points: float) -> str:
    """The colour of the badge."""
    return "good" if points > 1 else "danger" if points < -1 else "neutral"


@register.filter
def total_words(points: float) -> str:
    """Each point doubles what speaks for it; a total alone decides nothing."""
    return _(
        "%(points).1f points in all. Each point makes it twice as likely as chance; look at what they are made of."
    ) % {"points": points}


@register.filter
def gap_words(gap: float) -> str:
    if gap < 1:
        return _("Another person of yours fits as well.")
    return _("Another person of yours comes %(gap).1f points behind.") % {"gap": gap}


@register.filter
def left_words(number: int) -> str:
    if number == 0:
        return _("The questions of today are used up.")
    return ngettext("%(number)d question is left today.", "%(number)d questions are left today.", number) % {
        "number": number
    }


@register.filter
def may_ask_all(user: User) -> bool:
    return can_ask(user)


@register.filter
def may_look_at_matches(user: User) -> bool:
    return user.has(Permission.MATCH_DECIDE)


@register.filter
def band_kind(match: PotentialMatch) -> str:
    return "warn" if match.band == PotentialMatch.Band.SHOW else "info"


@register.simple_tag
def open_matches(user: User, record: MissingReport | FoundRecord) -> list[PotentialMatch]:
    """What waits for this person, if the reader holds her; of a report only where she is held here as well."""
    return open_matches_of(user, record.person_id)


@register.simple_tag
def waits_for_matcher(found: FoundRecord) -> bool:
    """Whether it has not been compared yet: for its holder, who then knows that silence says nothing."""
    return SearchEntry.objects.waiting().filter(subject_uid=found.uid).exists()


@register.simple_tag
def shared_answers(user: User, report: MissingReport) -> list[tuple[SharedAnswer, Any]]:
    return answers_for(user, report.uid)
