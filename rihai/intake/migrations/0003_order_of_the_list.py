"""Indexes in the order in which the records are listed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_grants_name_their_origin"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="alert",
            name="alert_open",
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["organisation", "provenance", "status", "received_at"], name="alert_open"),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["organisation", "provenance", "-received_at"], name="alert_listed"),
        ),
    ]
