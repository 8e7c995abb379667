"""Inquiries that are open already take the priority of the decision that opened them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Frozen: what the numbers of an inquiry's priority meant on the day of this migration.
NUMBERS = {"crisis": 1, "high": 2, "low": 4}


def carry_priorities(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Where no decision says anything, an inquiry is as urgent as most: the default of its column."""
    Alert, Inquiry = apps.get_model("intake", "Alert"), apps.get_model("rescue", "Inquiry")
    for code, number in NUMBERS.items():
        decided = Alert.objects.filter(priority=code).exclude(inquiry=None)
        Inquiry.objects.filter(pk__in=decided.values("inquiry_id")).update(priority=number)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_order_of_the_list"),
        ("rescue", "0005_priority"),
    ]

    operations = [migrations.RunPython(carry_priorities, migrations.RunPython.noop)]
