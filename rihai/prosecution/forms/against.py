"""Against which of the accused a paper of the police is: by code, since a form shows no name that it need not."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from rihai.cases.forms import set_choices
from rihai.prosecution.models import AccusedLink
from rihai.prosecution.templatetags.legal_labels import accused_role

EVERYBODY: Final = "all"


def named(link: AccusedLink) -> str:
    return f"{link.accused.code}, {accused_role(link.role)}"


def against_field(label: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        help_text=gettext_lazy("For whom it does not name, default bail may still accrue: the warning goes on."),
        widget=forms.CheckboxSelectMultiple,
        **options,
    )


def offer_accused(form: forms.Form, links: list[AccusedLink]) -> None:
    everybody = [(EVERYBODY, gettext_lazy("All of them"))] if len(links) > 1 else []
    set_choices(form, against=[*everybody, *((str(one.pk), named(one)) for one in links)])


def chosen(links: list[AccusedLink], said: list[str]) -> tuple[UUID, ...]:
    return tuple(one.pk for one in links if EVERYBODY in said or str(one.pk) in said)
