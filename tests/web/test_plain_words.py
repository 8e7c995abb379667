"""Every form says in plain words what is wrong, and takes what cannot be seen for no answer."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

WHAT = "Write down what happened."


class Invented(forms.Form):
    """One question of each kind."""

    what = forms.CharField(max_length=5, min_length=2, error_messages={"required": WHAT})
    more = forms.CharField(required=False)
    how_many = forms.IntegerField(required=False, min_value=1, max_value=500)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"what": "A long one"}, "Too long: write at most 5 characters. It has 10 now."),
        ({"what": "A"}, "Too short: write at least 2 characters. It has 1 now."),
        ({"what": "A\x00b"}, "One character in it cannot be kept. Type the text instead of pasting it."),
        ({"what": "Abc", "how_many": "501"}, "Write 500 or less."),
        ({"what": "Abc", "how_many": "0"}, "Write 1 or more."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(typed: dict[str, str], words: str) -> None:
    errors = Invented(typed).errors

    assert [list(said) for said in errors.values()] == [[words]]


@pytest.mark.parametrize("field", [forms.CharField(), forms.DateField(), forms.ChoiceField(), forms.FileField()])
def test_what_is_needed_says_what_to_do(field: forms.Field) -> None:
    with pytest.raises(ValidationError) as told:
        field.clean("")

    assert told.value.messages == ["This is needed. Fill it in, or choose."]


@pytest.mark.parametrize(
    "field", [forms.ChoiceField(choices=[("a", "A")]), forms.TypedChoiceField(choices=[("a", "A")])]
)
def test_an_answer_that_is_not_offered_is_not_said_again(field: forms.ChoiceField) -> None:
    with pytest.raises(ValidationError) as told:
        field.clean("b" * 20_000)

    assert told.value.messages == ["Choose one of the answers that are offered here."]


def test_of_several_answers_one_that_is_not_offered_is_not_said_again() -> None:
    with pytest.raises(ValidationError) as told:
        forms.MultipleChoiceField(choices=[("a", "A")]).clean(["a", "b" * 20_000])

    assert told.value.messages == ["Choose one of the answers that are offered here."]


@pytest.mark.parametrize("typed", ["\u200b\u200b", "\u200d", "\ufeff \u2060", "\u3164", "\u2800\u00ad"])
def test_a_needed_answer_in_which_nothing_can_be_seen_is_missing(typed: str) -> None:
    form = Invented({"what": typed})

    assert form.errors["what"] == [WHAT]


def test_an_answer_that_may_be_left_out_is_left_out_when_nothing_can_be_seen() -> None:
    form = Invented({"what": "Abc", "more": "\u200b"})

    assert form.is_valid()
    assert form.cleaned_data["more"] == ""


def test_joiners_inside_a_word_stay() -> None:
    form = Invented({"what": "क्\u200dष"})

    assert form.is_valid()
    assert form.cleaned_data["what"] == "क्\u200dष"


def test_the_plain_words_speak_hindi() -> None:
    with translation.override("hi"):
        errors = Invented({"what": "Abc", "how_many": "501"}).errors["how_many"]

        assert errors == ["500 या उससे कम लिखें।"]
