from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("prosecution", "0025_state_meaning"),
    ]

    operations = [
        migrations.AddField(
            model_name="hearing",
            name="fell_with",
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
    ]
