"""How far a task of the worker has come."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_order_of_writing"),
        ("tracing", "0003_answers_by_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaskMark",
            fields=[
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("task", models.CharField(max_length=40, unique=True)),
                ("row_at", models.DateTimeField(blank=True, null=True)),
                ("row_uid", models.UUIDField(blank=True, null=True)),
                ("is_done", models.BooleanField(default=False)),
            ],
        ),
    ]
