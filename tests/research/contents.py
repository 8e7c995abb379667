"""Everything the database holds, in a form that can be compared: what a test did not mean to change."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from rihai.vault.fields import SealedField
from rihai.vault.sealed import Sealed
from rihai.vault.unseal import Plain, open_sealed

AUDIT = "audit_"


def contents() -> dict[str, tuple[int, str]]:
    """Rows and a digest of each table but those of the audit trail; the order of rows is no difference."""
    tables = [table for table in connection.introspection.table_names() if not table.startswith(AUDIT)]
    return {table: _digest(table) for table in sorted(tables)}


def rows() -> int:
    return sum(count for count, _digest in contents().values())


def sealed_parts(*, agency: UUID) -> Iterator[tuple[str, Plain]]:
    """Every sealed value of the database as this agency can open it, with where it stands."""
    for model in apps.get_models():
        names = [field.name for field in model._meta.fields if isinstance(field, SealedField)]
        for record in _records(model) if names else ():
            for name in names:
                value = getattr(record, name)
                if isinstance(value, Sealed):
                    yield f"{model._meta.label_lower}.{name}", open_sealed(value, agency=agency)


def _records(model: type[models.Model]) -> models.QuerySet[models.Model]:
    return model._base_manager.all()


def _digest(table: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own table names
        found = sorted(repr([_plain(value) for value in row]) for row in cursor.fetchall())
    return len(found), hashlib.sha256("\n".join(found).encode()).hexdigest()


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
