"""Write on each grant of a person or premises which case, inquiry, alert or operation it came through.

It stands here because this package sees all four. A grant that two of them may have given is kept
twice, so that the end of one leaves what the other gives. The database does it in whole sets: an
installation with a million grants would wait for hours if each were asked for.
"""

from uuid import UUID, uuid4

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# What opens what, in the order in which they come before the grants.
LINK = """
CREATE TEMPORARY TABLE link AS
SELECT 1 AS turn, 'cases.case' AS origin_label, uid AS origin_uid, 'people.person' AS label, person_id AS subject
  FROM cases_case
UNION SELECT 2, 'rescue.inquiry', inquiry_id, 'people.person', person_id FROM rescue_inquiryperson
UNION SELECT 3, 'intake.alert', alert_id, 'people.person', person_id FROM intake_alertperson
UNION SELECT 4, 'rescue.operation', uid, 'offences.premises', premises_id
  FROM rescue_operation WHERE premises_id IS NOT NULL
"""
# Live grants; `alike` is the first of those that differ by their origin only.
LIVE = """
CREATE TEMPORARY TABLE live AS
SELECT uid, subject_label, subject_uid, compartment, basis, origin_uid, granted_at,
       COALESCE(user_id, desk_id) AS holder,
       FIRST_VALUE(uid) OVER (
         PARTITION BY subject_label, subject_uid, compartment, basis, user_id, desk_id, ends_at ORDER BY granted_at, uid
       ) AS alike
  FROM access_grant WHERE revoked_at IS NULL
"""
# Each origin whose holder holds the same of the subject, unless a grant names it already: the n-th of them
# gets the n-th grant that names none, and where there are fewer grants than origins a copy.
CLAIM = """
CREATE TEMPORARY TABLE claim AS
WITH due AS (
  SELECT DISTINCT link.turn, link.origin_label, link.origin_uid, given.alike
    FROM link
    JOIN live AS given ON given.subject_uid = link.subject AND given.subject_label = link.label
    JOIN live AS held ON held.subject_uid = link.origin_uid AND held.subject_label = link.origin_label
     AND held.compartment = given.compartment AND held.basis = given.basis AND held.holder = given.holder
    LEFT JOIN live AS named ON named.alike = given.alike AND named.origin_uid = link.origin_uid
   WHERE named.uid IS NULL
), turns AS (
  SELECT origin_label, origin_uid, alike,
         ROW_NUMBER() OVER (PARTITION BY alike ORDER BY turn, origin_uid) AS place
    FROM due
), free AS (
  SELECT uid, alike, ROW_NUMBER() OVER (PARTITION BY alike ORDER BY granted_at, uid) AS place
    FROM live WHERE origin_uid IS NULL
)
SELECT turns.origin_label, turns.origin_uid, turns.alike, free.uid AS grant_uid
  FROM turns LEFT JOIN free ON free.alike = turns.alike AND free.place = turns.place
"""
NAME = """
UPDATE access_grant SET (origin_label, origin_uid) =
       (SELECT origin_label, origin_uid FROM claim WHERE claim.grant_uid = access_grant.uid)
 WHERE uid IN (SELECT grant_uid FROM claim WHERE grant_uid IS NOT NULL)
"""
STEPS = (
    LINK,
    LIVE,
    "CREATE INDEX live_subject ON live (subject_uid, compartment)",
    "CREATE INDEX live_alike ON live (alike, origin_uid)",
    "ANALYZE link",
    "ANALYZE live",
    CLAIM,
    "CREATE INDEX claim_grant ON claim (grant_uid)",
    "ANALYZE claim",
    NAME,
)
TABLES = ("link", "live", "claim")
AT_ONCE = 1000


def name_origins(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    with editor.connection.cursor() as cursor:
        for step in STEPS:
            cursor.execute(step)
        cursor.execute("SELECT alike, origin_label, origin_uid FROM claim WHERE grant_uid IS NULL")
        without = cursor.fetchall()
        for table in TABLES:
            cursor.execute(f"DROP TABLE {table}")
    for first in range(0, len(without), AT_ONCE):
        copy(apps, without[first : first + AT_ONCE])


def copy(apps: Apps, rows: list[tuple[object, str, object]]) -> None:
    """SQLite gives keys as text, PostgreSQL as what they are."""
    grants = apps.get_model("access", "Grant").objects
    wanted = [(UUID(str(alike)), label, UUID(str(origin))) for alike, label, origin in rows]
    known = {grant["uid"]: grant for grant in grants.filter(pk__in={alike for alike, *_ in wanted}).values()}
    changed = ({"uid": uuid4(), "origin_label": label, "origin_uid": origin} for _, label, origin in wanted)
    grants.bulk_create(grants.model(**known[one[0]] | change) for one, change in zip(wanted, changed, strict=True))


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
        ("access", "0002_grant_origin"),
        ("cases", "0001_initial"),
        ("offences", "0001_initial"),
        ("rescue", "0001_initial"),
    ]

    operations = [migrations.RunPython(name_origins, migrations.RunPython.noop)]
