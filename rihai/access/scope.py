"""Which rows somebody is shown: the only gate of access to objects.

Here: `visible_to` for every model that declares an `Access` class, and the lookup that records
an attempt on a hidden row. Not here: what a visible row lets her read (`reading.py`).

A model declares

    class Access:
        owner = "case"                      # path to the row whose grants count too, or None
        see_all = Permission.CASE_SEE_ALL   # who sees every row of her organisation, or None
        organisation = "case__organisation" # only where it is not `organisation` or the owner's
        opened_by = Permission.ACCESS_REVIEW # only where an office opens the rows, beside grants
        shared_whole = True              # only where the row itself is what one house told another
    written_by = "user"                 # only where the writer opens her own rows, and nobody else

Where not everybody who holds the owner of a row opens what is sealed in it, its QuerySet says `keeps_back = True` and
who does, in `openable_by`.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404

from rihai.access.compartments import Compartment
from rihai.access.granted import granted_to, named_by_grant
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Hidden

M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """The base of every QuerySet whose rows not everybody may know of."""

    keeps_back: ClassVar[bool] = False

    def openable_by(self, user: User) -> Self:
        """Those whose sealed fields a grant opens to her: all, but where a model keeps some back."""
        return self

    def visible_to(self, user: User | AnonymousUser, *, among_few: bool = False) -> Self:
        """Rows of her own organisation that her role shows her, or that a live grant opens.

        A grant counts on the row itself or on its owner. Somebody whose roles have no
        compartment at all (an administrator) is shown nothing, whatever was granted to her.

        `among_few` shows the same rows: say it where the rest of the question leaves some hundred at most.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        own = self.filter(**{organisation_path(self.model): user.organisation_id})
        see_all = see_all_of(self.model)
        if see_all is not None and user.has(see_all):
            return own
        if Compartment.RECORD not in user.compartments:
            return self.none()
        return own.filter(_granted(self.model, user, among_few=among_few))


def get_visible(queryset: ScopedQuerySet[M], by: User, uid: UUID | str, verb: str) -> M:
    """The row, or 404. An attempt on a row that exists but is hidden is recorded under `verb`.

    To lock it, pass `Model.objects.select_for_update(of=("self",))`.
    """
    try:
        row = queryset.visible_to(by, among_few=True).filter(pk=uid).first()
    except (ValidationError, ValueError):
        raise Http404 from None
    if row is not None:
        return row
    hidden = queryset.model._base_manager.filter(pk=uid).values_list(organisation_path(queryset.model), flat=True)
    for holder in hidden:
        raise Hidden(verb, label=queryset.model._meta.label_lower, uid=UUID(str(uid)), holder=holder)
    raise Http404


def see_all_of(model: type[models.Model]) -> Permission | None:
    permission: Permission | None = getattr(_access(model), "see_all", None)
    return permission


def opened_by_of(model: type[models.Model]) -> Permission | None:
    permission: Permission | None = getattr(getattr(model, "Access", None), "opened_by", None)
    return permission


def written_by_of(model: type[models.Model]) -> str | None:
    path: str | None = getattr(getattr(model, "Access", None), "written_by", None)
    return path


def shared_whole_of(model: type[models.Model]) -> bool:
    """Whether whoever it was shared with reads it as her own: there is nothing in it beside what was told."""
    return bool(getattr(getattr(model, "Access", None), "shared_whole", False))


def owner_path(model: type[models.Model]) -> str | None:
    path: str | None = getattr(_access(model), "owner", None)
    return path


@cache
def organisation_path(model: type[models.Model]) -> str:
    """Where the organisation of a row stands: its own column, or the owner's."""
    declared: str | None = getattr(_access(model), "organisation", None)
    if declared is not None:
        return declared
    try:
        model._meta.get_field("organisation")
    except FieldDoesNotExist:
        owner = owner_path(model)
        if owner is None:
            raise TypeError(
                f"{model._meta.label} has neither an organisation nor an owner; see rihai/access/scope.py"
            ) from None
        return f"{owner}__{organisation_path(owner_model(model))}"
    return "organisation"


@cache
def owner_model(model: type[models.Model]) -> type[models.Model]:
    """The model at the end of the owner path; the model itself where it is its own owner."""
    found: Any = model
    for name in (owner_path(model) or "").split("__"):
        if name:
            found = found._meta.get_field(name).related_model
    if not isinstance(found, type):
        raise TypeError(f"{model._meta.label}.Access.owner does not lead to a model")
    return found


def _granted(model: type[models.Model], user: User, *, among_few: bool) -> Q:
    """By the uids that live grants name: the database starts from her few grants, not from all rows.

    Measured with 100,000 rows: 12 ms for a page on SQLite where looking up each row took 525.
    """
    condition = Q()
    for path, label in _subjects(model):
        by_grant = Q(named_by_grant(user, label, path)) if among_few else Q(**{f"{path}__in": granted_to(user, label)})
        condition |= by_grant
    return condition


def _subjects(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """The row itself and its owner, as (path to the key, label)."""
    yield "pk", model._meta.label_lower
    owner = owner_path(model)
    if owner is not None:
        yield f"{owner}__pk", owner_model(model)._meta.label_lower


def _access(model: type[models.Model]) -> object:
    try:
        return model.Access  # type: ignore[attr-defined]  # declared by every scoped model; the except says so
    except AttributeError:
        raise TypeError(f"{model._meta.label} declares no Access class; see rihai/access/scope.py") from None
