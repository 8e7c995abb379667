"""Accounts and the roles they hold.

Here: the rows and the questions they can answer. Not here: changes of state (`actions.py`), and
anything about a person whom the organisation helps.
"""

import uuid
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Final

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from rihai.accounts.compartments import Compartment
from rihai.accounts.kept import Given, Kept
from rihai.accounts.models.desks import DeskMembership
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import NEEDS_SECOND_PERSON, ROLES, Role
from rihai.audit.paired import paired


def offered_languages() -> list[tuple[str, str]]:
    """What somebody may read the pages in, each named in its own language."""
    return [(code, get_language_info(code)["name_local"]) for code, _english in settings.LANGUAGES]


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User") -> "UserQuerySet":
        """Colleagues know each other's names; another organisation's staff is not shown."""
        if not user.is_active:
            return self.none()
        return self.filter(organisation_id=user.organisation_id)

    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def get_by_natural_key(self, username: str | None) -> "User":
        """By the name typed at sign-in, whatever its case."""
        return self.get(username=(username or "").strip().lower())

    def holding(self, roles: Iterable[Role]) -> "UserQuerySet":
        live = RoleAssignment.objects.in_force().filter(role__in=list(roles))
        return self.filter(pk__in=live.values("user_id"))


class User(AbstractBaseUser):
    """Somebody who works here. There is no superuser: every right comes from a role."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(_("name for signing in"), max_length=64, unique=True)
    display_name = models.CharField(_("name shown to colleagues"), max_length=120)
    organisation = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="staff")
    language = models.CharField(_("language"), max_length=8, choices=offered_languages, default="en")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    needs_new_password = models.BooleanField(default=False)
    password_set_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserQuerySet.as_manager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        ordering = ["display_name", "uid"]
        constraints = [
            models.CheckConstraint(condition=~Q(username=""), name="user_has_username"),
        ]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {
            "uid", "username", "display_name", "organisation", "language", "is_active", "created_at",
            "needs_new_password", "password_set_at", "password", "last_login",
        }  # fmt: skip
        public: set[str] = set()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._remembered: dict[str, frozenset[Any]] | None = None
        # What `access` has looked up and put into words; None where it has to look each time.
        self.known_grants: dict[Any, Any] | None = None

    def __str__(self) -> str:
        return self.display_name

    def remember(self, *, only_to_show: bool = False) -> None:
        """Keep roles and desks for as long as this instance lives: the door calls this once per request.

        Elsewhere they are looked up each time, so that an ended role ends at once. Grants are kept as well
        where the request only shows a page: nothing in it gives or ends any.
        """
        self._remembered = {}
        self.known_grants = {} if only_to_show else None

    @property
    def roles(self) -> frozenset[Role]:
        return self._recall("roles", self._load_roles)

    @property
    def desk_uids(self) -> frozenset[uuid.UUID]:
        return self._recall("desks", self._load_desks)

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset[Permission]().union(*(ROLES[role].permissions for role in self.roles))

    @property
    def compartments(self) -> frozenset[Compartment]:
        return frozenset[Compartment]().union(*(ROLES[role].compartments for role in self.roles))

    def has(self, permission: Permission) -> bool:
        return permission in self.permissions

    def _recall(self, name: str, load: Callable[[], frozenset[Any]]) -> frozenset[Any]:
        if self._remembered is None:
            return load()
        if name not in self._remembered:
            self._remembered[name] = load()
        return self._remembered[name]

    def _load_roles(self) -> frozenset[Role]:
        if not self.is_active:
            return frozenset()
        return frozenset(Role(role) for (role,) in ROLES_HELD.tuples(user=self.uid))

    def _load_desks(self) -> frozenset[uuid.UUID]:
        if not self.is_active:
            return frozenset()
        return frozenset(uid for (uid,) in DESKS_HELD.tuples(user=self.uid))


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def not_ended(self) -> "RoleAssignmentQuerySet":
        return self.filter(ended_at=None)

    def in_force(self) -> "RoleAssignmentQuerySet":
        """Given, not ended, and confirmed by a second person where the role needs one."""
        return self.not_ended().exclude(role__in=list(NEEDS_SECOND_PERSON), second_at=None)

    def waiting(self) -> "RoleAssignmentQuerySet":
        return self.not_ended().filter(role__in=list(NEEDS_SECOND_PERSON), second_at=None)


class RoleAssignment(models.Model):
    """That somebody holds a role, from when, given by whom; kept when it ends."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=32, choices=Role.choices)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)
    second_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["role", "given_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], condition=Q(ended_at=None), name="role_held_once"),
            paired("second", name="role_second_paired"),
            paired("ended", name="role_ended_paired"),
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("given_by")), name="role_second_is_another"
            ),
        ]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {
            "uid", "user", "role", "given_at", "given_by", "second_at", "second_by", "ended_at", "ended_by",
        }  # fmt: skip
        public: set[str] = set()

    @property
    def is_waiting(self) -> bool:
        return self.ended_at is None and self.role in NEEDS_SECOND_PERSON and self.second_at is None


ROLES_HELD: Final = Kept(
    lambda: (
        RoleAssignment.objects.in_force()
        .filter(user_id=Given("user", models.UUIDField()))
        .order_by()
        .values_list("role")
    )
)
DESKS_HELD: Final = Kept(
    lambda: (
        DeskMembership.objects.in_force()
        .filter(user_id=Given("user", models.UUIDField()), desk__is_active=True)
        .values_list("desk_id")
    )
)
