"""A hearing says whose it is; a survivor who was added by mistake is taken out."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_the_only_survivor(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Where a legal case is about one survivor it was that one who was to speak."""
    hearing, row = apps.get_model("prosecution", "Hearing"), apps.get_model("prosecution", "LegalCaseSurvivor")
    for one in hearing.objects.filter(purpose="survivor", survivor=None):
        survivors = list(row.objects.filter(legal_case_id=one.legal_case_id)[:2])
        if len(survivors) == 1:
            hearing.objects.filter(pk=one.pk).update(survivor=survivors[0])


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("prosecution", "0016_accused_put_right"),
    ]

    operations = [
        migrations.AddField(
            model_name="hearing",
            name="survivor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hearings",
                to="prosecution.legalcasesurvivor",
            ),
        ),
        migrations.AddField(
            model_name="legalcasesurvivor", name="ended_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="legalcasesurvivor",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveConstraint(model_name="legalcasesurvivor", name="legalcasesurvivor_once"),
        migrations.AddConstraint(
            model_name="legalcasesurvivor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("legal_case", "case"), name="legalcasesurvivor_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="legalcasesurvivor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="legalcasesurvivor_ended_pair",
            ),
        ),
        migrations.RunPython(name_the_only_survivor, migrations.RunPython.noop),
    ]
