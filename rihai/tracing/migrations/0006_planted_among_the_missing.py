"""On which side an invented person stands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracing", "0005_voice_of_a_state")]

    operations = [
        migrations.AddField(
            model_name="plantedrecord",
            name="side",
            field=models.CharField(
                choices=[
                    ("found", "Among those found: who asks for somebody?"),
                    ("missing", "Among the missing: who claims to hold somebody?"),
                ],
                default="found",
                max_length=10,
            ),
        ),
    ]
