"""An application for witness protection says whom it protects: it is for those who accompany that survivor."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_the_only_survivor(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Whom the legal case was about when it was recorded, where that was one; nobody where each threat met others."""
    application = apps.get_model("prosecution", "ProtectionApplication")
    row = apps.get_model("prosecution", "LegalCaseSurvivor")
    for one in application.objects.filter(survivor=None):
        was_in = models.Q(ended_at=None) | models.Q(ended_at__gt=one.recorded_at)
        met = set(one.threats.values_list("towards", flat=True))
        if met and not met & {"survivor", "family"}:
            continue
        survivors = list(row.objects.filter(was_in, legal_case_id=one.legal_case_id)[:2])
        if len(survivors) == 1:
            application.objects.filter(pk=one.pk).update(survivor=survivors[0])


class Migration(migrations.Migration):
    dependencies = [("prosecution", "0023_words_without_law")]

    operations = [
        migrations.AddField(
            model_name="protectionapplication",
            name="survivor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="protection",
                to="prosecution.legalcasesurvivor",
            ),
        ),
        migrations.RunPython(name_the_only_survivor, migrations.RunPython.noop),
    ]
