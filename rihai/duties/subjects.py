"""What a duty is about, as far as somebody may know it: a code and an address, never a name.

Here: one row per kind of subject. The rooms above are known by label only. Not here: whether a duty is
hers (`models.py`); a duty whose subject she may not know of is not shown to her by code.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse

from rihai.access.scope import see_all_of
from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.duties.rules import rule_or_gone


@dataclass(frozen=True)
class Kind:
    """Which column says its code ("" = it has none), and which is the key of its page ("" = a page without key)."""

    text: str
    page_key: str = "pk"


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "access.reason": Kind("", ""),
        "directory.agencycontact": Kind("", "agency_id"),
        "directory.routemark": Kind("", "agency_id"),
        "duties.handover": Kind("", ""),
        "people.person": Kind("code"),
        "cases.case": Kind("person__code"),
        "cases.erasure": Kind("case__person__code"),
        "intake.alert": Kind("reference"),
        "tracing.missingreport": Kind("reference"),
        "tracing.foundrecord": Kind("reference"),
        "tracing.againproposal": Kind("person__code"),
        "tracing.potentialmatch": Kind("person__code"),
        "tracing.searchrecord": Kind("reference"),
        "tracing.plantedhit": Kind("planted__reference", ""),
        "tracing.plantedrecord": Kind("reference", ""),
        "rescue.inquiry": Kind("reference"),
        "rescue.lead": Kind("inquiry__reference", "inquiry_id"),
        "rescue.operation": Kind("reference"),
        "rescue.unitcontact": Kind("operation__reference", "operation_id"),
        "offences.evidenceitem": Kind("reference"),
        "prosecution.legalcase": Kind("reference"),
        "prosecution.legalpart": Kind("legal_case__reference"),
        "prosecution.petition": Kind("legal_case__reference", "legal_case_id"),
        "prosecution.legalaid": Kind("legal_case__reference", "legal_case_id"),
        "prosecution.legalquestion": Kind(""),
        "prosecution.hearing": Kind("legal_case__reference", "legal_case_id"),
        "prosecution.claim": Kind("case__person__code"),
        "prosecution.courtday": Kind("hearing__legal_case__reference"),
        "prosecution.survivorstep": Kind("survivor__legal_case__reference", "survivor__legal_case_id"),
        "prosecution.detention": Kind("survivor__legal_case__reference", "survivor__legal_case_id"),
        "prosecution.threat": Kind("legal_case__reference"),
        "prosecution.protectionapplication": Kind("legal_case__reference"),
    }
)


@dataclass(frozen=True)
class Shown:
    """How a subject stands in a list. The address is looked up where it is shown: not every duty is.

    A duty whose rule is gone has no address.
    """

    text: str
    url_name: str
    page: tuple[object, ...]

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.page) if self.url_name else ""


def shown_to(user: User, duties: Iterable[Duty]) -> dict[UUID, Shown]:
    """By duty: its subject. One query per kind of subject; what she may not know of is missing."""
    by_label: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        by_label[duty.subject_label].append(duty)
    return {duty.uid: shown for label, group in by_label.items() for duty, shown in _found(label, group, user)}


def about_what_is_known(user: User) -> Q:
    """Duties whose subject she may know of, for a list that shows one page of many.

    Where she sees all records of a kind the database need not look at any; the others it starts from her grants.
    """
    known = Q()
    for label in KINDS:
        model = apps.get_model(label)
        # What passed on is no record about people: only its own `visible_to` says who sees it.
        see_all = see_all_of(model) if hasattr(model, "Access") else None
        if see_all is not None and user.has(see_all):
            known |= Q(subject_label=label)
        else:
            known |= Q(subject_label=label, subject_uid__in=_rows(label, user).values("pk"))
    return known


def may_know(user: User, *, label: str, uid: UUID) -> bool:
    return _rows(label, user).filter(pk=uid).exists()


def _found(label: str, group: list[Duty], user: User) -> Iterable[tuple[Duty, Shown]]:
    kind = _kind(label)
    rows = _rows(label, user).filter(pk__in={duty.subject_uid for duty in group})
    known = {row[0]: row[1:] for row in rows.values_list("pk", kind.text or "pk", kind.page_key or "pk")}
    for duty in group:
        if duty.subject_uid in known:
            text, key = known[duty.subject_uid]
            page = (key,) if kind.page_key else ()
            yield duty, Shown(text if kind.text else "", rule_or_gone(duty.rule).url_name, page)


def _rows(label: str, user: User) -> "models.QuerySet[Any]":
    rows: Any = apps.get_model(label)._default_manager.all()
    visible: models.QuerySet[Any] = rows.visible_to(user)
    return visible


def _kind(label: str) -> Kind:
    if label not in KINDS:
        raise ValueError(f"Duties about {label} have no row in rihai/duties/subjects.py")
    return KINDS[label]


def find_by_code(user: User, *, label: str, code: str) -> "models.Model | None":
    """The record of this kind with this code, if she may know of it; the latest where there are several."""
    kind = _kind(label)
    return _rows(label, user).filter(**{kind.text: code}).last() if kind.text else None


def codes_of(user: User, subjects: Iterable[tuple[str, UUID]]) -> dict[UUID, str]:
    """By record: its code. One query per kind; what she may not know of is missing."""
    by_label: dict[str, list[UUID]] = defaultdict(list)
    for label, uid in subjects:
        by_label[label].append(uid)
    return {
        uid: code
        for label, uids in by_label.items()
        for uid, code in _rows(label, user).filter(pk__in=uids).values_list("pk", _kind(label).text or "pk")
    }
