from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("prosecution", "0027_petition_closure"),
    ]

    operations = [
        migrations.AddField(
            model_name="closurereport",
            name="against",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
