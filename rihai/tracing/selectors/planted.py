"""What the page of planted records shows, and who plants. Not here: who may see it (`match_permissions`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from rihai.access.own import open_own
from rihai.access.reading import Opened
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import ROLES
from rihai.directory.models import Agency
from rihai.people.models import Person
from rihai.people.search_entries import EntryFields
from rihai.tracing.models import FoundRecord, MissingReport
from rihai.tracing.models.asking import PlantedHit, PlantedRecord, SearchRecord

MOST: Final = 25


@dataclass(frozen=True, repr=False)
class Told:
    """One hit. `code` is of the question or record that is alike, where that is of this organisation."""

    hit: PlantedHit
    code: str
    is_ours: bool


@dataclass(frozen=True, repr=False)
class Awaiting:
    """Not planted yet. What is said of her is there for those who were asked to look."""

    planted: PlantedRecord
    asked: EntryFields | None
    why: str
    may_confirm: bool


def told_hits(user: User) -> list[Told]:
    """Whoever asked is not shown that she met somebody invented, if she protects the data too."""
    rows = PlantedHit.objects.visible_to(user).exclude(told_at=None).exclude(asked_by=user)
    hits = list(rows.select_related("planted", "asking", "asked_by", "entry").order_by("-told_at")[:MOST])
    codes = _codes([one.entry.subject_uid for one in hits if one.asking_id == user.organisation_id])
    return [Told(one, codes.get(one.entry.subject_uid, ""), one.asking_id == user.organisation_id) for one in hits]


def awaiting_planted(user: User) -> list[Awaiting]:
    rows = PlantedRecord.objects.visible_to(user).filter(ended_at=None, confirmed_at=None).select_related("planted_by")
    waiting = list(rows)
    page = open_own((waiting, ["fields", "why"]), by=user)
    return [_awaiting(one, page(one), user) for one in waiting]


def standing_planted(user: User) -> list[PlantedRecord]:
    rows = PlantedRecord.objects.visible_to(user).filter(ended_at=None).exclude(confirmed_at=None)
    return list(rows.select_related("planted_by", "confirmed_by"))


def planters_of(organisation: Agency, *, besides: User | None = None) -> list[User]:
    """Whoever protects the data there, and is not the one whom it is about."""
    roles = [role for role, one in ROLES.items() if Permission.RECORD_PLANT in one.permissions]
    staff = User.objects.active().filter(organisation=organisation)
    others = staff if besides is None else staff.exclude(pk=besides.pk)
    return list(others.holding(roles).order_by("username"))


def _awaiting(planted: PlantedRecord, opened: Opened | None, user: User) -> Awaiting:
    is_open = opened is not None and isinstance(opened.fields, dict)
    return Awaiting(
        planted,
        asked=EntryFields.from_json(opened.fields) if opened is not None and is_open else None,
        why=opened.why if opened is not None else "",
        may_confirm=is_open and planted.planted_by_id != user.uid,
    )


def _codes(uids: Sequence[UUID]) -> dict[UUID, str]:
    found = FoundRecord.objects.filter(pk__in=uids).values_list("uid", "reference")
    missing = MissingReport.objects.filter(pk__in=uids).values_list("uid", "reference")
    known = Person.objects.filter(pk__in=uids).values_list("uid", "code")
    asked = SearchRecord.objects.filter(pk__in=uids).values_list("uid", "reference")
    return {**dict(found), **dict(missing), **dict(known), **dict(asked)}
