"""Who may open which field of which record, and whether a reason is asked for.

Here: the decision, for many records with one query for grants. Not here: the opening and its
audit event (`reading.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import models

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.scope import (
    ScopedQuerySet,
    opened_by_of,
    organisation_path,
    owner_model,
    owner_path,
    shared_whole_of,
    written_by_of,
)
from rihai.accounts.models import User

# Somebody's own work: she opens it with one tap. Everything else asks why.
OWN: Final = frozenset({Grant.Basis.ASSIGNED, Grant.Basis.LISTED, Grant.Basis.DESK})

Subject = tuple[str, UUID]
# Compartments with the bases on which they are open to somebody.
Held = Sequence[tuple[str, str]]


class Way(Enum):
    """How she may open a field."""

    OWN = "own"
    REASON = "reason"
    NONE = "none"


@dataclass(frozen=True)
class Wanted:
    """One record and the fields to open."""

    record: models.Model
    fields: tuple[str, ...]

    @property
    def key(self) -> Subject:
        return self.record._meta.label_lower, self.record.pk

    @property
    def codes(self) -> list[str]:
        label, uid = self.key
        return [f"{label}/{uid}/{name.lower()}" for name in self.fields]


@dataclass(frozen=True)
class Need:
    field: str
    compartment: Compartment
    way: Way


@dataclass(frozen=True)
class Rights:
    """What one record needs, field by field, and what this user has of it."""

    label: str
    uid: UUID
    needs: tuple[Need, ...]


def can_read(user: User | AnonymousUser, record: models.Model, field: str) -> bool:
    """Whether she may open this field, with or without a reason. For pages; opens nothing."""
    return way_to_read(user, record, field) is not Way.NONE


def way_to_read(user: User | AnonymousUser, record: models.Model, field: str) -> Way:
    """Whether one tap opens it, a reason must be typed, or nothing will do."""
    if not isinstance(user, User):
        return Way.NONE
    return ways_to_read(user, [record], field)[record.pk]


def ways_to_read(user: User, records: Iterable[models.Model], field: str) -> dict[UUID, Way]:
    """The same for a list of records, by uid, with one query."""
    asked = [Wanted(record, field_names(record, [field])) for record in records]
    return {rights.uid: rights.needs[0].way for rights in rights_on(asked, user)}


def field_names(record: models.Model, fields: Sequence[str]) -> tuple[str, ...]:
    """The names, checked: a field without a compartment is a mistake in the program."""
    for name in fields:
        _compartment(record, name)
    return tuple(dict.fromkeys(fields))


def rights_on(asked: Sequence[Wanted], user: User) -> list[Rights]:
    """Two conditions for each field: a role that has the compartment, and a live grant of it.

    Apart from these, whoever holds the office that a model names opens its rows in her own organisation, and the
    writer of what is only hers opens that. What a model keeps back no grant opens, whichever page asks.
    """
    subjects = _subjects(asked)
    bases = _bases(user, {subject for group in subjects.values() for subject in group})
    allowed = user.compartments
    kept = _kept_back(asked, user)
    return [
        _all_open(one)
        if _is_office(one.record, user) or _is_writer(one.record, user)
        else _rights(one, subjects[one.key], {} if one.key in kept else bases, allowed)
        for one in asked
    ]


def _kept_back(asked: Sequence[Wanted], user: User) -> set[Subject]:
    """Rows that she does not open although she holds their owner: one query for each such model."""
    uids: dict[type[models.Model], set[UUID]] = defaultdict(set)
    for one in asked:
        uids[type(one.record)].add(one.record.pk)
    return {
        (model._meta.label_lower, uid)
        for model, among in uids.items()
        if isinstance(rows := model._default_manager.all(), ScopedQuerySet) and rows.keeps_back
        for uid in among - set(rows.filter(pk__in=among).openable_by(user).values_list("pk", flat=True))
    }


def _is_office(record: models.Model, user: User) -> bool:
    permission = opened_by_of(type(record))
    if permission is None or not (user.is_active and user.has(permission)):
        return False
    return _at(record, organisation_path(type(record))) == user.organisation_id


def _is_writer(record: models.Model, user: User) -> bool:
    path = written_by_of(type(record))
    return path is not None and user.is_active and _at(record, path) == user.pk


def _all_open(one: Wanted) -> Rights:
    label, uid = one.key
    return Rights(label, uid, tuple(Need(name, _compartment(one.record, name), Way.OWN) for name in one.fields))


def _rights(
    one: Wanted,
    subjects: Iterable[Subject],
    bases: dict[tuple[UUID, str], set[str]],
    allowed: frozenset[Compartment],
) -> Rights:
    needs = []
    for name in one.fields:
        compartment = _compartment(one.record, name)
        held = set().union(*(bases.get((uid, compartment), set()) for _, uid in subjects))
        way = _way(held, shared_whole_of(type(one.record))) if compartment in allowed else Way.NONE
        needs.append(Need(name, compartment, way))
    label, uid = one.key
    return Rights(label, uid, tuple(needs))


def _way(bases: set[str], is_shared_whole: bool) -> Way:
    if bases & OWN or (is_shared_whole and Grant.Basis.SHARED in bases):
        return Way.OWN
    return Way.REASON if bases else Way.NONE


def _bases(user: User, subjects: set[Subject]) -> dict[tuple[UUID, str], set[str]]:
    """On which bases she holds which compartment of which subject, now."""
    found: dict[tuple[UUID, str], set[str]] = defaultdict(set)
    if not user.is_active or not subjects:
        return found
    for (_, uid), held in _held(user, subjects).items():
        for compartment, basis in held:
            found[uid, compartment].add(basis)
    return found


def _held(user: User, subjects: set[Subject]) -> Mapping[Subject, Held]:
    """What she holds of each, asked once for a page that asks several times (see `User.remember`)."""
    known: dict[Subject, Held] | None = user.known_grants
    if known is None:
        return _live_grants(user, subjects)
    if unknown := subjects - known.keys():
        found = _live_grants(user, unknown)
        known |= {one: found.get(one, ()) for one in unknown}
    return {one: known[one] for one in subjects}


def _live_grants(user: User, subjects: set[Subject]) -> dict[Subject, list[tuple[str, str]]]:
    found: dict[Subject, list[tuple[str, str]]] = defaultdict(list)
    labels = {label for label, _ in subjects}
    live = (
        Grant.objects.live()
        .held_by(user)
        .filter(subject_uid__in=[uid for _, uid in subjects], subject_label__in=labels)
    )
    for label, uid, compartment, basis in live.values_list("subject_label", "subject_uid", "compartment", "basis"):
        if (label, uid) in subjects:
            found[label, uid].append((compartment, basis))
    return found


def _subjects(asked: Sequence[Wanted]) -> dict[Subject, list[Subject]]:
    """The row itself and its owner, for each record; owners far away are fetched together."""
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for one in asked:
        by_model[type(one.record)].append(one.record)
    for model, records in by_model.items():
        between, _, _ = (owner_path(model) or "").rpartition("__")
        if between:
            models.prefetch_related_objects(records, between)
    return {one.key: [one.key, *_owner(one.record)] for one in asked}


def _owner(record: models.Model) -> list[Subject]:
    path = owner_path(type(record))
    if path is None:
        return []
    uid = _at(record, path)
    return [] if uid is None else [(owner_model(type(record))._meta.label_lower, uid)]


def _at(record: models.Model, path: str) -> UUID | None:
    """The key at the end of a path of foreign keys."""
    *between, last = path.split("__")
    holder: Any = record
    for name in between:
        holder = getattr(holder, name, None)
    uid: UUID | None = getattr(holder, f"{last}_id", None)
    return uid


def _compartment(record: models.Model, field: str) -> Compartment:
    depends = getattr(record, "compartment_of", None)
    if depends is not None and field in _sealed_names(record):
        return Compartment(depends(field))
    try:
        return Compartment(record.Privacy.compartments[field])  # type: ignore[attr-defined]  # every sealed model declares it
    except (AttributeError, KeyError):
        raise TypeError(f"{record._meta.label}.{field} has no compartment in its Privacy class") from None


def _sealed_names(record: models.Model) -> set[str]:
    privacy = getattr(record, "Privacy", None)
    return set(getattr(privacy, "identity", ())) | set(getattr(privacy, "compartments", ()))
