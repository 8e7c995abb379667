"""Indexes in the order in which cases are listed."""

import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="case",
            name="case_org_status",
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("organisation"),
                models.F("provenance"),
                django.db.models.lookups.IsNull(models.F("case_owner"), False),
                models.OrderBy(models.F("opened_at"), descending=True),
                name="case_listed",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("organisation"),
                models.F("provenance"),
                models.F("status"),
                django.db.models.lookups.IsNull(models.F("case_owner"), False),
                models.OrderBy(models.F("opened_at"), descending=True),
                name="case_by_status",
            ),
        ),
    ]
