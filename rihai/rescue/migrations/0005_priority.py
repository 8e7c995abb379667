import django.db.models.deletion
import django.utils.timezone
import rihai.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_loading_role"),
        ("directory", "0003_fill_search_text"),
        ("rescue", "0004_order_of_the_list"),
        ("vault", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PriorityChange",
            fields=[
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "before",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Danger now"), (2, "High"), (3, "Normal"), (4, "Low")]
                    ),
                ),
                (
                    "after",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Danger now"), (2, "High"), (3, "Normal"), (4, "Low")]
                    ),
                ),
                ("reason", rihai.vault.fields.SealedTextField(max_length=2000)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "ordering": ["-changed_at"],
            },
        ),
        migrations.AddField(
            model_name="inquiry",
            name="priority",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "Danger now"), (2, "High"), (3, "Normal"), (4, "Low")], default=3
            ),
        ),
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(fields=["organisation", "priority", "-opened_at", "status"], name="inquiry_urgent"),
        ),
        migrations.AddField(
            model_name="prioritychange",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="prioritychange",
            name="data_key",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="vault.datakey",
            ),
        ),
        migrations.AddField(
            model_name="prioritychange",
            name="inquiry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="priority_changes", to="rescue.inquiry"
            ),
        ),
    ]
