"""What a person may take along before everything goes: her own data, as plain text in the reader's language.

Not here: notes, which are the house's own and speak of others too, what stands between lawyer and client or was said in
counselling, files, and what others told: who reads it over her shoulder would learn who spoke. Nor who works with her,
or where a home is.
"""

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.access.own import OwnPage, open_own
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent, MovementStage
from rihai.offences.identity_law import identity_text
from rihai.people.models import IdentityItem, PersonName
from rihai.people.selectors.page import coded_rows
from rihai.web.erasing.permissions import check_can_ask

# The house's own steps, which name whoever works there or what was concluded.
OF_THE_HOUSE: Final = (EventKind.WORKER, EventKind.STATUS, EventKind.SCREENED)


def take_copy(case: Case, *, by: User) -> str:
    """The reading stands in the trail by itself, also if the text then comes to nothing."""
    check_can_ask(by, case)
    text = _text(case, by)
    with transaction.atomic():
        audit.record("erasure.copied", by=by, subject=case)
    return text


def _text(case: Case, by: User) -> str:
    person = case.person
    names, items = list(person.names.all()), list(person.identity_items.order_by("kind", "recorded_at"))
    events = list(_her_own(case))
    opened = open_own(
        (case, ("wish",)), (names, ("text",)), (items, ("value",)), (events, ("text",)), by=by
    )  # fmt: skip
    parts = [
        _head(case),
        [f"{label}: {value}" for label, value in coded_rows(person) if value],
        _names(names, opened),
        _items(items, opened),
        [_("Wish: %(wish)s") % {"wish": wish} for wish in _told(case, "wish", opened)],
        _events(events, opened),
        [_("Not in this copy: what others told, notes, papers, and what lawyers and counsellors keep.")],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _her_own(case: Case) -> QuerySet[CaseEvent]:
    """What was seen was told by whoever saw it, named or not."""
    told = case.events.filter(compartment=Compartment.RECORD, source=None)
    return told.exclude(kind__in=OF_THE_HOUSE).exclude(movement=MovementStage.SEEN)


def _head(case: Case) -> list[str]:
    today = date_format(timezone.localdate())
    return [
        _("What is kept about %(code)s, on %(day)s") % {"code": case.person.code, "day": today},
        _("Whoever finds this paper learns it. Keep it where nobody else looks."),
        identity_text(),
    ]


def _names(names: Iterable[PersonName], opened: OwnPage) -> list[str]:
    return [_("Name: %(name)s") % {"name": text} for one in names for text in _told(one, "text", opened)]


def _items(items: Iterable[IdentityItem], opened: OwnPage) -> list[str]:
    return [f"{one.get_kind_display()}: {value}" for one in items for value in _told(one, "value", opened)]


def _events(events: Iterable[CaseEvent], opened: OwnPage) -> list[str]:
    lines = []
    for one in events:
        day = date_format(one.occurred_on) if one.occurred_on else _("day not known")
        text = "; ".join([str(one.get_kind_display()), *_told(one, "text", opened)])
        lines.append(f"{day}: {text}")
    return lines


def _told(record: Case | PersonName | IdentityItem | CaseEvent, field: str, opened: OwnPage) -> list[str]:
    """Its words where whoever makes the copy may open them."""
    plain = opened(record)
    value = getattr(plain, field) if plain is not None else None
    return [str(value)] if value else []
