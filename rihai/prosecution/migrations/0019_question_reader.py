"""Whoever asked reads the answer while she works there, and after her whoever accompanies the survivor."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Exists, F, OuterRef, Q


def readers_from_askers(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Not somebody who has left the legal case since."""
    parts = apps.get_model("prosecution", "LegalPart").objects.filter(
        user=OuterRef("asked_by"), legal_case=OuterRef("legal_case"), left_at=None
    )
    questions = apps.get_model("prosecution", "LegalQuestion").objects.filter(Q(legal_case=None) | Exists(parts))
    questions.update(reader=F("asked_by"))


class Migration(migrations.Migration):
    dependencies = [
        ("prosecution", "0018_accused_state_withdrawn"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="legalquestion",
            name="reader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(readers_from_askers, migrations.RunPython.noop, elidable=True),
    ]
