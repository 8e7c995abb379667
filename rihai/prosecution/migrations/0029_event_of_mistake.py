"""Whether a line of the timeline says that a paper was recorded by mistake."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("prosecution", "0028_closure_against")]

    operations = [
        migrations.AddField(
            model_name="legalevent", name="is_mistake", field=models.BooleanField(default=False), preserve_default=True
        ),
    ]
