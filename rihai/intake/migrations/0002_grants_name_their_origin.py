"""Write on each grant of a person or premises which case, inquiry, alert or operation it came through.

It stands here because this package sees all four. A grant that two of them may have given is kept
twice, so that the end of one leaves what the other gives.
"""

from collections.abc import Iterator
from uuid import UUID, uuid4

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Link = tuple[str, UUID, str, UUID]


def name_origins(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for origin_label, origin_uid, label, uid in links(apps):
        claim(apps, origin_label, origin_uid, label, uid)


def links(apps: Apps) -> Iterator[Link]:
    """What opens what: (label and uid of the origin, label and uid of the subject)."""
    for case, person in apps.get_model("cases", "Case").objects.values_list("pk", "person_id"):
        yield "cases.case", case, "people.person", person
    for inquiry, person in apps.get_model("rescue", "InquiryPerson").objects.values_list("inquiry_id", "person_id"):
        yield "rescue.inquiry", inquiry, "people.person", person
    for alert, person in apps.get_model("intake", "AlertPerson").objects.values_list("alert_id", "person_id"):
        yield "intake.alert", alert, "people.person", person
    operations = apps.get_model("rescue", "Operation").objects.exclude(premises=None)
    for operation, premises in operations.values_list("pk", "premises_id"):
        yield "rescue.operation", operation, "offences.premises", premises


def claim(apps: Apps, origin_label: str, origin_uid: UUID, label: str, uid: UUID) -> None:
    """The live grants of all who hold the same compartment of the origin: named first, copied where named already."""
    live = apps.get_model("access", "Grant").objects.filter(revoked_at=None)
    held = set(
        live.filter(subject_label=origin_label, subject_uid=origin_uid).values_list(
            "compartment", "basis", "user_id", "desk_id"
        )
    )
    of_subject = list(live.filter(subject_label=label, subject_uid=uid).order_by("granted_at", "pk"))
    seen = {(*one_of(grant), grant.ends_at) for grant in of_subject if grant.origin_uid == origin_uid}
    for grant in sorted(of_subject, key=lambda one: one.origin_uid is not None):
        key = (*one_of(grant), grant.ends_at)
        if one_of(grant) in held and key not in seen:
            seen.add(key)
            if grant.origin_uid is not None:
                grant.pk, grant._state.adding = uuid4(), True
            grant.origin_label, grant.origin_uid = origin_label, origin_uid
            grant.save()


def one_of(grant) -> tuple:
    return grant.compartment, grant.basis, grant.user_id, grant.desk_id


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
        ("access", "0002_grant_origin"),
        ("cases", "0001_initial"),
        ("offences", "0001_initial"),
        ("rescue", "0001_initial"),
    ]

    operations = [migrations.RunPython(name_origins, migrations.RunPython.noop)]
