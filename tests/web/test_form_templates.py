"""Every field of every form becomes GOV.UK markup: label, hint, error and control tied together by ids."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms

Element = tuple[str, dict[str, str]]


class Elements(HTMLParser):
    """All start tags of a piece of HTML, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def one(self, tag: str, **wanted: str) -> dict[str, str]:
        matching = [attrs for name, attrs in self.found if name == tag and wanted.items() <= attrs.items()]
        assert len(matching) == 1, (tag, wanted, matching)
        return matching[0]

    def ids(self) -> set[str]:
        return {attrs["id"] for _, attrs in self.found if "id" in attrs}


class Sighting(forms.Form):
    place = forms.CharField(help_text="A <landmark> will do.", max_length=80)
    seen_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    age = forms.IntegerField(required=False)
    certainty = forms.ChoiceField(choices=[("sure", "Sure"), ("maybe", "Maybe")], widget=forms.RadioSelect)
    signs = forms.MultipleChoiceField(
        choices=[("Money", [("debt", "Debt")]), ("Movement", [("locked", "Kept indoors")])],
        widget=forms.CheckboxSelectMultiple,
        help_text="All that apply.",
    )
    channel = forms.ChoiceField(choices=[("phone", "Phone")])
    story = forms.CharField(widget=forms.Textarea, max_length=500)
    is_safe = forms.BooleanField(label="Safe to call back")
    photo = forms.FileField(required=False)
    password = forms.CharField(widget=forms.PasswordInput)
    token = forms.CharField(widget=forms.HiddenInput)


class Search(forms.Form):
    mark_optional = False
    words = forms.CharField(required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}))


EMPTY: dict[str, Any] = {}


def group(form: forms.Form, name: str) -> str:
    return str(form[name].as_field_group())


@pytest.mark.parametrize("name", ["place", "seen_on", "age", "channel", "story", "is_safe", "password"])
def test_a_label_points_to_its_control(name: str) -> None:
    elements = Elements(group(Sighting(), name))

    label = elements.one("label")

    assert label["for"] == f"id_{name}"
    assert label["for"] in elements.ids()
    assert "govuk-label" in label["class"].split()


@pytest.mark.parametrize(
    ("name", "tag", "css_class"),
    [
        ("place", "input", "govuk-input"),
        ("seen_on", "input", "govuk-input--width-10"),
        ("age", "input", "govuk-input--width-5"),
        ("channel", "select", "govuk-select"),
        ("story", "textarea", "govuk-textarea"),
        ("is_safe", "input", "govuk-checkboxes__input"),
        ("password", "input", "govuk-password-input__input"),
        ("photo", "input", "govuk-file-upload"),
    ],
)
def test_a_control_has_the_class_of_its_component(name: str, tag: str, css_class: str) -> None:
    control = Elements(group(Sighting(), name)).one(tag, name=name)

    assert css_class in control["class"].split()


@pytest.mark.parametrize("name", list(Sighting.base_fields))
def test_every_id_that_a_field_refers_to_exists(name: str) -> None:
    elements = Elements(group(Sighting(EMPTY), name))

    referred = [
        one
        for _, attrs in elements.found
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls")
        for one in attrs.get(attribute, "").split()
    ]

    assert set(referred) <= elements.ids()


@pytest.mark.parametrize("name", ["place", "seen_on", "channel", "story", "password"])
def test_an_error_marks_the_group_and_the_control_and_is_read_aloud_with_it(name: str) -> None:
    html = group(Sighting(EMPTY), name)

    control = next(attrs for _, attrs in Elements(html).found if attrs.get("name") == name)

    assert "govuk-form-group--error" in html
    assert f"id_{name}_error" in control["aria-describedby"].split()
    assert any(css_class.endswith("--error") for css_class in control["class"].split())
    assert "This is needed." in html


@pytest.mark.parametrize("name", ["certainty", "signs"])
def test_a_set_of_choices_is_a_fieldset_that_carries_hint_and_error(name: str) -> None:
    elements = Elements(group(Sighting(EMPTY), name))

    fieldset = elements.one("fieldset")

    assert f"id_{name}_error" in fieldset["aria-describedby"].split()
    assert "govuk-fieldset__legend" in elements.one("legend")["class"].split()


def test_choices_in_groups_keep_the_names_of_the_groups() -> None:
    html = group(Sighting(), "signs")

    assert "Money" in html
    assert html.index("Money") < html.index("Debt") < html.index("Movement") < html.index("Kept indoors")


def test_a_hint_is_escaped() -> None:
    assert "A &lt;landmark&gt; will do." in group(Sighting(), "place")


def test_optional_fields_say_so_but_not_in_a_search() -> None:
    assert "(optional)" in group(Sighting(), "age")
    assert "(optional)" not in group(Sighting(), "place")
    assert "(optional)" not in group(Search(), "words")


def test_a_width_chosen_by_the_author_is_kept_and_alone() -> None:
    class Narrow(forms.Form):
        born = forms.DateField(widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-20"}))

    control = Elements(group(Narrow(), "born")).one("input", name="born")

    assert [each for each in control["class"].split() if "width" in each] == ["govuk-input--width-20"]


def test_what_was_typed_comes_back_escaped_and_a_password_never() -> None:
    form = Sighting({"place": '"><script>', "password": "secret of hers"})

    html = str(form)

    assert "&quot;&gt;&lt;script&gt;" in html
    assert "secret of hers" not in html


def test_a_chosen_option_stays_chosen() -> None:
    form = Sighting({"certainty": "maybe", "signs": ["locked"], "channel": "phone"})

    elements = Elements(str(form))

    assert "checked" in elements.one("input", value="maybe")
    assert "checked" not in elements.one("input", value="sure")
    assert "checked" in elements.one("input", value="locked")
    assert "selected" in elements.one("option", value="phone")


def test_a_whole_form_lists_its_errors_first_and_keeps_hidden_fields() -> None:
    elements = Elements(str(Sighting(EMPTY)))

    classes = [attrs.get("class", "") for _, attrs in elements.found]

    assert classes.index("govuk-error-summary") < classes.index("govuk-form-group govuk-form-group--error")
    assert elements.one("input", type="hidden")["name"] == "token"
    assert str(Sighting(EMPTY)) == Sighting(EMPTY).as_p()


def test_a_file_that_is_already_there_is_never_linked() -> None:
    class Stored:
        url = "/files/photo"

        def __str__(self) -> str:
            return "photo of her.jpg"

    html = group(Sighting(initial={"photo": Stored()}), "photo")

    assert "/files/photo" not in html
    assert "photo of her" not in html


def test_radio_buttons_are_of_one_size() -> None:
    class Plan(forms.Form):
        part = forms.ChoiceField(choices=[("led", "Led")], widget=forms.RadioSelect)
        children = forms.ChoiceField(
            choices=[("yes", "Yes")], widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"})
        )

    found = Elements(str(Plan()["part"]) + str(Plan()["children"])).found

    groups = [attrs["class"].split() for tag, attrs in found if "govuk-radios" in attrs.get("class", "").split()]
    assert len(groups) == 2
    assert all("govuk-radios--small" in one for one in groups)


def test_what_somebody_typed_or_a_list_says_never_becomes_markup() -> None:
    hostile = '"><script>'
    entries = [("", "Choose"), (hostile, [(hostile, hostile)]), (7, "Seven")]

    class Asked(forms.Form):
        which = forms.ChoiceField(choices=entries, widget=forms.Select(attrs={"data-note": hostile, "hidden": True}))
        said = forms.CharField(widget=forms.TextInput(attrs={"class": hostile, "data-off": False}))

    form = Asked({"which": hostile, "said": hostile})

    page = str(form)

    assert "<script" not in page
    drawn = Elements(group(form, "which"))
    assert drawn.one("select")["data-note"] == hostile
    assert "hidden" in drawn.one("select")
    assert drawn.one("optgroup")["label"] == hostile
    assert [attrs["value"] for tag, attrs in drawn.found if tag == "option"] == ["", hostile, "7"]
    assert [attrs["value"] for tag, attrs in drawn.found if "selected" in attrs] == [hostile]
    assert "data-off" not in Elements(group(form, "said")).one("input")
