"""Since when an entry says what it says; of those from before nobody knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_same_person")]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
