"""Recording an alert: everything is kept, sealed, handed to the desk, or nothing is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.reading import OwnWork, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.cases.facts import ScreeningFacts
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.duties.rules import rule_of
from rihai.intake import actions
from rihai.intake.facts import AlertFacts
from rihai.intake.models import Alert, AlertToken
from rihai.intake.workflow import Status
from rihai.lib.precision import AgeCertainty, ImpreciseDate
from rihai.people.facts import BirthFacts
from rihai.people.models import Person, Provenance, Source, YesNoUnknown
from rihai.vault.errors import CannotSeal
from tests import factories
from tests.cases.builders import opens, verbs
from tests.intake import builders

HERS = {Compartment.RECORD, Compartment.IDENTITY, Compartment.SOURCE}


def test_everything_said_is_kept_sealed_and_readable_by_its_recorder(kiran: User) -> None:
    birth = BirthFacts.aged(15, timezone.localdate(), AgeCertainty.STATED)
    screening = ScreeningFacts(("recruitment",), ("deception",), ("forced_labour",))
    alert = actions.record_alert(
        organisation=kiran.organisation,
        by=kiran,
        facts=builders.facts(
            where="Behind the old mill",
            who="A man on a motorbike",
            happened=ImpreciseDate.parse("2026-05"),
            people=(builders.somebody("Rani Test", birth=birth, screening=screening),),
            people_expected=3,
            danger_now=YesNoUnknown.YES,
            signs=("fee_up_front", "cannot_leave"),
            source=builders.from_source(contact="98765 43210"),
        ),
    )

    alert.refresh_from_db()
    row = alert.people.select_related("person").get()
    name = row.person.names.get()
    plain = read((alert, ["what", "where", "who"]), (name, ["text"]), (alert.source, ["name"]), by=kiran, why=OwnWork())  # type: ignore[arg-type]  # the source was given above
    assert (plain(alert).what, plain(alert).where) == (builders.WHAT, "Behind the old mill")
    assert (plain(alert).who, plain(name).text) == ("A man on a motorbike", "Rani Test")
    assert (alert.status, alert.reference[:2], alert.people_expected) == (Status.NEW, "A-", 3)
    assert (alert.precision, alert.signs) == ("month", ["fee_up_front", "cannot_leave"])
    assert (row.acts, row.means, row.types_of_exploitation) == (["recruitment"], ["deception"], ["forced_labour"])
    assert row.person.birth_year == timezone.localdate().year - 15
    assert row.person.pseudonym not in ("Rani", "Test")


def stored_in_clear(words: str) -> bool:
    """Whether any cell of any table holds these words."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            if any(words.encode() in as_bytes(cell) for row in cursor.fetchall() for cell in row):
                return True
    return False


def as_bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()


def test_nothing_that_was_said_stands_readable_in_the_database(alert: Alert) -> None:
    said = [builders.WHAT, "Behind the old mill", "A man on a motorbike", "Rani Test", "A shopkeeper"]

    assert [words for words in said if stored_in_clear(words)] == []
    assert stored_in_clear(alert.reference)


def test_recorder_and_desk_may_open_it_and_nobody_else(
    alert: Alert, asha: User, intake_desk: Desk, kiran: User, meera: User, dolly: User, chand: User
) -> None:
    person = alert.people.get().person
    assert alert.source is not None
    for holder in (asha, intake_desk):
        assert opens(holder, alert) == HERS
        assert opens(holder, alert.source) == {Compartment.RECORD, Compartment.SOURCE}
        assert opens(holder, person) == {Compartment.RECORD, Compartment.IDENTITY}
    assert way_to_read(kiran, alert, "what") is Way.OWN
    assert way_to_read(dolly, alert, "what") is Way.NONE
    for user in (meera, chand):
        assert not Alert.objects.visible_to(user).exists()


def test_the_trail_says_kind_and_channel_and_no_word_of_it(alert: Alert, asha: User) -> None:
    event = AuditEvent.objects.get(verb="alert.recorded")

    assert (event.actor_uid, event.subject_uid) == (asha.uid, alert.uid)
    assert "missing_report" in event.facts
    assert "Rani" not in "".join(AuditEvent.objects.values_list("facts", flat=True))


@pytest.mark.parametrize(
    ("danger", "priority"),
    [(YesNoUnknown.YES, "crisis"), (YesNoUnknown.NO, "normal"), (YesNoUnknown.UNKNOWN, "normal")],
)
def test_the_desk_owes_a_decision_and_danger_shortens_the_time(
    asha: User, intake_desk: Desk, danger: YesNoUnknown, priority: str
) -> None:
    before = timezone.now()

    alert = builders.an_alert(asha, danger_now=danger)

    duty = Duty.objects.open().get(rule="alert.triage")
    assert (duty.desk, duty.owner, duty.subject_uid) == (intake_desk, None, alert.uid)
    promised = timedelta(minutes=rule_of("alert.triage").minutes_until(priority))
    assert timedelta(0) <= duty.due_at - before - promised < timedelta(minutes=1)


def test_without_an_intake_desk_the_rescue_desk_takes_it(asha: User, rescue_desk: Desk) -> None:
    assert builders.an_alert(asha).desk == rescue_desk


def test_a_desk_that_is_closed_takes_nothing(asha: User, intake_desk: Desk, rescue_desk: Desk) -> None:
    Desk.objects.filter(pk=intake_desk.pk).update(is_active=False)

    assert builders.an_alert(asha).desk == rescue_desk


def test_without_any_such_desk_the_duty_lies_with_whoever_leads(organisation: Agency, ravi: User) -> None:
    Desk.objects.all().update(is_active=False)
    direction = factories.a_desk(organisation, Desk.Purpose.DIRECTION)

    alert = builders.an_alert(ravi)

    assert alert.desk is None
    assert Duty.objects.get(rule="alert.triage").desk == direction


def test_nobody_named_and_no_source_is_an_alert_too(asha: User) -> None:
    alert = builders.an_alert(asha)

    assert not alert.people.exists()
    assert alert.source is None
    assert not Person.objects.exists()


def test_an_anonymous_tip_has_a_source_with_a_code_and_no_name(asha: User) -> None:
    alert = builders.an_alert(asha, source=builders.from_source(name=""))

    assert alert.source is not None
    assert alert.source.name is None
    assert alert.source.code


def test_a_role_that_records_nothing_is_refused(auditor: User) -> None:
    with pytest.raises(Refused) as refused:
        builders.an_alert(auditor)

    assert refused.value.verb == "alert.record"
    assert not Alert.objects.exists()


def test_nobody_records_for_another_organisation(asha: User, other_organisation: Agency) -> None:
    with pytest.raises(Refused):
        actions.record_alert(organisation=other_organisation, by=asha, facts=builders.facts())


@pytest.mark.parametrize(
    "wrong", [{"kind": "gossip"}, {"channel": "pigeon"}, {"signs": ("rain",)}], ids=["kind", "channel", "sign"]
)
def test_a_code_outside_the_lists_never_gets_in(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is not a code"):
        builders.facts(**wrong)


def test_an_error_half_way_leaves_nothing_behind(asha: User, intake_desk: Desk) -> None:
    """The second person's name is too long for its column: it fails after the alert and the first were written."""
    people = (builders.somebody("Rani Test"), builders.somebody("x" * 300))

    with pytest.raises(CannotSeal):
        actions.record_alert(
            organisation=asha.organisation, by=asha, facts=builders.facts(people=people, source=builders.from_source())
        )

    for model in (Alert, Person, Source, Duty, Grant, AlertToken):
        assert not model._default_manager.exists(), model
    assert "alert.recorded" not in verbs()


def test_facts_never_print_what_they_hold() -> None:
    facts: AlertFacts = builders.facts(people=(builders.somebody("Rani Test"),), source=builders.from_source())

    assert "Rani" not in repr(facts)
    assert "shop" not in repr(facts)


def test_a_published_alert_leaves_no_grants_duties_or_tokens(kiran: User, intake_desk: Desk) -> None:
    alert = actions.record_alert(
        organisation=kiran.organisation,
        by=kiran,
        facts=builders.facts(people=(builders.somebody(),)),
        provenance=Provenance.PUBLISHED,
    )

    assert not Grant.objects.filter(subject_uid=alert.uid).exists()
    assert not Duty.objects.exists()
    assert not AlertToken.objects.exists()
