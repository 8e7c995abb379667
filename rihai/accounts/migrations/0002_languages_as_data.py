from django.db import migrations, models

import rihai.accounts.models.staff


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(
                choices=rihai.accounts.models.staff.offered_languages,
                default="en",
                max_length=8,
                verbose_name="language",
            ),
        ),
    ]
