"""Which state of the facts a voice on a match speaks of. One from before says none, and is asked for again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracing", "0004_task_marks")]

    operations = [
        migrations.AddField(
            model_name="matchdecision",
            name="of_state",
            field=models.CharField(blank=True, max_length=80),
        ),
    ]
