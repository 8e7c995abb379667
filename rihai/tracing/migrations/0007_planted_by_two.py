"""Planting by two, and hits of records are told where they were written, never to whoever planted.

What one person had planted shows nobody from here on, until a second colleague confirms it.
"""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import rihai.vault.fields


def tell_where_it_was_written(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    hits = apps.get_model("tracing", "PlantedHit").objects.all()
    hits.update(told_at=models.F("hit_at"))
    hits.filter(asked_by=None).update(organisation=models.F("asking"))


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tracing", "0006_planted_among_the_missing"),
        ("people", "0004_since_when_it_says_this"),
    ]

    operations = [
        migrations.AddField(
            model_name="plantedrecord",
            name="why",
            field=rihai.vault.fields.SealedTextField(max_length=2000),
        ),
        migrations.AddField(
            model_name="plantedrecord", name="confirmed_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="plantedrecord",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(model_name="plantedhit", name="told_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            model_name="plantedrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="plantedrecord_confirmed_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="plantedrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_by", models.F("planted_by")), _negated=True),
                name="plantedrecord_by_two",
            ),
        ),
        migrations.RunPython(tell_where_it_was_written, migrations.RunPython.noop),
    ]
