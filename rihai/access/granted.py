"""The rows that live grants name, as a condition of a larger question.

For the framework it costs more to put this question into SQL than for the database to answer it, and a page asks
it again for each kind of record. Here: its words, kept as long as the grants of a request that only shows a page
(see `User.remember`). Not here: which rows are scoped by it (`scope.py`).
"""

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User

# Stands in the kept words where the label of the asked kind goes; no model has a label without a dot.
ANY_LABEL: Final = "any"
KEPT_AS: Final = "words of granted_to"


class Worded(Expression):
    """A subquery that names nothing outside itself, in the words that Django gave it."""

    def __init__(self, sql: str, params: tuple[Any, ...]) -> None:
        super().__init__()
        self.sql, self.params = sql, params

    def as_sql(self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return f"({self.sql})", self.params


def granted_to(user: User, label: str) -> "Worded | QuerySet[Grant, Any]":
    """The uids of this kind of record that she may know of by a grant, for `…__in`."""
    if user.known_grants is None:
        return _uids(user, label)
    if KEPT_AS not in user.known_grants:
        user.known_grants[KEPT_AS] = _uids(user, ANY_LABEL).query.sql_with_params()
    sql, params = user.known_grants[KEPT_AS]
    return Worded(sql, tuple(label if value == ANY_LABEL else value for value in params))


def _uids(user: User, label: str) -> "QuerySet[Grant, Any]":
    held = Grant.objects.live().held_by(user).filter(compartment=Compartment.RECORD, subject_label=label)
    return held.values("subject_uid")
