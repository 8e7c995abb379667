"""Forms of the directory."""

from rihai.directory.forms.area import AreaForm, HoursForm
from rihai.directory.forms.contacts import CallBackForm, ContactForm, tidy_phone
from rihai.directory.forms.decisions import DuplicateForm, MarkForm
from rihai.directory.forms.entries import AgencyForm, AgencySearchForm
from rihai.directory.forms.files import ImportForm
from rihai.directory.forms.routing import CompetentForm

__all__ = [
    "AgencyForm",
    "AgencySearchForm",
    "AreaForm",
    "CallBackForm",
    "CompetentForm",
    "ContactForm",
    "DuplicateForm",
    "HoursForm",
    "ImportForm",
    "MarkForm",
    "tidy_phone",
]
