"""What a line of the timeline says of itself, as codes. Lines of before keep their words in the text."""

from django.db import migrations

import rihai.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("prosecution", "0031_mistakes_of_before"),
    ]

    operations = [
        migrations.AddField(
            model_name="legalevent",
            name="told",
            field=rihai.vault.fields.SealedJSONField(),
        ),
    ]
