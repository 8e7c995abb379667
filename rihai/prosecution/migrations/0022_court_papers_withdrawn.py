"""A court paper on the wrong accused or legal case is withdrawn; the row stays."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.operations.base import Operation

KINDS = ("chargesheet", "judgment", "appeal", "closurereport")


def columns(kind: str) -> list[Operation]:
    by = models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )
    none = models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True))
    both = models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False))
    pair = models.CheckConstraint(condition=models.Q(none, both, _connector="OR"), name=f"{kind}_withdrawn_pair")
    return [
        migrations.AddField(kind, "withdrawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(kind, "withdrawn_by", by),
        migrations.AddConstraint(kind, pair),
    ]


def keep_withdrawn(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Going back would make every paper that was withdrawn count again: somebody convicted by mistake is convicted."""
    found = sum(apps.get_model("prosecution", kind)._base_manager.exclude(withdrawn_at=None).count() for kind in KINDS)
    if found:
        raise IrreversibleError(f"{found} court papers are withdrawn and would count again: restore a backup instead.")


class Migration(migrations.Migration):
    dependencies = [
        ("prosecution", "0021_same_number_and_law_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(operation for kind in KINDS for operation in columns(kind)),
        # The first to run on the way back.
        migrations.RunPython(migrations.RunPython.noop, keep_withdrawn),
    ]
