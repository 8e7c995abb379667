"""Open duties, and those just done by hand, by indexes of their own."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0002_schedules_and_escalation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="duty", name="duty_due"),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(
                condition=models.Q(("cancelled_at", None), ("done_at", None)),
                fields=["organisation", "due_at"],
                name="duty_due",
            ),
        ),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(
                condition=models.Q(("done_by_hand", True)), fields=["done_by", "done_at"], name="duty_just_done"
            ),
        ),
    ]
