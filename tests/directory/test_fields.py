"""The field for a place: typed as text, offered from a list, asked back when several places share a name."""

import pytest
from django import forms

from rihai.directory.actions import load_reference
from rihai.directory.fields import PlaceField
from rihai.directory.models import Place


class PlaceForm(forms.Form):
    """One optional place, helped by the districts of Kerala."""

    place = PlaceField(label="Place", state="Kerala")


@pytest.fixture(autouse=True)
def _reference(db: None) -> None:
    load_reference(by=None)


def test_the_place_typed_is_the_place_kept() -> None:
    form = PlaceForm({"place": "Thane, Maharashtra"})

    assert form.is_valid()
    assert form.cleaned_data["place"] == Place.objects.get(code="IN-MH/thane")


def test_no_place_is_no_place() -> None:
    form = PlaceForm({"place": ""})

    assert form.is_valid()
    assert form.cleaned_data["place"] is None


def test_a_place_that_is_not_in_the_list_is_explained() -> None:
    form = PlaceForm({"place": "Atlantis"})

    assert "not in the list" in form.errors["place"][0]


def test_a_name_that_several_states_share_is_asked_back_with_the_choices() -> None:
    form = PlaceForm({"place": "Aurangabad"})

    (question,) = form.errors["place"]
    assert "Aurangabad, Bihar" in question
    assert "Maharashtra" in question


@pytest.mark.parametrize("typed", ["Chandigarh", "Dhaka", "Chittagong"])
def test_a_district_comes_before_the_state_of_the_same_name(typed: str) -> None:
    form = PlaceForm({"place": typed})

    assert form.is_valid()
    assert form.cleaned_data["place"].kind == Place.Kind.DISTRICT


def test_districts_of_the_state_are_offered_and_what_is_known_is_filled_in() -> None:
    form = PlaceForm(initial={"place": Place.objects.get(code="IN-MH/thane")})

    html = str(form["place"])

    assert "Wayanad, Kerala" in html
    assert 'value="Thane, Maharashtra"' in html


def test_the_help_can_be_for_another_state() -> None:
    form = PlaceForm()
    field = form.fields["place"]
    assert isinstance(field, PlaceField)

    field.offer_districts_of("Assam")

    assert "Kamrup" in str(form["place"])
    assert "Wayanad" not in str(form["place"])
