"""A hearing knows the one whose outcome named its date."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("prosecution", "0013_survivor_steps")]

    operations = [
        migrations.AddField(
            model_name="hearing",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="following",
                to="prosecution.hearing",
            ),
        ),
    ]
