"""Labels of custody and consent say what is, and no law: only an entry of the law's data says that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("prosecution", "0022_court_papers_withdrawn")]

    operations = [
        migrations.AlterField(
            model_name="detention",
            name="basis",
            field=models.CharField(
                choices=[
                    ("safe_custody", "Safe custody until the right magistrate"),
                    ("inquiry", "Custody for the time of the inquiry"),
                    ("protective_home", "Order to a protective home"),
                    ("other_order", "Another order"),
                    ("no_order", "No order that we know of"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="survivorstep",
            name="consent",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own", "The survivor consents"),
                    ("guardian", "A guardian consents, for a child"),
                    ("refused", "Consent is refused"),
                ],
                max_length=20,
            ),
        ),
    ]
