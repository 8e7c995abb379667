"""Indexes in the order in which the records are listed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rescue", "0003_judgement_taken_back"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(fields=["organisation", "-opened_at", "status"], name="inquiry_listed"),
        ),
    ]
