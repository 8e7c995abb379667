"""What happened to an entry, from the trail: both histories where two entries became one.

Colleagues are named; of what other organisations did, only which organisation. Content is not in the trail.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency, AgencyContact, CallBack, RouteMark
from rihai.directory.staff import Staff

MOST: Final = 50
WORDS: Final[dict[str, Promise]] = {
    "agency.added": _("Entry added"),
    "agency.imported": _("Entry read from a file"),
    "agency.edited": _("Entry corrected"),
    "agency.verified": _("Checked: it is right"),
    "agency.area_added": _("Area added"),
    "agency.area_ended": _("Area ended"),
    "agency.hours_set": _("Opening hours stated"),
    "agency.contact_proposed": _("Change of a contact proposed"),
    "agency.contact_removal_proposed": _("Removal of a contact proposed"),
    "agency.contact_called_back": _("Old number called"),
    "agency.contact_confirmed": _("Change of a contact confirmed"),
    "agency.contact_stopped": _("Change of a contact stopped"),
    "agency.contact_changed": _("Change of a contact took effect"),
    "agency.duplicate_proposed": _("Said to be listed twice"),
    "agency.marked_distinct": _("Decided: two different bodies"),
    "agency.merged": _("Decided: one body, merged"),
    "agency.merge_undone": _("Merging undone"),
    "route_mark.proposed": _('Mark "do not route" proposed'),
    "route_mark.confirmed": _('Mark "do not route" confirmed'),
    "route_mark.ending_proposed": _('End of the mark "do not route" proposed'),
    "route_mark.ended": _('Mark "do not route" ended'),
}


@dataclass(frozen=True)
class Happened:
    """One line of the timeline, as `components/timeline.html` shows it."""

    when: str
    title: str | Promise
    by: str
    text: str | Promise = ""
    tag: str = ""
    kind: str = ""


def history_of(agencies: Sequence[Agency], *, marks: Iterable[RouteMark], user: Staff) -> list[Happened]:
    """The latest first. The first entry is the one that was kept; a line about a merged one says so.

    That somebody else knows a personal number is said to nobody who may not see it.
    """
    names = {agency.pk: agency.name for agency in agencies[1:]}
    subjects = [agency.pk for agency in agencies] + [mark.pk for mark in marks]
    rows = AuditEvent.objects.filter(
        subject_uid__in=subjects, subject_label__in=[Agency._meta.label_lower, RouteMark._meta.label_lower]
    )
    for uid in _contacts_unknown_to(user, agencies):
        rows = rows.exclude(facts__contains=f'"{uid}"')
    events = list(rows.filter(verb__in=list(WORDS)).order_by("-at", "-uid")[:MOST])
    people = _people(events, user)
    return [
        Happened(
            when=formats.date_format(timezone.localtime(event.at), "DATETIME_FORMAT"),
            title=WORDS[event.verb],
            by=people.get(event.actor_uid, "") if event.actor_uid else "Rihai",
            text=_result_of(event),
            tag=names.get(event.subject_uid, "") if event.subject_uid else "",
        )
        for event in events
    ]


def _contacts_unknown_to(user: Staff, agencies: Sequence[Agency]) -> list[UUID]:
    """The uid of a contact stands in the facts of what happened to it."""
    rows = AgencyContact.objects.filter(agency__in=agencies)
    shown = AgencyContact.objects.visible_to(user).filter(agency__in=agencies)
    return list(rows.exclude(pk__in=shown.values("pk")).values_list("pk", flat=True))


def _result_of(event: AuditEvent) -> str | Promise:
    """What came of a call: the one fact of the trail that a reader needs to trust a number."""
    result = json.loads(event.facts).get("result") if event.verb == "agency.contact_called_back" else None
    return CallBack.Result(result).label if result else ""


def _people(events: Collection[AuditEvent], user: Staff) -> dict[UUID, str]:
    rows = get_user_model().objects.filter(pk__in={event.actor_uid for event in events if event.actor_uid})
    return {
        uid: name if organisation == user.organisation_id else agency
        for uid, name, organisation, agency in rows.values_list(
            "pk", "display_name", "organisation_id", "organisation__name"
        )
    }
