"""Derive the searched words of the entries that are there already."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The fields derive themselves when a row is saved."""
    for agency in apps.get_model("directory", "Agency").objects.iterator(chunk_size=500):
        agency.save(update_fields=["search_text", "search_sounds"])


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_units_contacts_marks")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
