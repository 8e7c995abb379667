"""Choosing a body: a list where it is short, a name typed and matched where it is long, never one that is marked."""

import pytest
from django.core.exceptions import ValidationError

from rihai.directory.agency_field import HELPED, LISTED, AgencyField, agency_label, find_agency
from rihai.directory.models import Agency, Place
from tests.factories import an_agency

pytestmark = pytest.mark.django_db


def field(**options: object) -> AgencyField:
    made = AgencyField(label="Which body?", **options)
    made.offer(Agency.objects.all(), near=options.get("near"))  # type: ignore[arg-type]
    return made


def drawn(made: AgencyField) -> str:
    return str(made.widget.render("agency", None, {"id": "id_agency"}))  # type: ignore[arg-type]  # the widget of a field that offers


@pytest.fixture
def many(db: None) -> list[Agency]:
    return [an_agency(f"Office {number:03}", kind="ngo", district="Thane") for number in range(LISTED + 5)]


def test_few_are_a_list_to_choose_from(db: None) -> None:
    office = an_agency("Lamp Street Office", kind="ngo")

    made = field()

    assert "<select" in drawn(made)
    assert made.clean(str(office.uid)) == office


def test_many_are_never_drawn_as_a_list(many: list[Agency]) -> None:
    made = field()

    html = drawn(made)
    assert "<select" not in html
    assert "Office 000" not in html
    assert "Type its name" in str(made.help_text)


def test_one_of_many_is_found_by_name_reference_and_key(many: list[Agency]) -> None:
    wanted = many[7]
    Agency.objects.filter(pk=wanted.pk).update(ref="ZZ7")
    made = field()

    assert made.clean("office 007") == wanted
    assert made.clean(agency_label(wanted)) == wanted
    assert made.clean("zz7") == wanted
    assert made.clean("Office 007, Thane (ZZ7)") == wanted
    assert made.clean(str(wanted.uid)) == wanted


def test_a_name_that_several_share_is_asked_back(many: list[Agency]) -> None:
    with pytest.raises(ValidationError, match="Type it as it stands here: Office 000"):
        field().clean("office")


def test_what_may_not_be_chosen_is_not_found_by_any_word(many: list[Agency]) -> None:
    marked = many[3]
    allowed = Agency.objects.exclude(pk=marked.pk)

    for said in (str(marked.uid), marked.name, agency_label(marked)):
        with pytest.raises(ValidationError) as refused:
            find_agency(said, allowed)

        assert "Office 003" not in str(refused.value)


def test_what_only_sounds_alike_is_never_chosen_in_silence(db: None) -> None:
    an_agency("Sunita Bhavan Office", kind="ngo")

    with pytest.raises(ValidationError, match="Which one do you mean"):
        find_agency("Suneeta Bhawan", Agency.objects.all())


def test_nothing_typed_is_nothing_chosen_where_it_may_be_empty(many: list[Agency]) -> None:
    assert field(required=False).clean("") is None
    with pytest.raises(ValidationError):
        field().clean("  ")


def test_the_nearest_units_help_whoever_types(many: list[Agency]) -> None:
    thane = Place.objects.create(code="MH/thane", name="Thane", kind=Place.Kind.DISTRICT, state_name="Maharashtra")
    for number in range(HELPED + 5):
        an_agency(f"Unit {number:03}", kind="ahtu", district="Thane", state="Maharashtra", is_member=False)
    made = AgencyField(label="Which unit?")

    made.offer(Agency.objects.all(), near=thane)

    assert drawn(made).count("<option") == HELPED
    assert "Unit 000" in drawn(made)


def test_a_label_does_not_say_where_a_home_lies(db: None) -> None:
    home = an_agency("Quiet House", kind="home", locality="Hidden Lane", district="Thane", state="Maharashtra")

    assert "Hidden Lane" not in agency_label(home)
    assert "Maharashtra" in agency_label(home)
