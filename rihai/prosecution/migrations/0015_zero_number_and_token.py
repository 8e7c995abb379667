"""The number of a zero FIR stays; the same number at the same station is recognised."""

from django.db import migrations, models

import rihai.vault.fields


class Migration(migrations.Migration):
    dependencies = [("prosecution", "0014_hearing_follows")]

    operations = [
        migrations.AddField(
            model_name="legalcase", name="zero_number", field=rihai.vault.fields.SealedTextField(max_length=80)
        ),
        migrations.AddField(
            model_name="legalcase",
            name="number_token",
            field=models.BinaryField(editable=False, max_length=16, null=True),
        ),
        migrations.AddConstraint(
            model_name="legalcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "mistake"), _negated=True),
                fields=("organisation", "number_token"),
                name="legalcase_number_once",
            ),
        ),
    ]
