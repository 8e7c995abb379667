"""A threat says whom it met: its words are for those who accompany that survivor, and for her lawyers."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_the_only_survivor(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Where a legal case is about one survivor it met that one or her family."""
    threat, row = apps.get_model("prosecution", "Threat"), apps.get_model("prosecution", "LegalCaseSurvivor")
    for one in threat.objects.filter(towards__in=("survivor", "family"), survivor=None):
        survivors = list(row.objects.filter(legal_case_id=one.legal_case_id, ended_at=None)[:2])
        if len(survivors) == 1:
            threat.objects.filter(pk=one.pk).update(survivor=survivors[0])


class Migration(migrations.Migration):
    dependencies = [("prosecution", "0019_question_reader")]

    operations = [
        migrations.AddField(
            model_name="threat",
            name="survivor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="threats",
                to="prosecution.legalcasesurvivor",
            ),
        ),
        migrations.RunPython(name_the_only_survivor, migrations.RunPython.noop),
    ]
