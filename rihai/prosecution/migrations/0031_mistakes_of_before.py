"""Lines of the timeline from before they said so: that a paper was recorded by mistake."""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# From each kind of paper to its legal case.
PAPERS = {
    "ChargeSheet": "legal_case",
    "ClosureReport": "legal_case",
    "Judgment": "legal_case",
    "Appeal": "judgment__legal_case",
    "Sentence": "verdict__judgment__legal_case",
}
# Paper and line were written in one transaction; nobody opens, fills in and sends another page so soon.
AT_ONCE = timedelta(seconds=5)


def mark_mistakes(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The first line without a day that whoever struck a paper out wrote with it. Its text is sealed and stays so."""
    events = apps.get_model("prosecution", "LegalEvent")._base_manager
    lines = events.filter(kind__in=("status", "corrected"), happened_on=None).order_by("recorded_at")
    for name, way in PAPERS.items():
        rows = apps.get_model("prosecution", name)._base_manager.exclude(withdrawn_at=None)
        for legal_case, at, by in rows.values_list(way, "withdrawn_at", "withdrawn_by"):
            written = lines.filter(legal_case=legal_case, recorded_by=by, recorded_at__range=(at, at + AT_ONCE)).first()
            if written is not None:
                events.filter(pk=written.pk).update(is_mistake=True)


class Migration(migrations.Migration):
    dependencies = [("prosecution", "0030_number_of_closure_report")]

    operations = [migrations.RunPython(mark_mistakes, migrations.RunPython.noop, elidable=True)]
