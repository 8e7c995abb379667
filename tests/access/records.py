"""Records of these tests, so that access is tested without any package above it.

A folder belongs to an organisation; a sheet to a folder; a mark to a sheet of a folder.
"""

from django.db import connection, models

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.directory.models import Agency
from rihai.vault.fields import SealedFileField, SealedJSONField, SealedTextField
from rihai.vault.keys import new_data_key
from rihai.vault.models import SealedRecord


class Folder(SealedRecord):
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    title = models.CharField(max_length=40)
    wish = SealedTextField()
    illness = SealedTextField()
    facts = SealedJSONField()
    scan = SealedFileField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "accesstests"
        ordering = ["title"]

    class Privacy:
        identity = {"wish", "illness", "facts", "scan"}
        compartments = {
            "wish": Compartment.RECORD,
            "illness": Compartment.MEDICAL,
            "facts": Compartment.COUNSELLING,
            "scan": Compartment.RECORD,
        }

    class Access:
        owner = None
        see_all = Permission.CASE_SEE_ALL


class Sheet(SealedRecord):
    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="sheets", db_constraint=False)
    kind = models.CharField(max_length=20, default="note")
    text = SealedTextField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "accesstests"

    class Privacy:
        identity = {"text"}
        compartments = {"text": Compartment.RECORD}

    class Access:
        owner = "folder"
        see_all = None

    def compartment_of(self, field: str) -> Compartment:
        return Compartment.MEDICAL if self.kind == "medical" else Compartment.RECORD


class Mark(SealedRecord):
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="marks", db_constraint=False)
    text = SealedTextField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "accesstests"

    class Privacy:
        identity = {"text"}
        compartments = {"text": Compartment.RECORD}

    class Access:
        owner = "sheet__folder"
        see_all = None


class Homeless(SealedRecord):
    """Forgot to say whose it is."""

    text = SealedTextField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "accesstests"

    class Access:
        owner = None
        see_all = None


class Ungated(SealedRecord):
    """Forgot to say who sees it."""

    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "accesstests"


MODELS: tuple[type[models.Model], ...] = (Mark, Sheet, Folder)


def create_tables() -> None:
    """Without foreign keys, so that emptying the other tables after a test is not held up by these."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in MODELS:
            columns = ", ".join(
                f"{quote(str(field.column))} {field.db_type(connection)}{' PRIMARY KEY' if field.primary_key else ''}"
                for field in model._meta.local_concrete_fields
            )
            cursor.execute(f"CREATE TABLE {quote(model._meta.db_table)} ({columns})")


def clear_tables() -> None:
    for model in MODELS:
        model._default_manager.all().delete()


def a_folder(organisation: Agency, title: str = "F", wish: str = "to go home", illness: str = "asthma") -> Folder:
    folder = Folder(
        organisation=organisation,
        title=title,
        data_key=new_data_key(agencies=[organisation.uid]),
        wish=wish,
        illness=illness,
    )
    folder.save()
    found: Folder = Folder.objects.get(pk=folder.pk)
    return found


def a_sheet(folder: Folder, text: str = "she slept well", kind: str = "note") -> Sheet:
    sheet = Sheet(folder=folder, data_key=folder.data_key, text=text, kind=kind)
    sheet.save()
    found: Sheet = Sheet.objects.get(pk=sheet.pk)
    return found


def a_mark(sheet: Sheet, text: str = "seen") -> Mark:
    mark = Mark(sheet=sheet, data_key=sheet.data_key, text=text)
    mark.save()
    found: Mark = Mark.objects.get(pk=mark.pk)
    return found


def assign(folder: models.Model, user: User, *compartments: Compartment, by: User | None = None) -> None:
    """Make a record somebody's own work."""
    from rihai.access.actions import grant

    grant(folder, to=user, compartments=compartments or [Compartment.RECORD], basis="assigned", by=by or user)
