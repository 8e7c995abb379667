"""The order of the inquiries of one officer, who may have none among all that her organisation ever had."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rescue", "0005_priority")]

    operations = [
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(fields=["officer", "priority", "-opened_at", "status"], name="inquiry_of_officer"),
        ),
    ]
