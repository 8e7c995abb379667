"""An index over what was written on timelines since a moment."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_document"),
        ("directory", "0004_ending_of_marks"),
        ("people", "0003_same_person"),
        ("vault", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="caseevent",
            index=models.Index(fields=["recorded_at", "uid"], name="caseevent_written"),
        ),
    ]
