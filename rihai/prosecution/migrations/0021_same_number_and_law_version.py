"""A number that was written twice stands on the timeline; which law dates were reckoned by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("prosecution", "0020_threat_of_survivor")]

    operations = [
        migrations.AlterField(
            model_name="legalevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("status", "Status changed"),
                    ("copy", "Copy of the FIR received"),
                    ("transfer", "FIR transferred"),
                    ("corrected", "Put right"),
                    ("same_number", "Somebody wrote this number for another legal case"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="legalcase",
            name="law_version",
            field=models.CharField(blank=True, default="", editable=False, max_length=16),
            preserve_default=False,
        ),
    ]
