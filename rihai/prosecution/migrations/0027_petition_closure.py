import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("prosecution", "0026_hearing_fell_with"),
    ]

    operations = [
        migrations.AddField(
            model_name="petition",
            name="closure",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="petitions",
                to="prosecution.closurereport",
            ),
        ),
    ]
