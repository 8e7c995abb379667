"""Whoever was named as accused by mistake is accused no longer; the row stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("prosecution", "0015_zero_number_and_token"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="accusedlink", name="ended_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="accusedlink",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveConstraint(model_name="accusedlink", name="accusedlink_once"),
        migrations.AddConstraint(
            model_name="accusedlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="accusedlink_ended_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="accusedlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("legal_case", "accused"),
                name="accusedlink_standing_once",
            ),
        ),
    ]
