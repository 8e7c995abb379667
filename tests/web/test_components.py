"""The shared pieces of pages: what they show, what they hide, and that they can be read aloud and tapped."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.web.test_form_templates import Elements

COMPONENTS = Path(__file__).resolve().parents[2] / "rihai" / "web" / "templates" / "components"


def component(name: str, **variables: object) -> str:
    return render_to_string(f"components/{name}.html", variables, RequestFactory().get("/list/?state=open&page=2"))


@dataclass(frozen=True)
class Happened:
    when: str
    title: str
    text: str = ""
    by: str = ""
    tag: str = ""
    kind: str = ""
    url: str = ""


class Visit(forms.Form):
    place = forms.CharField()
    outcome = forms.ChoiceField(choices=[("met", "Met"), ("away", "Away")], widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(choices=[("Now", [("food", "Food")])], widget=forms.CheckboxSelectMultiple)
    when = forms.SplitDateTimeField()
    step = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise forms.ValidationError("The two dates do not fit.")


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.name)
def test_a_component_says_at_its_top_what_it_is(path: Path) -> None:
    assert path.read_text().startswith("{% comment %}")


def test_a_badge_is_neutral_unless_told_otherwise() -> None:
    assert "rihai-badge--neutral" in component("badge", text="Open")
    assert "rihai-badge--danger" in component("badge", text="Late", kind="danger")


@pytest.mark.parametrize("variables", [{}, {"open_url": "/open/"}, {"reason_url": "/why/"}])
def test_something_sealed_shows_dots_and_says_sealed(variables: dict[str, str]) -> None:
    html = component("sealed", label="Name", **variables)

    assert "•••" in html
    assert "Name: sealed" in html


def test_something_sealed_is_opened_by_a_form_and_never_by_a_plain_link() -> None:
    elements = Elements(component("sealed", label="Name", open_url="/open/"))

    form = elements.one("form")

    assert (form["method"], form["action"]) == ("post", "/open/")
    assert not [tag for tag, _ in elements.found if tag == "a"]
    assert elements.one("input", type="hidden")["name"] == "csrfmiddlewaretoken"


def test_something_sealed_with_a_reason_to_give_leads_to_the_question() -> None:
    elements = Elements(component("sealed", reason_url="/why/"))

    assert elements.one("a")["href"] == "/why/"
    assert not [tag for tag, _ in elements.found if tag == "form"]


def test_a_pager_keeps_the_other_parameters_of_the_address() -> None:
    page = Paginator(range(90), 30).page(2)

    links = [attrs["href"] for tag, attrs in Elements(component("pager", page_obj=page)).found if tag == "a"]

    assert links == ["?state=open&page=1", "?state=open&page=3"]


def test_a_list_on_one_page_has_no_pager() -> None:
    assert component("pager", page_obj=Paginator(range(3), 30).page(1)).strip() == ""


def test_the_steps_mark_one_present_step() -> None:
    elements = Elements(component("steps", current="operation", urls={"alert": "/alerts/1/"}))

    present = [attrs for tag, attrs in elements.found if tag == "li" and "aria-current" in attrs]

    assert len(present) == 1
    assert len([tag for tag, _ in elements.found if tag == "li"]) == 5
    assert elements.one("a")["href"] == "/alerts/1/"


def test_a_timeline_escapes_what_people_wrote() -> None:
    html = component("timeline", items=[Happened("3 May 2026", "Call", text="<b>loud</b>\n\nthen calm", by="Asha")])

    assert "&lt;b&gt;loud" in html
    assert html.count("<p>") == 2
    assert "by Asha" in html


def test_a_figure_tells_its_definition_and_what_it_leaves_out() -> None:
    html = component("stat", figure=41, label="Operations", definition="Ended.", not_counted="called off", as_of="May")

    assert re.search(r"41.*Operations.*Ended\..*Not counted:.*called off.*As of May", html, re.DOTALL)


def test_unknown_facts_are_called_unknown_but_nought_is_a_fact() -> None:
    html = component("summary_list", rows=[("District", ""), ("Born", None), ("Visits", 0)])

    assert html.count("Not known") == 2
    assert ">0<" in html


def test_a_confirmation_asks_first_without_javascript() -> None:
    elements = Elements(component("confirm", url="/close/", label="Close", text="It ends.", fields=[("version", 3)]))

    assert [tag for tag, _ in elements.found].index("summary") < [tag for tag, _ in elements.found].index("form")
    assert elements.one("input", name="version")["value"] == "3"
    assert elements.one("form")["method"] == "post"


def test_an_alert_of_an_error_interrupts_and_others_do_not() -> None:
    assert Elements(component("alert", text="No.", kind="error")).one("div", role="alert")
    assert Elements(component("alert", text="Yes.")).one("div", role="region")


def test_the_error_summary_links_every_error_to_a_control_that_exists() -> None:
    form = Visit({"step": ""})
    html = component("error_summary", form=form)

    links = [attrs["href"].removeprefix("#") for tag, attrs in Elements(html).found if tag == "a"]

    assert len(links) == 4
    assert set(links) <= Elements(str(form)).ids()
    assert links == ["id_place", "id_outcome_0", "id_needs_0_0", "id_when_0"]


def test_the_error_summary_names_errors_of_no_field_and_of_hidden_fields() -> None:
    html = component("error_summary", form=Visit({"place": "x"}))

    assert "The two dates do not fit." in html
    assert Elements(html).one("div", role="alert") is not None
    assert html.count("<li>") == 5


def test_there_is_no_error_summary_before_a_form_is_sent() -> None:
    assert component("error_summary", form=Visit()).strip() == ""


def test_the_error_summary_of_a_set_of_forms_counts_the_rows() -> None:
    class Row(forms.Form):
        place = forms.CharField()

    rows = forms.formset_factory(Row, min_num=2, validate_min=True)
    formset = rows({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-place": "Gaya", "form-1-place": ""})

    html = component("error_summary", formset=formset)

    assert "Person 2: Place" in html
    assert 'href="#id_form-1-place"' in html
    assert "Person 1" not in html
