"""Rows about one survivor of a legal case: whoever accompanies another one does not learn of them."""

from typing import Any, Final, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, QuerySet

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rights import OWN
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.prosecution.models.legal_case import LegalCase

# Not about a survivor whom the legal case is not about any more.
IS_OF_NOW: Final = Q(survivor=None) | Q(survivor__ended_at=None)
M = TypeVar("M", bound=models.Model)


class AboutSurvivorQuerySet(ScopedQuerySet[M]):
    """Of a model with `survivor`: the lawyers of the legal case see all, whoever accompanies sees hers.

    Of a survivor who was taken out the lawyers see nothing any more: it was not their legal case.
    """

    keeps_back = True

    def openable_by(self, user: User) -> Self:
        return self.visible_to(user, among_few=True)

    def visible_to(self, user: User | AnonymousUser, *, among_few: bool = False) -> Self:
        rows = super().visible_to(user, among_few=among_few)
        if not isinstance(user, User):
            return rows
        known = Case.objects.visible_to(user).values("pk")
        hers = Q(survivor__case__in=known) | self.of_lawyers(user)
        return rows.filter(Q(survivor=None) | hers)

    def of_lawyers(self, user: User) -> Q:
        return Q(survivor__legal_case__in=advised_by(user), survivor__ended_at=None)


def advised_by(user: User) -> QuerySet[Grant, Any]:
    """Uids of the legal cases whose lawyer she is."""
    held = Grant.objects.live().held_by(user).filter(basis__in=OWN, subject_label=LegalCase._meta.label_lower)
    advised = held.filter(compartment=Compartment.LEGAL_PRIVILEGE).values("subject_uid")
    return advised if Compartment.LEGAL_PRIVILEGE in user.compartments else advised.none()


def works_on_case(user: User) -> QuerySet[Grant, Any]:
    """Uids of the survivors' cases that are her own work."""
    held = Grant.objects.live().held_by(user).filter(basis__in=OWN, subject_label=Case._meta.label_lower)
    worked = held.filter(compartment=Compartment.RECORD).values("subject_uid")
    return worked if Compartment.RECORD in user.compartments else worked.none()
