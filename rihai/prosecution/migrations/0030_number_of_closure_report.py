"""The number that police gave a closure report."""

from django.db import migrations

import rihai.vault.fields


class Migration(migrations.Migration):
    dependencies = [("prosecution", "0029_event_of_mistake")]

    operations = [
        migrations.AddField(
            model_name="closurereport", name="number", field=rihai.vault.fields.SealedTextField(max_length=80)
        ),
    ]
